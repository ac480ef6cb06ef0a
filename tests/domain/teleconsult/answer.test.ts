import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findEncounter, listEncounters } from "#lib/record/index.ts";
import {
  answerCase,
  askAgain,
  cancelCase,
  caseForDoctor,
  changeShare,
  claimCase,
  deskOfCase,
  isAsSigned,
  judgeAnswer,
  keepCase,
  listCasesAtDesk,
  livingShare,
  referCase,
  refuseCase,
  releaseCase,
  releaseIdleCases,
  reportConsultation,
  Taken,
  withdrawShare,
} from "#lib/teleconsult/index.ts";
import { AgainInput, ShareInput } from "#lib/teleconsult/inputs.ts";
import { fileTeleconsults } from "#lib/warehouse/index.ts";
import { signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { testKeys } from "#tests/support/photos.ts";
import { ask, makeAnswering } from "#tests/support/teleconsult.ts";

import { type Clinic, casesOfTests } from "#tests/support/teleconsult-cases.ts";

const { anAnswer, caseOf, inbox, ingest, messagesOf, owner, reach, reasonOf, whats, worker, close } =
  casesOfTests();
afterAll(close);

let station: Clinic;
let hospital: Clinic;
let doctor: Awaited<ReturnType<typeof staffSignedIn>>;
beforeAll(async () => {
  [station, hospital] = await Promise.all([makeAnswering(reach), makeAnswering(reach, { level: "basic" })]);
  doctor = await staffSignedIn(reach, { name: "BS. Trần Thử", facilityCode: station.facilityCode });
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
