import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepAttachment } from "#lib/attachment/index.ts";
import { openBook, openBookInHand, openDesk } from "#lib/consent/index.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { findEncounter, listEncounters } from "#lib/record/index.ts";
import {
  answerCase,
  askAgain,
  attachToQuestion,
  cancelCase,
  caseForCitizen,
  caseForDoctor,
  changeShare,
  claimCase,
  deskOfCase,
  isAsSigned,
  judgeAnswer,
  keepCase,
  listCallTimes,
  listCases,
  listCasesAtDesk,
  livingShare,
  promiseOf,
  referCase,
  refuseCase,
  releaseCase,
  releaseIdleCases,
  reportConsultation,
  sayFlags,
  sendQuestion,
  Taken,
  withdrawShare,
} from "#lib/teleconsult/index.ts";
import { AgainInput, AnswerInput, answers, FlagsInput, ShareInput } from "#lib/teleconsult/inputs.ts";
import { fileTeleconsults, openIngest } from "#lib/warehouse/index.ts";
import { urlOf } from "#tests/support/database.ts";
import { fileVisit, reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";
import { ask, fillQuestion, makeAnswering } from "#tests/support/teleconsult.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
const worker = connect(urlOf("worker"), { max: 1 });
const ingest = openIngest(urlOf("ingest"), { max: 2 });
afterAll(async () => {
  await ingest.end();
  await worker.$client.end();
  await reach.close();
});

type Clinic = Awaited<ReturnType<typeof makeAnswering>>;
type Person = Awaited<ReturnType<typeof signedIn>>;
let station: Clinic;
let hospital: Clinic;
let doctor: Awaited<ReturnType<typeof staffSignedIn>>;
beforeAll(async () => {
  [station, hospital] = await Promise.all([makeAnswering(reach), makeAnswering(reach, { level: "basic" })]);
  doctor = await staffSignedIn(reach, { name: "BS. Trần Thử", facilityCode: station.facilityCode });
});

const inbox = ({ ctx }: Pick<Person, "ctx">) => openDesk(ctx, "answer-teleconsults", "teleconsult");
const own = ({ ctx }: Person) => openBookInHand(ctx, "teleconsult");
const caseOf = async (who: Person, caseId: string) => {
  const found = await caseForCitizen(await own(who), caseId);
  if (!found) throw new Error("the case is not there");
  return found;
};
const whats = async (who: Person, caseId: string) =>
  (await caseOf(who, caseId)).steps.map(({ what }) => what);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refused ? error.reason : (error as Error).name),
  );
const messagesOf = async (citizenId: string) =>
  (
    await owner<
      { kind: string }[]
    >`select kind from app.messages where citizen_id = ${citizenId} and kind like 'teleconsult%' order by message_id`
  ).map(({ kind }) => kind);
const anAnswer = (caseId: string, more: object = {}) =>
  AnswerInput.parse({
    caseId,
    outcome: "advice",
    summary: "Khó tiêu, chưa thấy dấu hiệu nguy hiểm.",
    advice: "Ăn ít một, nhiều bữa.",
    warning: "Nôn ra máu, đi ngoài phân đen.",
    conditions: "k30",
    medicines: "Men tiêu hóa (MẪU): 1 gói buổi sáng\n",
    tests: "",
    visitServiceId: "",
    visitWithinDays: "",
    ...more,
  });

describe("somebody asks", () => {
  test("and it is received with a promise, once, with its trace; what is shared is a recorded request", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, { ...station, severity: "severe" });
    await sendQuestion(who.ctx, { caseId, priceVnd: 0 });
    const found = await caseOf(who, caseId);
    expect(found).toMatchObject({
      status: "sent",
      way: "written",
      urgency: "urgent",
      level: "initial",
      citizenName: "Người Thử Nghiệm",
    });
    const promised = (found.promisedAt?.getTime() ?? 0) - (found.sentAt?.getTime() ?? 0);
    expect(promised / 3_600_000).toBeCloseTo(4, 1);
    expect(found.steps.map(({ what }) => what)).toEqual(["asked", "shared", "received"]);
    expect(livingShare(found)).toMatchObject({ shown: ["conditions", "medicines"], mayRefer: false });
    expect(await listCases(await own(who))).toHaveLength(1);
    expect(await messagesOf(who.citizenId)).toEqual(["teleconsult-received"]);
  });

  test("a sign of danger is written down and stops the question until it is answered anew", async () => {
    const who = await signedIn(reach);
    const caseId = await fillQuestion(who.ctx, station);
    expect(await sayFlags(who.ctx, FlagsInput.parse({ caseId, "flag-breath": "yes" }))).toBe(true);
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("flags");
    const rows = await owner`select flags from app.teleconsult_red_flags where citizen_id = ${who.citizenId}`;
    expect(rows).toEqual([{ flags: "{breath}" }]);
    await sayFlags(who.ctx, FlagsInput.parse({ caseId, none: "yes" }));
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("done");
  });

  test("10,000 characters are refused at the door and in the database; script stays text", async () => {
    const who = await signedIn(reach);
    const caseId = randomUUID();
    expect(answers.trouble.safeParse({ caseId, trouble: "á".repeat(10_000) }).success).toBe(false);
    const long = await fillQuestion(who.ctx, { ...station, trouble: "á".repeat(4001) });
    expect(await reasonOf(sendQuestion(who.ctx, { caseId: long, priceVnd: 0 }))).toBe("trouble");
    const trouble = `<script>alert(1)</script> ' or 1=1 -- ${"dài ".repeat(900)}`;
    const { caseId: odd } = await ask(who.ctx, { ...station, trouble });
    expect((await caseOf(who, odd)).trouble).toBe(trouble.trim());
  });

  test("photos go with it, for whoever may read the case, and for nobody else", async () => {
    const who = await signedIn(reach);
    const caseId = await fillQuestion(who.ctx, station);
    const attachmentId = randomUUID();
    await attachToQuestion(who.ctx, { caseId, attachmentId, bytes: await photoWithPlace() }, testKeys);
    await sendQuestion(who.ctx, { caseId, priceVnd: 0 });
    await claimCase(doctor.ctx, { caseId });
    const seen = async (desk: Awaited<ReturnType<typeof deskOfCase>>) =>
      (
        await desk.readApp((tx) =>
          tx.execute(`select 1 from app.attachments where attachment_id = '${attachmentId}'`),
        )
      ).length;
    expect(await seen(await deskOfCase(doctor.ctx, caseId))).toBe(1);
    const colleague = await staffSignedIn(reach, station);
    expect(await seen(await deskOfCase(colleague.ctx, caseId))).toBe(0);
  });

  test("a stranger and a relative without the scope are refused; one with it asks and reads, and reads no record by it", async () => {
    const [who, friend, stranger] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
    const { caseId } = await ask(who.ctx, station);
    await fileVisit(reach, who.citizenId);
    expect(await caseForCitizen(await own(stranger), caseId)).toBeNull();
    expect(await reasonOf(cancelCase(stranger.ctx, { caseId, because: "" }))).toBe("NotFound");
    await trusts(who, friend, ["booking"]);
    const acting = holding(friend, who.citizenId, "trusted");
    expect(await reasonOf(openBookInHand(acting, "teleconsult"))).toBe("NotFound");
    await owner`update app.relations set scopes = '{teleconsult}' where citizen_id = ${who.citizenId} and actor_id = ${friend.citizenId}`;
    const { caseId: theirs } = await ask(acting, station);
    const book = await openBookInHand(acting, "teleconsult");
    expect(await caseForCitizen(book, theirs)).toMatchObject({
      askedBy: friend.citizenId,
      askedByName: friend.ctx.actor.name,
    });
    expect((await book.readWarehouse((tx) => tx.execute("select 1 from warehouse.encounters"))).length).toBe(
      0,
    );
    expect((await book.readApp((tx) => tx.execute("select 1 from app.messages"))).length).toBe(0);
    // Nor a photo that was kept for something else, whose id they know; and it stays.
    const paper = randomUUID();
    const corrections = await openBook(who.ctx, who.citizenId, "own-reading", "corrections");
    await keepAttachment(corrections, { attachmentId: paper, bytes: await photoWithPlace() }, testKeys);
    const draft = await fillQuestion(acting, station);
    const sent = { caseId: draft, attachmentId: paper, bytes: await photoWithPlace() };
    expect(await reasonOf(attachToQuestion(acting, sent, testKeys))).toBe("NotFound");
    const seen = (one: typeof book) =>
      one.readApp((tx) => tx.execute("select 1 from app.attachments where sealed is not null"));
    expect(await seen(book)).toHaveLength(0);
    expect(await seen(corrections)).toHaveLength(1);
    expect((await caseOf(who, theirs)).citizenId).toBe(who.citizenId);
  });

  test("a parent asks for a child", async () => {
    const mother = await signedIn(reach);
    const child = await aChild(reach, "2023-05-01");
    await represents(reach, mother, child, "2023-05-01");
    const { caseId } = await ask(holding(mother, child.citizenId, "representative"), station);
    const book = await openBookInHand(holding(mother, child.citizenId, "representative"), "teleconsult");
    expect(await caseForCitizen(book, caseId)).toMatchObject({
      citizenId: child.citizenId,
      citizenName: child.name,
    });
  });

  test("a time of a call is one person's; a facility without shifts takes no question", async () => {
    const [one, two] = [await signedIn(reach), await signedIn(reach)];
    const [time] = (await listCallTimes(one.ctx, station.facilityCode, one.ctx.today)).slice(3);
    const at = `${time?.shiftId} ${time?.startsAt.toISOString()}`;
    const cases = await Promise.all(
      [one, two].map(({ ctx }) => fillQuestion(ctx, { ...station, way: "video", at })),
    );
    const outcomes = await Promise.all(
      [one, two].map(({ ctx }, i) => reasonOf(sendQuestion(ctx, { caseId: cases[i] ?? "", priceVnd: 0 }))),
    );
    expect(outcomes.toSorted()).toEqual(["done", "taken"]);
    const idle = await makeAnswering(reach, { shifts: false });
    expect(await promiseOf(one.ctx, idle.facilityCode, new Date())).toBeNull();
    expect(await reasonOf(ask(one.ctx, idle))).toBe("no-shift");
  });
});

describe("a question that costs something", () => {
  const priced = () => makeAnswering(reach, { writtenPriceVnd: 50_000 });

  test("reaches nobody until its note is paid; the page's price has to be the facility's", async () => {
    const [who, clinic] = [await signedIn(reach), await priced()];
    const { ctx } = await staffSignedIn(reach, clinic);
    const caseId = await fillQuestion(who.ctx, clinic);
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("price");
    const { noteId } = await sendQuestion(who.ctx, { caseId, priceVnd: 50_000 });
    expect(await caseOf(who, caseId)).toMatchObject({ status: "unpaid", sentAt: null, noteId });
    expect(await listCasesAtDesk(await inbox({ ctx }))).toEqual([]);
    expect(await reasonOf(claimCase(ctx, { caseId }))).toBe("gone");
    const [note] =
      await owner`select kind, amount_vnd::int as amount, status from app.fee_notes where note_id = ${noteId}`;
    expect(note).toEqual({ kind: "teleconsult", amount: 50_000, status: "open" });
    await owner`update app.fee_notes set status = 'paid-at-desk' where note_id = ${noteId}`;
    expect(await caseOf(who, caseId)).toMatchObject({ status: "sent" });
    expect(await listCasesAtDesk(await inbox({ ctx }))).toHaveLength(1);
  });

  test("taken back before it is paid its note is void; not paid in a day it lapses", async () => {
    const [who, clinic] = [await signedIn(reach), await priced()];
    const one = await ask(who.ctx, { ...clinic, priceVnd: 50_000 });
    await cancelCase(who.ctx, { caseId: one.caseId, because: "" });
    const two = await ask(who.ctx, { ...clinic, priceVnd: 50_000 });
    await owner`update app.fee_notes set status = 'void', voided_at = now(), voided_because = 'x' where note_id = ${two.noteId}`;
    expect((await caseOf(who, two.caseId)).status).toBe("lapsed");
    const notes = await owner`select status from app.fee_notes where citizen_id = ${who.citizenId}`;
    expect(notes).toEqual([{ status: "void" }, { status: "void" }]);
  });
});

describe("a doctor answers", () => {
  test("one of fifty who reach for a case gets it, and alone reads what is shared, each time with a line of the log", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, station);
    const doctors = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        staffSignedIn(reach, { name: `BS. ${i}`, facilityCode: station.facilityCode }),
      ),
    );
    const calls = Array.from({ length: 50 }, (_, i) => doctors[i % 5]?.ctx ?? doctor.ctx);
    const outcomes = await Promise.all(
      calls.map((ctx) =>
        claimCase(ctx, { caseId }).then(
          () => ctx.actor.id,
          (error) => (error instanceof Taken ? "taken" : `${error}`),
        ),
      ),
    );
    const winners = new Set(outcomes.filter((one) => one !== "taken"));
    expect(winners.size).toBe(1);
    const winner = doctors.find(({ staffId }) => winners.has(staffId));
    const loser = doctors.find(({ staffId }) => !winners.has(staffId));
    if (!winner || !loser) throw new Error("nobody won");
    expect((await whats(who, caseId)).filter((what) => what === "claimed")).toHaveLength(1);
    expect(await caseForDoctor(await deskOfCase(winner.ctx, caseId), caseId)).toMatchObject({
      status: "reading",
    });
    expect(await caseForDoctor(await deskOfCase(loser.ctx, caseId), caseId)).toBeNull();
    const book = await openBook(winner.ctx, who.citizenId, "teleconsult", "medicines");
    expect(book.citizenId).toBe(who.citizenId);
    const [line] =
      await owner`select purpose, part, basis from app.access_log where citizen_id = ${who.citizenId} and actor_id = ${winner.staffId}`;
    expect(line).toEqual({ purpose: "teleconsult", part: "medicines", basis: `teleconsult:${caseId}` });
    await expect(openBook(winner.ctx, who.citizenId, "teleconsult", "results")).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(openBook(loser.ctx, who.citizenId, "teleconsult", "medicines")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("consent withdrawn in mid-case closes the book at once, also for a page that is open; the case goes on", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, station);
    await claimCase(doctor.ctx, { caseId });
    await openBook(doctor.ctx, who.citizenId, "teleconsult", "conditions");
    await withdrawShare(who.ctx, { caseId });
    await withdrawShare(who.ctx, { caseId });
    await expect(openBook(doctor.ctx, who.citizenId, "teleconsult", "conditions")).rejects.toBeInstanceOf(
      NotFound,
    );
    const desk = await deskOfCase(doctor.ctx, caseId);
    const found = await caseForDoctor(desk, caseId);
    expect(found && livingShare(found)).toBeNull();
    expect((await whats(who, caseId)).filter((what) => what === "share-withdrawn")).toHaveLength(1);
    expect(await reasonOf(changeShare(who.ctx, ShareInput.parse({ caseId })))).toBe("choose");
    await changeShare(who.ctx, ShareInput.parse({ caseId, results: "yes" }));
    await openBook(doctor.ctx, who.citizenId, "teleconsult", "results");
    await expect(openBook(doctor.ctx, who.citizenId, "teleconsult", "conditions")).rejects.toBeInstanceOf(
      NotFound,
    );
    await answerCase(doctor.ctx, anAnswer(caseId), testKeys);
    await expect(openBook(doctor.ctx, who.citizenId, "teleconsult", "results")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("signed over its very words; the person reads it, judges it, reports it and asks once more", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, station);
    await claimCase(doctor.ctx, { caseId });
    await answerCase(doctor.ctx, anAnswer(caseId), testKeys);
    await answerCase(doctor.ctx, anAnswer(caseId), testKeys).catch(() => {});
    const found = await caseOf(who, caseId);
    expect(found).toMatchObject({ status: "answered", outcome: "advice", rounds: 1 });
    const [answer, ...more] = found.answers;
    if (!answer) throw new Error("no answer");
    expect(more).toEqual([]);
    expect(answer.lines.conditions).toEqual([{ code: "K30", name: expect.any(String) }]);
    expect(answer.lines.medicines).toEqual([{ name: "Men tiêu hóa (MẪU)", instructions: "1 gói buổi sáng" }]);
    const said = { code: found.code, facilityCode: found.facilityCode, doctor: "BS. Trần Thử", answer };
    expect(isAsSigned(testKeys, answer.signature, said)).toBe(true);
    expect(isAsSigned(testKeys, answer.signature, { ...said, answer: { ...answer, advice: "Khác." } })).toBe(
      false,
    );
    await expect(
      owner`update app.teleconsult_answers set advice = 'x' where case_id = ${caseId}`,
    ).rejects.toThrow(/keeps/);
    await judgeAnswer(who.ctx, { caseId, helpful: "yes", words: "" });
    await reportConsultation(who.ctx, { caseId, words: "Chờ lâu." });
    await reportConsultation(who.ctx, { caseId, words: "Chờ lâu lắm." });
    expect((await caseOf(who, caseId)).report?.words).toBe("Chờ lâu.");
    await askAgain(
      who.ctx,
      AgainInput.parse({ caseId, words: "Uống thuốc rồi vẫn đau?", conditions: "yes" }),
    );
    expect(await caseOf(who, caseId)).toMatchObject({ status: "sent", rounds: 2, claimedBy: null });
    await claimCase(doctor.ctx, { caseId });
    await answerCase(doctor.ctx, anAnswer(caseId, { outcome: "emergency" }), testKeys);
    expect(
      await reasonOf(askAgain(who.ctx, AgainInput.parse({ caseId, words: "Lần ba?", nothing: "yes" }))),
    ).toBe("ended");
    expect(await messagesOf(who.citizenId)).toEqual([
      "teleconsult-received",
      "teleconsult-read",
      "teleconsult-answered",
      "teleconsult-read",
      "teleconsult-emergency",
    ]);
  });

  test("it is filed as an encounter of its facility, once, under the id that it was given", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, station);
    await claimCase(doctor.ctx, { caseId });
    await answerCase(doctor.ctx, anAnswer(caseId), testKeys);
    await Promise.all([fileTeleconsults(worker, ingest), fileTeleconsults(worker, ingest)]);
    const [answer] = (await caseOf(who, caseId)).answers;
    expect(answer?.filedAt).not.toBeNull();
    const book = await openBook(who.ctx, who.citizenId, "own-reading", "encounters");
    const visits = await listEncounters(book, { most: 5 });
    expect(visits).toMatchObject([
      {
        encounterId: answer?.encounterId,
        facilityCode: station.facilityCode,
        careKind: "14",
        format: "teleconsult",
      },
    ]);
    const found = await findEncounter(book, answer?.encounterId ?? "");
    expect(found?.conditions).toMatchObject([{ code: "K30" }]);
    const traces = await reach.warehouseOwner
      .$client`select what from warehouse.filings where citizen_id = ${who.citizenId}`;
    expect(traces).toEqual([{ what: "accepted" }]);
  });

  test("refused with a reason, or taken back by the person; neither twice", async () => {
    const who = await signedIn(reach);
    const [{ caseId: one }, { caseId: two }] = [await ask(who.ctx, station), await ask(who.ctx, station)];
    await claimCase(doctor.ctx, { caseId: one });
    await refuseCase(doctor.ctx, { caseId: one, because: "Cần khám trực tiếp mới nói được." });
    expect(await caseOf(who, one)).toMatchObject({
      status: "refused",
      endedBecause: "Cần khám trực tiếp mới nói được.",
    });
    await cancelCase(who.ctx, { caseId: two, because: "" });
    await cancelCase(who.ctx, { caseId: two, because: "" });
    expect(await reasonOf(claimCase(doctor.ctx, { caseId: two }))).toBe("gone");
    expect(await reasonOf(cancelCase(who.ctx, { caseId: one, because: "" }))).toBe("ended");
  });

  test("handed up only where the person asked for it, never down, with what the next doctor should know", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, station);
    await claimCase(doctor.ctx, { caseId });
    const refer = (to: string) =>
      referCase(doctor.ctx, { caseId, to, handOver: "Nhờ xem giúp chỉ định nội soi." });
    expect(await reasonOf(refer(hospital.facilityCode))).toBe("not-asked");
    await changeShare(who.ctx, ShareInput.parse({ caseId, conditions: "yes", mayRefer: "yes" }));
    await refer(hospital.facilityCode);
    // Whoever handed it on finds it among theirs, to talk along.
    const theirs = (await listCasesAtDesk(await inbox(doctor))).find((one) => one.caseId === caseId);
    expect(theirs).toMatchObject({ handedOn: true, mine: false });
    await expect(openBook(doctor.ctx, who.citizenId, "teleconsult", "conditions")).rejects.toBeInstanceOf(
      NotFound,
    );
    const specialist = await staffSignedIn(reach, hospital);
    expect(await listCasesAtDesk(await inbox(specialist))).toMatchObject([
      { caseId, referredFrom: station.facilityCode },
    ]);
    await claimCase(specialist.ctx, { caseId });
    await openBook(specialist.ctx, who.citizenId, "teleconsult", "conditions");
    const down = referCase(specialist.ctx, {
      caseId,
      to: station.facilityCode,
      handOver: "Nhờ trạm theo dõi.",
    });
    expect(await reasonOf(down)).toBe("lower");
    expect((await caseOf(who, caseId)).referrals).toMatchObject([
      { fromFacility: station.facilityCode, toFacility: hospital.facilityCode },
    ]);
  });

  test("left lying it goes back to the others, kept it stays", async () => {
    const who = await signedIn(reach);
    const clinic = await makeAnswering(reach);
    const { ctx } = await staffSignedIn(reach, clinic);
    const [{ caseId: left }, { caseId: kept }] = [await ask(who.ctx, clinic), await ask(who.ctx, clinic)];
    await claimCase(ctx, { caseId: left });
    await claimCase(ctx, { caseId: kept });
    await owner`update app.teleconsult_cases set claim_until = now() - interval '1 second' where case_id in ${owner([left, kept])}`;
    await keepCase(await deskOfCase(ctx, kept), kept);
    await releaseIdleCases(worker, new Date());
    expect(await caseOf(who, left)).toMatchObject({ status: "sent", claimedBy: null });
    expect(await caseOf(who, kept)).toMatchObject({ status: "reading" });
    await releaseCase(ctx, { caseId: kept });
    expect((await whats(who, kept)).at(-1)).toBe("released");
  });
});
