import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, openDesk, openPrivateEncounter } from "#lib/consent/index.ts";
import {
  addToCase,
  answerCase,
  appealCase,
  checkCase,
  countCasesAtDesk,
  findCase,
  findCaseAtDesk,
  listCasesAtDesk,
  listLineMarks,
  readCasePhoto,
  remindOfCases,
  takeCase,
  usualAnswerDays,
  writeToPerson,
} from "#lib/correction/index.ts";
import { isRuledOut } from "#lib/correction/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import { Conflict, NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { firstCondition, type Person, report, visitWithLines } from "#tests/support/reported-lines.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
let lan: Context;
let minh: Context;
let elsewhere: Context;
let authority: Context;

beforeAll(async () => {
  lan = (await staffSignedIn(reach, { name: "CN. Lan", facilityCode: "51000" })).ctx;
  minh = (await staffSignedIn(reach, { name: "CN. Minh", facilityCode: "51000" })).ctx;
  elsewhere = (await staffSignedIn(reach, { facilityCode: "51001" })).ctx;
  authority = (await staffSignedIn(reach, { name: "Sở" })).ctx;
});
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

async function reported(o: { reason?: string } = {}) {
  const who = await signedIn(reach);
  const encounterId = await visitWithLines(reach, who);
  const caseId = await report(who, firstCondition(encounterId), o);
  return { who, encounterId, caseId };
}
const bookOf = ({ ctx, citizenId }: Person) => openBook(ctx, citizenId, "own-reading", "corrections");
const stateOf = async (who: Person, caseId: string) => (await findCase(await bookOf(who), caseId))?.state;
const marksOf = async (who: Person, encounterId: string) => listLineMarks(await bookOf(who), encounterId);
const answer = (
  ctx: Context,
  caseId: string,
  choice: "mended" | "refused" | "ruled-out" | "being-verified" | "person-disagrees",
) =>
  answerCase(ctx, {
    caseId,
    choice,
    text: "Đã xem bệnh án giấy.",
    mendedTo: choice === "mended" ? "J20" : "",
  });
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refused ? error.reason : error),
  );
const told = async (who: Person) =>
  (
    await reach.appOwner.$client<{ kind: string; values: Record<string, string> }[]>`
      select kind, "values" from app.messages where citizen_id = ${who.citizenId} order by message_id`
  ).map((row) => row.kind);
const at = (ctx: Context, caseId: string) => openDesk(ctx, "answer-corrections", "correction", caseId);
const listed = async (ctx: Context, open = true) => {
  const desk = await openDesk(ctx, "answer-corrections", "corrections");
  return (await listCasesAtDesk(desk, { open, most: 100 })).map((line) => line.caseId);
};

describe("a facility's desk", () => {
  test("lists its own cases without a name, opens one with its line in the log, and no other facility's", async () => {
    const { who, caseId } = await reported();
    const entryId = randomUUID();
    await addToCase(who.ctx, { caseId, entryId, said: "", photo: await photoWithPlace() }, testKeys);
    expect(await listed(lan)).toContain(caseId);
    expect(await listed(elsewhere)).not.toContain(caseId);
    const list = await openDesk(lan, "answer-corrections", "corrections");
    expect((await countCasesAtDesk(list)).open).toBeGreaterThan(0);
    expect(await findCaseAtDesk(list, caseId)).toBeNull();
    const desk = await at(lan, caseId);
    expect(await findCaseAtDesk(desk, caseId)).toMatchObject({
      person: { name: "Người Thử Nghiệm" },
      state: { stood: { fields: { code: "A15.0" } } },
      events: [{ what: "sent" }, { what: "said" }],
    });
    expect(await readCasePhoto(desk, caseId, entryId, testKeys)).toMatchObject({ kind: "image/jpeg" });
    const [row] = await reach.appOwner.$client<{ n: number }[]>`
      select count(*)::int as n from app.desk_log where about = ${caseId} and staff_id = ${lan.actor.id}`;
    expect(row?.n).toBe(1);
    const other = await at(elsewhere, caseId);
    expect(await findCaseAtDesk(other, caseId)).toBeNull();
    expect(await readCasePhoto(other, caseId, entryId, testKeys)).toBeNull();
    await expect(takeCase(elsewhere, { caseId, over: "yes" })).rejects.toBeInstanceOf(NotAllowed);
    await expect(takeCase(authority, { caseId, over: undefined })).rejects.toBeInstanceOf(NotAllowed);
    await expect(takeCase(who.ctx, { caseId, over: undefined })).rejects.toThrow();
  });

  test("one clerk takes a case and answers it; the second is told so", async () => {
    const { who, caseId, encounterId } = await reported();
    expect(await reasonOf(answer(lan, caseId, "mended"))).toBe("not-taken");
    await takeCase(lan, { caseId, over: undefined });
    await takeCase(lan, { caseId, over: undefined });
    expect(await reasonOf(takeCase(minh, { caseId, over: undefined }))).toBe("not-yours");
    expect(await reasonOf(answer(minh, caseId, "refused"))).toBe("not-yours");
    await checkCase(lan, { caseId });
    const entryId = randomUUID();
    for (const _ of [1, 2]) await writeToPerson(lan, { caseId, entryId, said: "Đang tìm bệnh án." });
    const both = await Promise.all([
      reasonOf(answer(lan, caseId, "mended")),
      reasonOf(answer(lan, caseId, "refused")),
    ]);
    expect(both.toSorted()).toEqual(["already", "done"]);
    expect(await reasonOf(takeCase(minh, { caseId, over: "yes" }))).toBe("already");
    const state = await stateOf(who, caseId);
    expect(state).toMatchObject({
      takenByName: "CN. Lan",
      answeredAtFacility: "51000",
      closedBecause: "answered",
    });
    expect(await told(who)).toEqual(["correction-received", "correction-said", "correction-answered"]);
    const [mark] = await marksOf(who, encounterId);
    if (state?.answer === "mended") expect(mark).toMatchObject({ standing: "mended", mendedTo: "J20" });
    const traces = await reach.appOwner.$client<{ what: string; staff_name: string }[]>`
      select e.what, l.staff_name from app.correction_events e join app.desk_log l on l.log_id = e.opened_as
      where e.case_id = ${caseId} and e.actor_kind = 'staff' order by e.event_no`;
    expect(traces.map((row) => row.what)).toEqual(["taken", "checking", "said", "answered"]);
    expect(await listed(lan, false)).toContain(caseId);
  });

  test("another clerk takes over, and the warehouse is untouched by any answer", async () => {
    const { who, caseId, encounterId } = await reported({ reason: "never-had" });
    await takeCase(lan, { caseId, over: undefined });
    await takeCase(minh, { caseId, over: "yes" });
    expect(await reasonOf(answer(lan, caseId, "refused"))).toBe("not-yours");
    await answer(minh, caseId, "being-verified");
    expect(await stateOf(who, caseId)).toMatchObject({ note: "being-verified", closedAt: null });
    await answer(minh, caseId, "ruled-out");
    const marks = await marksOf(who, encounterId);
    expect(isRuledOut(marks, encounterId, "A15.0")).toBe(true);
    expect(isRuledOut(marks, encounterId, "I10")).toBe(false);
    const [row] = await reach.ingest.$client`
      select code from warehouse.conditions where encounter_id = ${encounterId} and line = 1`;
    expect(row?.code).toBe("A15.0");
  });

  test("only a diagnosis is ruled out", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who);
    const caseId = await report(who, { kind: "medicine", encounterId, line: "7" });
    await takeCase(lan, { caseId, over: undefined });
    expect(await reasonOf(answer(lan, caseId, "ruled-out"))).toBe("answer");
    await answer(lan, caseId, "person-disagrees");
    expect(await marksOf(who, encounterId)).toMatchObject([{ standing: "person-disagrees" }]);
  });

  test("its usual time is told from five answers on", async () => {
    const facilityCode = `T${randomUUID().slice(0, 6)}`;
    const { caseId } = await reported();
    const add = (days: number[]) => reach.appOwner.$client`
      insert into app.corrections (citizen_id, case_id, code, facility_code, kind, target, stood, reason, wanted, sent_at, reply_due_on,
        mend_due_on, first_answered_at)
      select citizen_id, gen_random_uuid(), left(md5(random()::text), 12), ${facilityCode}, kind, target || random(), stood, reason, wanted,
        now() - interval '12 days', current_date - 10, current_date - 2, now() - interval '12 days' + make_interval(days => d)
      from app.corrections, unnest(${`{${days.join()}}`}::int[]) d where case_id = ${caseId}`;
    await add([1, 2, 3, 9]);
    expect(await usualAnswerDays(reach, facilityCode)).toBeNull();
    await add([4]);
    expect(await usualAnswerDays(reach, facilityCode)).toBe(3);
  });
});

describe("the health authority", () => {
  test("looks at an answer again when the person asks, once; the facility is out of it", async () => {
    const { who, caseId, encounterId } = await reported();
    await expect(appealCase(who.ctx, { caseId, said: "Sai" })).rejects.toBeInstanceOf(Conflict);
    await takeCase(lan, { caseId, over: undefined });
    await answer(lan, caseId, "refused");
    expect(await marksOf(who, encounterId)).toEqual([]);
    expect(await listed(authority)).not.toContain(caseId);
    const stranger = await signedIn(reach);
    await expect(appealCase(stranger.ctx, { caseId, said: "Sai" })).rejects.toBeInstanceOf(NotFound);
    for (const _ of [1, 2]) await appealCase(who.ctx, { caseId, said: "Tôi có giấy ra viện." });
    expect(await marksOf(who, encounterId)).toMatchObject([{ standing: "disputed" }]);
    expect(await listed(authority)).toContain(caseId);
    expect(await reasonOf(takeCase(lan, { caseId, over: "yes" }))).toBe("appealed");
    await takeCase(authority, { caseId, over: undefined });
    await answer(authority, caseId, "mended");
    expect(await stateOf(who, caseId)).toMatchObject({
      answer: "mended",
      answeredAtFacility: null,
      answeredByName: "Sở",
    });
    await expect(appealCase(who.ctx, { caseId, said: "Nữa" })).rejects.toBeInstanceOf(Conflict);
    expect(await told(who)).toEqual([
      "correction-received",
      "correction-answered",
      "correction-authority-received",
      "correction-authority-answered",
    ]);
  });

  test("is given what is late, by the clock it is told, once; before that it is marked as due soon", async () => {
    const { who, caseId } = await reported();
    const state = await stateOf(who, caseId);
    const on = (day: string | undefined, hours: number) =>
      new Date(Date.parse(`${day}T00:00:00+07:00`) + hours * 3_600_000);
    const eventsOf = async () =>
      (await findCase(await bookOf(who), caseId))?.events.map((event) => event.what);
    await remindOfCases(worker, on(state?.replyDueOn, 23));
    await remindOfCases(worker, on(state?.replyDueOn, 23));
    expect(await eventsOf()).toEqual(["sent", "reminded"]);
    expect(await listed(authority)).not.toContain(caseId);
    await remindOfCases(worker, on(state?.replyDueOn, 25));
    await remindOfCases(worker, on(state?.replyDueOn, 26));
    expect(await eventsOf()).toEqual(["sent", "reminded", "escalated"]);
    expect(await told(who)).toEqual(["correction-overdue"]);
    expect(await listed(authority)).toContain(caseId);
    await takeCase(lan, { caseId, over: undefined });
    await answer(lan, caseId, "refused");
    expect(await stateOf(who, caseId)).toMatchObject({ answer: "refused", closedBecause: "answered" });
  });
  test("of a private visit no message says where it was", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who, ["hiv"]);
    await openPrivateEncounter(who.ctx, who.citizenId, encounterId);
    const caseId = await report(who, firstCondition(encounterId));
    const day = (await stateOf(who, caseId))?.replyDueOn;
    await remindOfCases(worker, new Date(Date.parse(`${day}T00:00:00+07:00`) + 25 * 3_600_000));
    await takeCase(lan, { caseId, over: undefined });
    await writeToPerson(lan, { caseId, entryId: randomUUID(), said: "Mời bạn gọi lại." });
    await answer(lan, caseId, "refused");
    expect(await told(who)).toEqual([
      "correction-overdue",
      "correction-received",
      "correction-said",
      "correction-answered",
    ]);
    const rows = await reach.appOwner.$client<{ facility: boolean }[]>`
      select "values" ? 'facility' as facility from app.messages where citizen_id = ${who.citizenId}`;
    expect(rows.map((row) => row.facility)).toEqual([false, false, false, false]);
  });
});
