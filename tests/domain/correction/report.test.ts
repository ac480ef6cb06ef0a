import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { keepAttachment } from "#lib/attachment/index.ts";
import { openBook, openPrivateEncounter } from "#lib/consent/index.ts";
import {
  addToCase,
  attachToReport,
  chooseReason,
  countClosedCases,
  findCase,
  findDraft,
  listCases,
  listLineMarks,
  readOwnPhoto,
  removePhoto,
  sayWhatItShouldBe,
  sendReport,
  sweepDrafts,
  withdrawCase,
} from "#lib/correction/index.ts";
import { daysAfter, dueDays, isRuledOut, targetKey } from "#lib/correction/rules.ts";
import { connect } from "#lib/platform/db.ts";
import { Conflict, NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";
import { reportVisit, withdrawReport } from "#lib/record/index.ts";
import { urlOf } from "#tests/support/database.ts";
import { aDebt } from "#tests/support/fee-notes.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { firstCondition, type Person, report, visitWithLines } from "#tests/support/reported-lines.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

const bookOf = ({ ctx, citizenId }: Person) => openBook(ctx, citizenId, "own-reading", "corrections");
const caseOf = async (who: Person, caseId: string) => findCase(await bookOf(who), caseId);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refused ? error.reason : error),
  );

describe("a line is reported", () => {
  test("a fee note goes to the facility that sent it; somebody else's note is no line of one's book", async () => {
    const debt = await aDebt(reach);
    const ref = { kind: "fee" as const, encounterId: null, line: debt.noteId };
    const caseId = await report(debt.payer, ref, { reason: "paid-already" });
    expect((await caseOf(debt.payer, caseId))?.state).toMatchObject({
      kind: "fee",
      facilityCode: debt.facility.facilityCode,
      stood: { fields: { noteNumber: debt.note.noteNumber, issuedOn: "2026-11-20", amount: "150000" } },
    });
    await expect(report(await signedIn(reach), ref)).rejects.toBeInstanceOf(NotFound);
  });

  test("with a copy of what stood there, for the facility that sent it, with its days and its trace", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who);
    const caseId = await report(who, firstCondition(encounterId), { reason: "never-had" });
    const found = await caseOf(who, caseId);
    expect(found?.state).toMatchObject({
      kind: "condition",
      facilityCode: "51000",
      claimRef: encounterId,
      stood: { fields: { code: "A15.0", role: "main" } },
      reason: "never-had",
      wanted: "Viêm phế quản",
      ...dueDays(who.ctx.today),
      closedAt: null,
    });
    expect(found?.state.code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
    expect(found?.events).toMatchObject([{ what: "sent", actorName: "Người Thử Nghiệm" }]);
    const [trace] = await reach.appOwner.$client<{ part: string }[]>`
      select l.part from app.correction_events e join app.access_log l on l.log_id = e.opened_as where e.case_id = ${caseId}`;
    expect(trace?.part).toBe("corrections");
    const marks = await listLineMarks(await bookOf(who), encounterId);
    expect(marks).toMatchObject([{ caseId, standing: "open" }]);
    expect(isRuledOut(marks, encounterId, "A15.0")).toBe(false);
  });

  test("sent twice it is one case; a second report of the line leads to the open one", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who);
    const ref = firstCondition(encounterId);
    const caseId = randomUUID();
    await chooseReason(who.ctx, { caseId, of: targetKey(ref), reason: "other" });
    await sayWhatItShouldBe(who.ctx, { caseId, wanted: "", unknown: "yes" });
    await Promise.all([sendReport(who.ctx, { caseId }), sendReport(who.ctx, { caseId })]);
    expect(await sendReport(who.ctx, { caseId })).toEqual({ caseId });
    expect(await reasonOf(report(who, ref))).toBe(`open ${caseId}`);
    expect(await listCases(await bookOf(who), 9)).toHaveLength(1);
    await withdrawCase(who.ctx, { caseId });
    await report(who, ref);
    expect(await listCases(await bookOf(who), 9)).toHaveLength(2);
  });

  test("of somebody else's book, or one that is not there, is refused and noted", async () => {
    const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
    const encounterId = await visitWithLines(reach, who);
    for (const [one, line] of [
      [stranger, "1"],
      [who, "9"],
    ] as const) {
      const of = targetKey({ ...firstCondition(encounterId), line });
      await expect(
        chooseReason(one.ctx, { caseId: randomUUID(), of, reason: "other" }),
      ).rejects.toBeInstanceOf(NotFound);
    }
    const [noted] = await reach.appOwner.$client<{ n: number }[]>`
      select count(*)::int as n from app.security_log where actor_id = ${stranger.citizenId} and kind = 'not-in-this-book'`;
    expect(noted?.n).toBe(1);
    const caseId = await report(who, firstCondition(encounterId));
    expect(await caseOf(stranger, caseId)).toBeNull();
    await expect(withdrawCase(stranger.ctx, { caseId })).rejects.toBeInstanceOf(NotFound);
    const nobody = { ...who.ctx, actor: { ...who.ctx.actor, token: "x".repeat(43) } };
    await expect(withdrawCase(nobody, { caseId })).rejects.toBeInstanceOf(SignedOut);
    expect(
      await reasonOf(
        chooseReason(who.ctx, {
          caseId: randomUUID(),
          of: targetKey(firstCondition(encounterId)),
          reason: "constructor",
        }),
      ),
    ).toBe("choose");
  });

  test("other kinds know whose they are: a medicine the facility's, the person's details the authority's", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who);
    const medicine = await report(
      who,
      { kind: "medicine", encounterId, line: "7" },
      { reason: "wrong-dose" },
    );
    expect((await caseOf(who, medicine))?.state.stood).toEqual({
      title: "Amlodipin (MẪU) 5mg",
      fields: { name: "Amlodipin (MẪU)", strength: "5mg", dose: "Sáng 1 viên", quantity: "30", unit: "Viên" },
    });
    const details = await report(who, { kind: "identity", encounterId: null, line: "details" });
    expect((await caseOf(who, details))?.state).toMatchObject({ facilityCode: null, claimRef: null });
    const visit = await report(who, { kind: "visit", encounterId, line: "1" }, { reason: "wrong-day" });
    expect((await caseOf(who, visit))?.state.stood.fields.day).toBe(who.ctx.today);
  });

  test("of a private visit is as closed as the visit", async () => {
    const who = await signedIn(reach);
    const encounterId = await visitWithLines(reach, who, ["hiv"]);
    const of = targetKey(firstCondition(encounterId));
    await expect(chooseReason(who.ctx, { caseId: randomUUID(), of, reason: "other" })).rejects.toBeInstanceOf(
      NotFound,
    );
    await openPrivateEncounter(who.ctx, who.citizenId, encounterId);
    const caseId = await report(who, firstCondition(encounterId));
    expect(await caseOf(who, caseId)).not.toBeNull();
    await reach.appOwner.$client`delete from app.private_openings where citizen_id = ${who.citizenId}`;
    expect(await caseOf(who, caseId)).toBeNull();
    expect(await listLineMarks(await bookOf(who))).toEqual([]);
    expect(await countClosedCases(await bookOf(who))).toBe(1);
  });

  test("a person sends ten in a day, and then keeps the draft", async () => {
    const who = await signedIn(reach);
    const [first] = await Promise.all([visitWithLines(reach, who)]);
    const caseId = await report(who, firstCondition(first));
    await reach.appOwner.$client`
      insert into app.corrections (citizen_id, case_id, code, kind, target, stood, reason, wanted, reply_due_on, mend_due_on, closed_at, closed_because)
      select citizen_id, gen_random_uuid(), left(md5(random()::text), 12), kind, target || i, stood, reason, wanted, reply_due_on, mend_due_on, now(), 'withdrawn'
      from app.corrections, generate_series(1, 9) i where case_id = ${caseId}`;
    const next = randomUUID();
    const ref = { kind: "medicine", encounterId: first, line: "7" } as const;
    expect(await reasonOf(report(who, ref, { caseId: next }))).toBe("too-many");
    expect(await findDraft(await bookOf(who), next)).toMatchObject({ wanted: "Viêm phế quản" });
  });
});

describe("a photo goes along", () => {
  async function draftWithPhoto(who: Person) {
    const caseId = randomUUID();
    const of = targetKey(firstCondition(await visitWithLines(reach, who)));
    await chooseReason(who.ctx, { caseId, of, reason: "other" });
    await sayWhatItShouldBe(who.ctx, { caseId, wanted: "x", unknown: undefined });
    const attachmentId = randomUUID();
    await attachToReport(who.ctx, { caseId, attachmentId, bytes: await photoWithPlace() }, testKeys);
    return { caseId, attachmentId };
  }
  const shredded = async (attachmentId: string) => {
    const [row] = await reach.appOwner.$client<{ gone: boolean }[]>`
      select shredded_at is not null as gone from app.attachments where attachment_id = ${attachmentId}`;
    return row?.gone;
  };

  test("it is read by its owner alone, and shredded when the report is withdrawn", async () => {
    const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
    const { caseId, attachmentId } = await draftWithPhoto(who);
    const asked = { caseId, attachmentId };
    expect(await readOwnPhoto(who.ctx, asked, testKeys)).toMatchObject({ kind: "image/jpeg" });
    await sendReport(who.ctx, { caseId });
    expect((await caseOf(who, caseId))?.events[0]?.attachmentId).toBe(attachmentId);
    expect(await readOwnPhoto(who.ctx, asked, testKeys)).not.toBeNull();
    expect(await readOwnPhoto(stranger.ctx, asked, testKeys)).toBeNull();
    await withdrawCase(who.ctx, { caseId });
    expect(await readOwnPhoto(who.ctx, asked, testKeys)).toBeNull();
    expect(await shredded(attachmentId)).toBe(true);
  });

  test("that of another report, or a paper of another part, is neither taken nor shredded", async () => {
    const who = await signedIn(reach);
    const sent = await draftWithPhoto(who);
    await sendReport(who.ctx, { caseId: sent.caseId });
    const { caseId, attachmentId } = await draftWithPhoto(who);
    const bytes = await photoWithPlace();
    await expect(
      attachToReport(who.ctx, { caseId, attachmentId: sent.attachmentId, bytes }, testKeys),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    const paper = randomUUID();
    await keepAttachment(
      await openBook(who.ctx, who.citizenId, "own-reading", "teleconsult"),
      { attachmentId: paper, bytes },
      testKeys,
    );
    await expect(
      attachToReport(who.ctx, { caseId, attachmentId: paper, bytes }, testKeys),
    ).rejects.toBeInstanceOf(NotFound);
    expect((await findDraft(await bookOf(who), caseId))?.attachmentId).toBe(attachmentId);
    expect([await shredded(sent.attachmentId), await shredded(paper), await shredded(attachmentId)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("another one takes its place, and a draft that nobody comes back to is swept with it", async () => {
    const who = await signedIn(reach);
    const { caseId, attachmentId } = await draftWithPhoto(who);
    const second = randomUUID();
    await attachToReport(who.ctx, { caseId, attachmentId: second, bytes: await photoWithPlace() }, testKeys);
    expect([await shredded(attachmentId), await shredded(second)]).toEqual([true, false]);
    await removePhoto(who.ctx, { caseId });
    expect(await shredded(second)).toBe(true);
    const third = randomUUID();
    await attachToReport(who.ctx, { caseId, attachmentId: third, bytes: await photoWithPlace() }, testKeys);
    await sweepDrafts(worker, new Date());
    expect(await findDraft(await bookOf(who), caseId)).not.toBeNull();
    await reach.appOwner
      .$client`update app.correction_drafts set at = at - interval '15 days' where case_id = ${caseId}`;
    await sweepDrafts(worker, new Date());
    expect([await findDraft(await bookOf(who), caseId), await shredded(third)]).toEqual([null, true]);
  });
});

test("words and photos are added to an open case, each form once, and to none that is over", async () => {
  const who = await signedIn(reach);
  const caseId = await report(who, firstCondition(await visitWithLines(reach, who)));
  const entryId = randomUUID();
  const photo = await photoWithPlace();
  for (const _ of [1, 2]) await addToCase(who.ctx, { caseId, entryId, said: "Thêm giấy", photo }, testKeys);
  const events = (await caseOf(who, caseId))?.events ?? [];
  expect(events.filter((event) => event.what === "said")).toMatchObject([
    { said: "Thêm giấy", attachmentId: entryId },
  ]);
  expect(await reasonOf(addToCase(who.ctx, { caseId, entryId: randomUUID(), said: "", photo: null }))).toBe(
    "empty",
  );
  await withdrawCase(who.ctx, { caseId });
  await withdrawCase(who.ctx, { caseId });
  await expect(
    addToCase(who.ctx, { caseId, entryId: randomUUID(), said: "nữa", photo: null }),
  ).rejects.toBeInstanceOf(Conflict);
});

test("a missing visit is a case too, of the facility whose name it is, and ends when it is withdrawn", async () => {
  const who = await signedIn(reach);
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name) values ('51977', 'Phòng khám Báo Thiếu') on conflict do nothing`;
  const send = async (place: string) => {
    const reportId = randomUUID();
    const when = { "visited.day": "1", "visited.month": "3", "visited.year": "2026" };
    for (const _ of [1, 2]) await reportVisit(who.ctx, { reportId, place, ...when });
    return (await caseOf(who, reportId))?.state;
  };
  expect(await send("Phòng Khám báo thiếu")).toMatchObject({
    kind: "missing-visit",
    facilityCode: "51977",
    stood: { fields: { visitedOn: "2026-03-01" } },
  });
  const unknown = await send("Ở đâu đó");
  expect(unknown?.facilityCode).toBeNull();
  await withdrawReport(who.ctx, { reportId: unknown?.caseId ?? "" });
  expect((await caseOf(who, unknown?.caseId ?? ""))?.state.closedBecause).toBe("withdrawn");
});

test("the database counts the days as the pages do", async () => {
  for (let day = "2026-11-23"; day < "2026-12-07"; day = daysAfter(day, 1)) {
    const [row] = await reach.appOwner.$client<{ reply: string; mend: string }[]>`
      select reply::text, mend::text from app.correction_due_days(${day}::date)`;
    expect({ replyDueOn: row?.reply, mendDueOn: row?.mend }).toEqual(dueDays(day));
  }
});
