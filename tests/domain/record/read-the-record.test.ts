import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nameOfCareCode } from "#lib/catalogue/index.ts";
import { openBook, openPrivateEncounter } from "#lib/consent/index.ts";
import {
  findEncounter,
  findPaper,
  listClosedEncounters,
  listConditions,
  listLinesOfSubstance,
  listMedicinesByVisit,
  listPapers,
  listRecentMedicines,
  listRecordsOfCondition,
  listResultsOfTest,
  listSubstances,
  listTests,
  listTimeline,
  timelineChoices,
} from "#lib/record/index.ts";
import { careFacts, MOST_TIMES, searchWords } from "#lib/record/rules.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import { envelope, type Fields, hoso, medicineOf, summaryFor, visit } from "../../support/claims.ts";
import { connectionOf } from "../../support/database.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { partOf } from "../../support/papers.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
afterAll(() => reach.close());

type Reader = Awaited<ReturnType<typeof signedIn>>;
let reader: Reader;
let stranger: Reader;

/** A visit of somebody, filed as a facility sends it. */
async function file(
  one: Reader,
  over: Fields,
  o: { medicine?: Fields; parts?: [kind: string, over: Fields][]; madeOn?: string } = {},
): Promise<string> {
  const who = { name: "Người Thử Nghiệm", birth: "199001020000", id: one.personalId, card: "" };
  const summary = summaryFor(who, over);
  const ref = summary.MA_LK ?? "";
  const medicines = [medicineOf(ref, { NGAY_YL: summary.NGAY_VAO ?? "", ...o.medicine })];
  const parts = (o.parts ?? []).map(([kind, fields]) => partOf(kind, summary, fields));
  const bytes = envelope([hoso([...visit(summary, medicines), ...parts])], {
    facility: summary.MA_CSKCB,
    madeOn: o.madeOn ?? "20261101",
  });
  const report = await receiveClaimFile(ingest, { name: "test.xml", bytes });
  expect([report.accepted, report.replaced]).toContain(1);
  return ref;
}

const bookOf = (one: Reader, part: Parameters<typeof openBook>[3]) =>
  openBook(one.ctx, one.citizenId, "own-reading", part);

beforeAll(async () => {
  reader = await signedIn(reach);
  stranger = await signedIn(reach);
  await file(
    reader,
    { NGAY_VAO: "202401100800", NGAY_RA: "202401100900", MA_BENH_CHINH: "E11.9", LY_DO_VV: "Khát nước" },
    { parts: [["XML4", { GIA_TRI: "8.1", NGAY_KQ: "202401100830", MO_TA: "3,9 - 6,4" }]] },
  );
  await file(
    reader,
    {
      NGAY_VAO: "202503010800",
      NGAY_RA: "202503050900",
      MA_LOAI_KCB: "03",
      MA_CSKCB: "51000",
      MA_BENH_CHINH: "J18.9",
      MA_BENH_KT: "E119",
      CHAN_DOAN_RV: "Viêm phổi",
      LY_DO_VV: "Sốt",
    },
    { medicine: { MA_THUOC: "40.154", TEN_THUOC: "Amoxicilin (MẪU)" }, parts: [["XML7", {}]] },
  );
  await file(
    reader,
    { NGAY_VAO: "202605120800", NGAY_RA: "202605120900", MA_BENH_CHINH: "E11.9", LY_DO_VV: "Mệt" },
    {
      parts: [
        ["XML4", { GIA_TRI: "6.9", NGAY_KQ: "202605120830" }],
        ["XML14", {}],
        ["XML13", { NGAY_CT: "20260512" }],
      ],
    },
  );
  await file(stranger, { NGAY_VAO: "202602010800", NGAY_RA: "202602010900" }, { parts: [["XML14", {}]] });
});

const reasons = async (o: Parameters<typeof listTimeline>[1]) =>
  (await listTimeline(await bookOf(reader, "encounters"), o)).map((one) => one.reason);
const sought = (words: string) => ({ words: searchWords(words), facilities: [] });

describe("the timeline", () => {
  test("has every visit, latest first, page by page", async () => {
    const book = await bookOf(reader, "encounters");
    const first = await listTimeline(book, { most: 2 });
    expect(first.map((one) => one.reason)).toEqual(["Mệt", "Sốt"]);
    const after = first.at(-1);
    expect(after && (await reasons({ most: 2, after }))).toEqual(["Khát nước"]);
  });
  test("is narrowed by year, facility and kind", async () => {
    expect(await timelineChoices(await bookOf(reader, "encounters"))).toEqual({
      number: 3,
      years: ["2026", "2025", "2024"],
      facilities: ["51000", "51001"],
      kinds: ["01", "03"],
    });
    const from = new Date("2024-01-01T00:00:00+07:00");
    expect(await reasons({ most: 9, from, to: new Date("2025-01-01T00:00:00+07:00") })).toEqual([
      "Khát nước",
    ]);
    expect(await reasons({ most: 9, facility: "51000" })).toEqual(["Sốt"]);
    expect(await reasons({ most: 9, kind: "01" })).toEqual(["Mệt", "Khát nước"]);
  });
  test.each([
    ["khat NUOC", ["Khát nước"]],
    ["viêm phổi", ["Sốt"]],
    ["amoxicilin", ["Sốt"]],
    ["paracetamol", ["Mệt", "Khát nước"]],
    ["dai thao duong", ["Mệt", "Sốt", "Khát nước"]],
    ["J18.9", ["Sốt"]],
    ["100%", []],
    ["_ho_", []],
    ["không có gì", []],
  ])("a search for %s ignores marks and case", async (words, expected) => {
    expect(await reasons({ most: 9, sought: sought(words) })).toEqual(expected);
  });
  test("what stands in very many visits is found too, latest first, and counted as far as it is told", async () => {
    const many = await signedIn(reach);
    const sql = reach.ingest.$client;
    await sql`insert into warehouse.encounters (citizen_id, encounter_id, facility_code, encounter_ref, arrived_at, format, file_id,
        received_at, private_because, reason)
      select ${many.citizenId}, gen_random_uuid(), '51000', at, now() - make_interval(days => at), '3176', gen_random_uuid(), now(),
        '{}', 'Lần ' || at from generate_series(1, 260) at`;
    await sql`insert into warehouse.conditions (citizen_id, encounter_id, line, private, role, code)
      select citizen_id, encounter_id, 1, false, 'main', case when encounter_ref = '7' then 'J00' else 'J18.9' end
      from warehouse.encounters where citizen_id = ${many.citizenId}`;
    const find = async (words: string) =>
      (await listTimeline(await bookOf(many, "encounters"), { most: 9, sought: sought(words) })).map(
        (one) => one.reason,
      );
    expect(await find("viem phoi")).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10].map((at) => `Lần ${at}`));
    expect(await find("J00")).toEqual(["Lần 7"]);
    expect(await find("lần 260")).toEqual(["Lần 260"]);
    const [often, once] = await listConditions(await bookOf(many, "conditions"), { most: 9 });
    expect([often?.times, once?.times]).toEqual([MOST_TIMES + 1, 1]);
    expect(often?.firstAt.getTime()).toBeLessThan(Date.now() - 259 * 86_400_000);
  });
  test("a facility that is called so is found", async () => {
    const asked = { words: searchWords("binh son"), facilities: ["51000"] };
    expect(await reasons({ most: 9, sought: asked })).toEqual(["Sốt"]);
  });
});

test("conditions are gathered by code over visits; the latest code does not take an older standing away", async () => {
  const book = await bookOf(reader, "conditions");
  const all = await listConditions(book, { most: 9 });
  expect(all.map((one) => [one.bareCode, one.times, one.latest.role, one.latest.standing])).toEqual([
    ["E119", 3, "main", "recorded"],
    ["J189", 1, "main", "confirmed-at-discharge"],
  ]);
  expect(all[0]?.confirmedAt).toEqual(new Date("2025-03-01T08:00:00+07:00"));
  const records = await listRecordsOfCondition(book, { bareCode: "E119", most: 9 });
  expect(records.map((one) => [one.role, one.standing])).toEqual([
    ["main", "recorded"],
    ["accompanying", "confirmed-at-discharge"],
    ["main", "recorded"],
  ]);
  expect(await listConditions(book, { most: 1, skip: 1 })).toMatchObject([{ bareCode: "J189" }]);
});

test("medicines are told by substance, by visit and by time", async () => {
  const book = await bookOf(reader, "medicines");
  expect((await listSubstances(book, { most: 9 })).map((one) => [one.substance, one.name])).toEqual([
    ["40.48", "Paracetamol (MẪU)"],
    ["40.154", "Amoxicilin (MẪU)"],
  ]);
  expect(await listLinesOfSubstance(book, { substance: "40.48", most: 9 })).toHaveLength(2);
  expect((await listMedicinesByVisit(book, { most: 2 })).map(([line]) => line?.name)).toEqual([
    "Paracetamol (MẪU)",
    "Amoxicilin (MẪU)",
  ]);
  const since = new Date("2026-01-01T00:00:00+07:00");
  expect(await listRecentMedicines(book, { since, most: 9 })).toHaveLength(1);
});

test("results are told by test, latest first, with what the facility wrote beside them", async () => {
  const book = await bookOf(reader, "results");
  expect(await listTests(book, { most: 9 })).toMatchObject([{ test: "GLU", valueText: "6.9" }]);
  expect(await listResultsOfTest(book, { test: "GLU", most: 9 })).toMatchObject([
    { valueText: "6.9", description: null },
    { valueText: "8.1", description: "3,9 - 6,4" },
  ]);
});

test("papers are listed latest first; HIV and TB care are not among them", async () => {
  const book = await bookOf(reader, "documents");
  const papers = await listPapers(book, { most: 9 });
  expect(papers.map((one) => one.kind).sort()).toEqual(["discharge-paper", "follow-up", "referral"]);
  const [slip] = papers.filter((one) => one.kind === "follow-up");
  expect(slip && (await findPaper(book, slip))).toMatchObject({ number: "HK1", followUpOn: "2026-05-26" });
});

test("HIV and TB care are told with their visit once it is open, as sent", async () => {
  const one = await signedIn(reach);
  await file(one, {}, { parts: [["XML6", {}]] });
  const [closed] = await listClosedEncounters(await bookOf(one, "encounters"), { most: 9 });
  const id = closed?.encounterId ?? "";
  expect(await findEncounter(await bookOf(one, "encounter"), id)).toBeNull();
  await openPrivateEncounter(one.ctx, one.citizenId, id);
  const visit = await findEncounter(await bookOf(one, "encounter"), id);
  expect(visit?.papers).toEqual([]);
  const facts = visit?.care.flatMap((sheet) => careFacts(sheet).flat()) ?? [];
  expect(facts).toContainEqual({ field: "samplingFacility", reading: "facility", values: ["51000"] });
  expect(facts).toContainEqual({ field: "regimen", reading: "text", values: ["MAU"] });
  expect(nameOfCareCode("hiv-care", "tbScreening", "1")).toBe("Không sàng lọc");
  expect(nameOfCareCode("hiv-care", "populationGroup", "10")).toBeNull();
});

describe("a stranger", () => {
  test("is answered nothing of another book, under any of its ids", async () => {
    const [own] = await listPapers(await bookOf(stranger, "documents"), { most: 1 });
    const book = await bookOf(reader, "documents");
    expect(own).toBeDefined();
    if (!own) return;
    expect(await findPaper(book, own)).toBeNull();
    expect(await findEncounter(book, own.encounterId)).toBeNull();
    const encounterIds = (await listPapers(book, { most: 99 })).map((one) => one.encounterId);
    expect(encounterIds).not.toContain(own.encounterId);
  });
  test("cannot open the book itself, and a refusal stays", async () => {
    const refused = async () =>
      Number(
        (
          await reach.appOwner.$client<{ number: string }[]>`
            select count(*) as number from app.security_log where actor_id = ${stranger.citizenId}`
        )[0]?.number,
      );
    const before = await refused();
    await expect(openBook(stranger.ctx, reader.citizenId, "own-reading", "results")).rejects.toThrow();
    expect(await refused()).toBe(before + 1);
  });
  test("each part that was opened left its own line", async () => {
    const rows = await reach.appOwner.$client<{ part: string }[]>`
      select distinct part from app.access_log where citizen_id = ${reader.citizenId}`;
    expect(rows.map((row) => row.part).sort()).toEqual(
      expect.arrayContaining(["conditions", "documents", "encounters", "medicines", "results"]),
    );
  });
});

test("a visit that is superseded while it is read is whole in both versions", async () => {
  const one = await signedIn(reach);
  const ref = await file(one, { LY_DO_VV: "Bản một" });
  const book = await bookOf(one, "encounter");
  const [found] = await listTimeline(book, { most: 1 });
  const id = found?.encounterId ?? "";
  const readings = Array.from({ length: 20 }, () => findEncounter(book, id));
  const replaced = file(one, { MA_LK: ref, LY_DO_VV: "Bản hai" }, { madeOn: "20261102" });
  const seen = await Promise.all(readings);
  await replaced;
  for (const visit of seen) {
    expect(visit?.medicines).toHaveLength(1);
    expect(["Bản một", "Bản hai"]).toContain(visit?.encounter.reason);
  }
  expect((await findEncounter(book, id))?.encounter.reason).toBe("Bản hai");
});
