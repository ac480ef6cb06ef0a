import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import {
  answerCase,
  answerDoseDay,
  answerDoseLot,
  answerDosePlace,
  answerVaccine,
  appealCase,
  attachToReport,
  confirmDose,
  declareDose,
  findCase,
  findCaseAtDesk,
  findDeclared,
  listCasesAtDesk,
  mendByClaims,
  readDeclared,
  sayNotGiven,
  takeCase,
  withdrawCase,
} from "#lib/correction/index.ts";
import { ConfirmDoseInput } from "#lib/correction/inputs.ts";
import type { Context } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { findDose, listDoses, listDosesAndWaiting, whatIsDue } from "#lib/vaccination/index.ts";
import type { DeclareAnswers } from "#lib/vaccination/rules.ts";
import { connectionOf, urlOf } from "#tests/support/database.ts";
import { aFacility } from "#tests/support/doses.ts";
import { fileDose, reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { report } from "#tests/support/reported-lines.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
const worker = connect(urlOf("worker"), { max: 1 });
const station = aFacility();
let clerk: Context;
let elsewhere: Context;

beforeAll(async () => {
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name, level, ward_code) values (${station}, ${`Trạm Y tế ${station}`}, 'initial', '21085')`;
  clerk = (await staffSignedIn(reach, { name: "YS. Thử", facilityCode: station, role: "station" })).ctx;
  elsewhere = (await staffSignedIn(reach, { facilityCode: aFacility(), role: "station" })).ctx;
});
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

type Person = Awaited<ReturnType<typeof signedIn>>;
const nameOf = ({ product, vaccine }: DeclareAnswers) => product || `Vắc xin ${vaccine}`;
const bookOf = ({ ctx, citizenId }: Person, part: "corrections" | "vaccination" = "vaccination") =>
  openBook(ctx, citizenId, "own-reading", part);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refused ? error.reason : error),
  );
const stateOf = async (who: Person, caseId: string) =>
  (await findCase(await bookOf(who, "corrections"), caseId))?.state;

const day = (text: string) => {
  const [year = "", month = "", of = ""] = text.split("-");
  return { "given.day": of, "given.month": month, "given.year": year };
};

async function answered(
  who: Person,
  o: { vaccine?: string; product?: string; on?: string; place?: string; lot?: string } = {},
): Promise<string> {
  const caseId = randomUUID();
  const { ctx } = who;
  await answerVaccine(ctx, { caseId, vaccine: o.vaccine ?? "tetanus-diphtheria", product: o.product ?? "" });
  await answerDoseDay(ctx, { caseId, ...day(o.on ?? "2025-05-20") });
  await answerDosePlace(ctx, {
    caseId,
    placeCode: o.place === undefined ? station : "",
    place: o.place ?? "",
    unknown: o.place === "" ? "yes" : undefined,
  });
  await answerDoseLot(ctx, { caseId, lot: o.lot ?? "a 24071", doseNumber: "1", unknown: undefined });
  return caseId;
}
const declared = async (who: Person, o: Parameters<typeof answered>[1] = {}) => {
  const caseId = await answered(who, o);
  await declareDose(who.ctx, { caseId }, nameOf);
  return caseId;
};
const confirm = (ctx: Context, caseId: string, over: Record<string, string> = {}) =>
  confirmDose(
    ctx,
    ConfirmDoseInput.parse({
      ...{ caseId, vaccine: "tetanus-diphtheria", product: "Td (MẪU)", lot: "A24071", doseNumber: "2" },
      ...{ place: "Trạm Y tế mẫu", text: "Sổ tiêm của trạm ghi như vậy.", ...day("2025-05-20"), ...over },
    }),
    nameOf,
  );

describe("a dose that is missing", () => {
  test("waits as the person tells it, counts only for the time being, and is confirmed by the station that gave it", async () => {
    const who = await signedIn(reach);
    const caseId = await answered(who);
    await attachToReport(
      who.ctx,
      { caseId, attachmentId: randomUUID(), bytes: await photoWithPlace() },
      testKeys,
    );
    await Promise.all([1, 2].map(() => declareDose(who.ctx, { caseId }, nameOf)));
    expect(await declareDose(who.ctx, { caseId }, nameOf)).toEqual({ caseId });
    expect(await stateOf(who, caseId)).toMatchObject({
      ...{ kind: "missing-dose", facilityCode: station, happenedOn: "2025-05-20", closedAt: null },
      stood: { fields: { lot: "A 24071", givenOn: "2025-05-20", doseNumber: "1" } },
    });
    const waiting = await listDosesAndWaiting(await bookOf(who));
    expect(waiting.doses).toEqual([]);
    expect(waiting.waiting).toMatchObject([{ doseId: caseId, vaccineCode: "139", givenOn: "2025-05-20" }]);
    expect(waiting.tentative).toMatchObject([{ declared: "waiting", standing: "reported" }]);
    expect(await listDoses(await bookOf(who))).toEqual([]);

    const list = await openDesk(clerk, "answer-corrections", "corrections");
    expect((await listCasesAtDesk(list, { open: true, most: 100 })).map((one) => one.caseId)).toEqual([
      caseId,
    ]);
    await expect(takeCase(elsewhere, { caseId, over: undefined })).rejects.toBeInstanceOf(NotAllowed);
    await expect(confirm(elsewhere, caseId)).rejects.toBeInstanceOf(NotAllowed);
    expect(await reasonOf(confirm(clerk, caseId))).toBe("not-taken");
    await takeCase(clerk, { caseId, over: undefined });
    const atDesk = await findCaseAtDesk(
      await openDesk(clerk, "answer-corrections", "correction", caseId),
      caseId,
    );
    expect(atDesk?.events[0]).toMatchObject({ what: "sent", attachmentId: expect.any(String) });
    for (const wrong of [
      day("1989-01-01"),
      day("2099-01-01"),
      day("2025-02-30"),
      { lot: "?" },
      { vaccine: "other" },
    ])
      expect(await reasonOf(confirm(clerk, caseId, wrong as Record<string, string>))).toMatch(/^dose$/);
    await confirm(clerk, caseId);
    expect(await reasonOf(confirm(clerk, caseId))).toBe("already");
    const [dose] = await listDoses(await bookOf(who));
    expect(dose).toMatchObject({
      ...{ doseId: caseId, declared: "confirmed", facilityCode: station, product: "Td (MẪU)" },
      ...{ givenOn: "2025-05-20", lot: "A24071", doseNumber: 2, standing: "reported", vaccineCode: "139" },
    });
    expect(await stateOf(who, caseId)).toMatchObject({
      ...{ answer: "mended", closedBecause: "answered", mendedTo: "Td (MẪU), 20/05/2025" },
      arrived: { fields: { doseNumber: "2", lot: "A24071" } },
    });
    const [trace] = await reach.appOwner.$client<{ part: string }[]>`
      select l.part from app.declared_doses d join app.access_log l on l.log_id = d.opened_as where d.dose_id = ${caseId}`;
    expect(trace?.part).toBe("corrections");
  });

  test("refused it is gone from the book, appealed it waits again, taken back it is gone", async () => {
    const who = await signedIn(reach);
    const caseId = await declared(who);
    await takeCase(clerk, { caseId, over: undefined });
    const no = { caseId, choice: "refused" as const, text: "Sổ không ghi mũi này.", mendedTo: "" };
    await answerCase(clerk, no);
    expect((await listDosesAndWaiting(await bookOf(who))).tentative).toEqual([]);
    await appealCase(who.ctx, { caseId, said: "Tôi còn giữ giấy." });
    expect((await listDosesAndWaiting(await bookOf(who))).waiting).toHaveLength(1);
    await withdrawCase(who.ctx, { caseId });
    expect((await listDosesAndWaiting(await bookOf(who))).waiting).toEqual([]);
  });

  test("the same dose in three spellings is one; what the book has is not declared again", async () => {
    const who = await signedIn(reach);
    const first = await declared(who, { vaccine: "other", product: "MVVAC-không biết", on: "2024-03" });
    expect((await listDosesAndWaiting(await bookOf(who))).waiting[0]).toMatchObject({
      ...{ vaccineCode: null, antigens: [], givenOn: null },
    });
    for (const product of ["mvvac - KHÔNG biết", "MVVAC-không  biết"]) {
      const again = await answered(who, { vaccine: "other", product, on: "2024-03" });
      expect(await reasonOf(declareDose(who.ctx, { caseId: again }, nameOf))).toBe(`open ${first}`);
    }
    const named = await declared(who, { vaccine: "other", product: "sởi - RUBELLA (mr)", on: "2024-05-02" });
    expect((await listDosesAndWaiting(await bookOf(who))).waiting[0]).toMatchObject({ vaccineCode: "04" });
    const chosen = await answered(who, { vaccine: "measles-rubella", on: "2024-05-02" });
    expect(await reasonOf(declareDose(who.ctx, { caseId: chosen }, nameOf))).toBe(`open ${named}`);

    await fileDose(reach, who.citizenId);
    const there = await answered(who, { vaccine: "hepatitis-b", on: "2026-11-02" });
    expect((await readDeclared(who.ctx, await bookOf(who, "corrections"), there))?.there?.is).toBe("same");
    expect(await reasonOf(declareDose(who.ctx, { caseId: there }, nameOf))).toBe("there");
    const near = await answered(who, { vaccine: "hepatitis-birth", on: "2026-11" });
    expect((await readDeclared(who.ctx, await bookOf(who, "corrections"), near))?.there?.is).toBe("near");
  });

  test("answers that cannot be are asked again, drafts are kept, strangers find nothing", async () => {
    const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
    const caseId = randomUUID();
    const on = (text: string) => reasonOf(answerDoseDay(who.ctx, { caseId, ...day(text) }));
    expect(await reasonOf(answerVaccine(who.ctx, { caseId, vaccine: "constructor", product: "" }))).toBe(
      "choose",
    );
    expect(await reasonOf(answerVaccine(who.ctx, { caseId, vaccine: "other", product: " " }))).toBe(
      "product",
    );
    expect([
      await on("1989"),
      await on("1990-01-01"),
      await on("2099-01-01"),
      await on("2025-02-30"),
      await on(""),
    ]).toEqual(["before-birth", "before-birth", "future", "no-day", "no-day"]);
    const lot = (o: object) =>
      reasonOf(answerDoseLot(who.ctx, { caseId, lot: "", doseNumber: "", unknown: undefined, ...o }));
    expect([
      await lot({ lot: "lô ạ" }),
      await lot({ doseNumber: "99" }),
      await lot({ lot: "?", unknown: "yes" }),
    ]).toEqual(["lot", "number", "done"]);
    expect((await findDeclared(await bookOf(who, "corrections"), caseId))?.answers).toEqual({
      lot: "",
      doseNumber: "",
    });
    expect(await reasonOf(declareDose(who.ctx, { caseId }, nameOf))).toBe("unanswered");
    await expect(declareDose(stranger.ctx, { caseId }, nameOf)).rejects.toBeInstanceOf(NotFound);
    const own = await declared(who);
    await expect(withdrawCase(stranger.ctx, { caseId: own })).rejects.toBeInstanceOf(NotFound);
    expect((await listDosesAndWaiting(await bookOf(stranger))).waiting).toEqual([]);
    const nothing = await reach.app.$client`select 1 from app.declared_doses`;
    expect(nothing).toHaveLength(0);
  });

  test("whose place nobody knows goes to the authority; a dose that a source sends meanwhile ends its case", async () => {
    const who = await signedIn(reach);
    const caseId = await declared(who, { vaccine: "hepatitis-b", on: "2026-11-02", place: "" });
    expect((await stateOf(who, caseId))?.facilityCode).toBeNull();
    await mendByClaims(worker, ingest);
    expect((await stateOf(who, caseId))?.closedAt).toBeNull();
    const sent = await fileDose(reach, who.citizenId);
    await mendByClaims(worker, ingest);
    expect(await stateOf(who, caseId)).toMatchObject({ closedBecause: "arrived" });
    const { doses, waiting } = await listDosesAndWaiting(await bookOf(who));
    expect([doses.map((dose) => dose.doseId), waiting]).toEqual([[sent], []]);
  });
});

describe("a dose that is wrong", () => {
  const wrong = (who: Person, line: string, reason: string) =>
    report(who, { kind: "dose", encounterId: null, line }, { reason });
  /** The authority works at what no facility here sent. */
  const officer = async () => (await staffSignedIn(reach, { facilityCode: "51085", role: "station" })).ctx;

  test("is mended beside what was told, which stays, and is forecast anew", async () => {
    const who = await signedIn(reach);
    const doseId = await fileDose(reach, who.citizenId);
    const caseId = await wrong(who, doseId, "wrong-day");
    const ctx = await officer();
    await takeCase(ctx, { caseId, over: undefined });
    await confirm(ctx, caseId, { vaccine: "hepatitis-b", product: "Viêm gan B (MẪU)", ...day("2026-10-02") });
    const doses = await listDoses(await bookOf(who));
    expect(doses).toMatchObject([
      { givenOn: "2026-10-02", declared: "confirmed", sources: [{}, { doseId }] },
    ]);
    expect((await findDose(await bookOf(who), doseId))?.givenOn).toBe("2026-10-02");
    const born = { birthDate: "2026-09-01", sex: "female", wardCode: "21085" };
    const before = doses.flatMap(({ sources }) => sources.filter((one) => one.doseId === doseId));
    const lists = await Promise.all(
      [before.map((one) => ({ ...one, sources: before })), doses].map((some) =>
        whatIsDue(born, some, "2026-11-26"),
      ),
    );
    expect(lists[0]?.later).not.toEqual(lists[1]?.later);
  });

  test("was never given: it stays to be seen and counts for nothing", async () => {
    const who = await signedIn(reach);
    const doseId = await fileDose(reach, who.citizenId);
    const caseId = await wrong(who, doseId, "not-given");
    const ctx = await officer();
    await takeCase(ctx, { caseId, over: undefined });
    await sayNotGiven(ctx, { caseId, text: "Trạm ghi nhầm.", mendedTo: "Không tiêm mũi này" });
    expect(await listDoses(await bookOf(who))).toMatchObject([{ doseId, standing: "withdrawn" }]);
  });
});
