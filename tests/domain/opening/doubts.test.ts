import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listOpenings, openBook, openDesk } from "../../../lib/consent/index.ts";
import {
  answerDoubt,
  countOpeningCases,
  deskOpeningsOf,
  doubtOpening,
  findDoubt,
  findDoubtCase,
  findEmergencyCase,
  findPerson,
  listDoubts,
  listOpeningCases,
  openEmergency,
  reviewEmergency,
  takeDoubt,
} from "../../../lib/opening/index.ts";
import { NotFound } from "../../../lib/platform/errors.ts";
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());
const refused = (reason: string) => expect.objectContaining({ reason });
const answer = "Bác sĩ trực cấp cứu, đã xem hồ sơ bệnh án.";

/** An emergency opening of somebody's book, read once. */
async function emergency() {
  const [who, staff, officer] = await Promise.all([
    signedIn(reach, { name: "Người Cấp Cứu" }),
    staffSignedIn(reach, { facilityCode: "51000", name: "BS. Trực" }),
    staffSignedIn(reach, { name: "Cán Bộ Sở" }),
  ]);
  const findId = await findPerson(staff.ctx, { sought: who.personalId });
  await openEmergency(staff.ctx, { findId, reason: "Ngất, không hỏi được", hours: 4 });
  await openBook(staff.ctx, who.citizenId, "emergency", "medicines");
  const mine = () => openBook(who.ctx, who.citizenId, "own-reading", "access-log");
  const all = await listOpenings(await mine(), { since: new Date(0), most: 10 });
  return { who, staff, officer, mine, row: all.find((one) => !one.own), ownRow: all.find((one) => one.own) };
}
const caseDesk = (one: { ctx: Parameters<typeof openDesk>[0] }, id: string) =>
  openDesk(one.ctx, "review-openings", "opening-case", id);

beforeAll(async () => {
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name) values ('51000', 'TTYT Bình Sơn') on conflict do nothing`;
});

describe("an opening that a person does not recognise", () => {
  test("becomes one case with a day to answer by, is taken, answered once, and the person is told", async () => {
    const { who, officer, mine, row, ownRow } = await emergency();
    const colleague = await staffSignedIn(reach);
    const input = { logId: row?.logId ?? 0, note: "Hôm đó tôi ở nhà." };
    const [id = "", again] = await Promise.all([doubtOpening(who.ctx, input), doubtOpening(who.ctx, input)]);
    expect(again).toBe(id);
    const [day] = await reach.appOwner.$client<{ day: string }[]>`
      select app.working_days_after((now() at time zone 'Asia/Ho_Chi_Minh')::date, 2)::text as day`;
    expect(await findDoubt(await mine(), id)).toMatchObject({
      answerBy: day?.day,
      note: input.note,
      answeredAt: null,
    });

    const list = await openDesk(officer.ctx, "review-openings", "openings");
    const open = await listOpeningCases(list, { kind: "doubt", closed: false, most: 200, skip: 0 });
    expect(open.find(({ caseId }) => caseId === id)).toMatchObject({
      actorName: "BS. Trực",
      place: "TTYT Bình Sơn",
    });
    expect((await countOpeningCases(list)).doubts).toBeGreaterThan(0);
    await takeDoubt(officer.ctx, { caseId: id });
    await takeDoubt(colleague.ctx, { caseId: id });
    const shown = await findDoubtCase(await caseDesk(colleague, id), id);
    expect(shown).toMatchObject({
      ...{ person: "Người Cấp Cứu", takenBy: "Cán Bộ Sở", note: input.note },
      row: { part: "medicines", purpose: "emergency", actorName: "BS. Trực" },
      opening: { reason: "Ngất, không hỏi được", openedBy: "BS. Trực" },
    });

    const answers = await Promise.allSettled([
      answerDoubt(officer.ctx, { caseId: id, verdict: "lawful", answer }),
      answerDoubt(colleague.ctx, { caseId: id, verdict: "not-lawful", answer }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const done = await findDoubt(await mine(), id);
    expect(done).toMatchObject({ answer, verdict: expect.stringMatching(/lawful/) });
    const told = await reach.appOwner.$client`
      select link from app.messages where citizen_id = ${who.citizenId} and kind = 'unknown-opening-answered'`;
    expect(told).toEqual([{ link: `/consent/access-log/doubts/${id}` }]);
    // One's own openings are nobody's case.
    await expect(doubtOpening(who.ctx, { logId: ownRow?.logId ?? 0, note: "" })).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("nobody doubts in another's book, reads another's case, or answers without being the authority", async () => {
    const [{ who, staff, officer, row }, other] = await Promise.all([emergency(), signedIn(reach)]);
    await expect(doubtOpening(other.ctx, { logId: row?.logId ?? 0, note: "" })).rejects.toBeInstanceOf(
      NotFound,
    );
    const id = await doubtOpening(who.ctx, { logId: row?.logId ?? 0, note: "" });
    const theirs = await openBook(other.ctx, other.citizenId, "own-reading", "access-log");
    expect(await findDoubt(theirs, id)).toBeNull();
    // Whoever is doubted does not learn of it, also while the book is open to them.
    const atDesk = await openBook(staff.ctx, who.citizenId, "emergency", "history");
    expect(await listDoubts(atDesk)).toEqual([]);
    await expect(caseDesk(staff, id).then((desk) => findDoubtCase(desk, id))).rejects.toThrow();
    await expect(answerDoubt(staff.ctx, { caseId: id, verdict: "lawful", answer })).rejects.toThrow();
    await expect(takeDoubt(staff.ctx, { caseId: id })).rejects.toThrow();
    // The desk of one case answers no other.
    const desk = await caseDesk(officer, crypto.randomUUID());
    await expect(findDoubtCase(desk, id)).rejects.toThrow();
    await expect(
      listOpeningCases(desk, { kind: "doubt", closed: false, most: 1, skip: 0 }),
    ).rejects.toThrow();
  });

  test("two working days do not count the weekend", async () => {
    const days = await reach.appOwner.$client<{ from: string; to: string }[]>`
      select d::text as from, app.working_days_after(d, 2)::text as to
      from unnest('{2026-11-26,2026-11-27,2026-11-28,2026-11-29,2026-11-30}'::date[]) d`;
    expect(days.map(({ to }) => to)).toEqual([
      "2026-11-30",
      "2026-12-01",
      "2026-12-01",
      "2026-12-01",
      "2026-12-02",
    ]);
  });
});

test("every emergency waits for the authority's verdict, gets one, and the person reads it", async () => {
  const { who, officer, mine, row } = await emergency();
  const openingId = row?.basis.split(":")[1] ?? "";
  const list = await openDesk(officer.ctx, "review-openings", "openings");
  const waiting = await listOpeningCases(list, { kind: "emergency", closed: false, most: 200, skip: 0 });
  expect(waiting.map(({ caseId }) => caseId)).toContain(openingId);
  expect(await findEmergencyCase(await caseDesk(officer, openingId), openingId)).toMatchObject({
    ...{ staffName: "BS. Trực", reason: "Ngất, không hỏi được", parts: ["medicines"], review: null },
  });
  const verdict = { caseId: openingId, verdict: "not-justified" as const, reason: answer };
  await reviewEmergency(officer.ctx, verdict);
  await reviewEmergency(officer.ctx, verdict);
  await expect(reviewEmergency(officer.ctx, { ...verdict, verdict: "justified" })).rejects.toEqual(
    refused("already"),
  );
  const { openings, reviews } = await deskOpeningsOf(await mine(), [openingId]);
  expect(openings).toHaveLength(1);
  expect(reviews).toEqual([expect.objectContaining({ verdict: "not-justified", reason: answer })]);
  const told = await reach.appOwner.$client`
    select 1 from app.messages where citizen_id = ${who.citizenId} and kind = 'emergency-reviewed'`;
  expect(told).toHaveLength(1);
});
