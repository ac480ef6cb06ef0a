import { describe, expect, test } from "vitest";
import fieldTable from "#lib/warehouse/formats/fields.data.json" with { type: "json" };
import { paperKinds, paperWords } from "#lib/warehouse/formats/paper-words.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import {
  aClaimRef,
  element,
  envelope,
  hoso,
  personalIdFor,
  sampleClaim,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { aStay, partOf, partsBeside } from "#tests/support/papers.ts";

const ingest = connectionOf("ingest");
const send = (bytes: Buffer) => receiveClaimFile(ingest, { name: "test.xml", bytes });
const marks = ({ problems }: Awaited<ReturnType<typeof send>>) =>
  problems.map(({ level, part, field, code }) => `${level} ${part ?? "-"} ${field ?? "-"} ${code}`);

const papersOf = (claimRef: string) => ingest`
  select p.kind, p.line, p.number, p.issued_on::text, p.diagnosis, p.from_on::text, p.to_on::text, p.days,
    p.follow_up_on::text, p.destination_facility, p.details
  from warehouse.papers p join warehouse.encounters e using (citizen_id, encounter_id)
  where e.encounter_ref = ${claimRef} order by p.kind, p.line`;

test("every field of every paper has a word of ours", () => {
  const tables: Record<string, { field: string }[]> = fieldTable;
  const fields = Object.keys(paperKinds)
    .flatMap((part) => tables[part] ?? [])
    .map(({ field }) => field);
  expect(fields.length).toBeGreaterThan(200);
  expect(fields.filter((field) => !["MA_LK", "STT"].includes(field) && !paperWords[field])).toEqual([]);
});

test("a claim with every part is filed without a remark, each part in its place", async () => {
  const summary = summaryFor(somebody(), aStay);
  const ref = summary.MA_LK ?? "";
  const report = await send(
    envelope([hoso([...visit(summary), ...partsBeside.map((kind) => partOf(kind, summary))])]),
  );
  expect(report).toMatchObject({ accepted: 1, problems: [] });
  const results = await ingest`
    select r.code, r.name, r.value_text, r.unit, r.service_code, r.result_at, r.reader_ref from warehouse.results r
    join warehouse.encounters e using (citizen_id, encounter_id) where e.encounter_ref = ${ref}`;
  expect(results).toMatchObject([
    { code: "GLU", name: "Glucose", value_text: "6.1", unit: "mmol/L", service_code: "MAU.XN.1" },
  ]);
  expect(results[0]?.result_at).toEqual(new Date("2026-05-12T08:25:00+07:00"));
  const notes = await ingest`
    select n.course, n.author_ref from warehouse.notes n
    join warehouse.encounters e using (citizen_id, encounter_id) where e.encounter_ref = ${ref}`;
  expect(notes).toMatchObject([{ course: "Tỉnh, ho khan. CSST<M78_T36.8>" }]);
  const papers = Object.fromEntries((await papersOf(ref)).map((paper) => [paper.kind, paper]));
  expect(Object.keys(papers).sort()).toEqual(Object.values(paperKinds).sort());
  expect(papers["follow-up"]).toMatchObject({
    number: "HK1",
    follow_up_on: "2026-05-26",
    issued_on: "2026-05-12",
  });
  expect(papers["sick-leave"]).toMatchObject({ from_on: "2026-05-13", to_on: "2026-05-14", days: 2 });
  expect(papers.referral).toMatchObject({ destination_facility: "51000", number: "CT1" });
  expect(papers["discharge-paper"]?.details).toMatchObject({
    treatment: "Hạ sốt",
    practitionerName: "BÁC SĨ MẪU",
  });
  expect(papers["birth-attestation"]?.details).toMatchObject({ childWeightGrams: "3100" });
  expect(papers["tb-care"]).toMatchObject({ from_on: "2026-05-12", details: { tbBySite: "1" } });
});

test("the sample stay keeps its results, notes and papers", async () => {
  const ref = aClaimRef();
  const who = somebody({ id: personalIdFor("1975", "male") });
  const names = { "510002026031000001": ref, "051075000001": who.id, DN4515100000001: who.card };
  expect((await send(sampleClaim("A_noitru_viemphoi_GIAMDINHHS.xml", names))).problems).toEqual([]);
  expect((await papersOf(ref)).map((paper) => paper.kind)).toEqual([
    "discharge-paper",
    "follow-up",
    "record-summary",
  ]);
  const [count] = await ingest`
    select (select count(*)::int from warehouse.results r where (r.citizen_id, r.encounter_id) = (e.citizen_id, e.encounter_id)) as results,
      (select count(*)::int from warehouse.notes n where (n.citizen_id, n.encounter_id) = (e.citizen_id, e.encounter_id)) as notes
    from warehouse.encounters e where encounter_ref = ${ref}`;
  expect(count).toEqual({ results: 3, notes: 2 });
});

test("a QĐ 4210 claim keeps its results and notes under the old names", async () => {
  const ref = aClaimRef();
  const who = somebody();
  const base = { MA_LK: ref, STT: "1" };
  await send(envelope([hoso(visit(summaryFor(who)))]));
  const old = {
    ...base,
    ...{
      MA_BN: "B",
      HO_TEN: who.name,
      NGAY_SINH: "19620314",
      GIOI_TINH: "2",
      MA_THE: who.card,
      MA_DKBD: "51001",
    },
    ...{ GT_THE_TU: "20210101", GT_THE_DEN: "20211231", TEN_BENH: "Ho", MA_BENH: "J00", MA_LYDO_VVIEN: "1" },
    ...{
      NGAY_VAO: "202106010800",
      NGAY_RA: "202106010900",
      KET_QUA_DTRI: "1",
      TINH_TRANG_RV: "1",
      MA_LOAI_KCB: "1",
    },
    ...{ T_TONGCHI: "0", MA_KHOA: "K01", MA_CSKCB: "51001", T_BHTT: "0", T_BNTT: "0", T_BNCCT: "0" },
  };
  const result = {
    ...base,
    MA_DICH_VU: "X",
    MA_CHI_SO: "WBC",
    TEN_CHI_SO: "BC",
    GIA_TRI: "9",
    MA_MAY: "HH.1.51001.0042",
    NGAY_KQ: "202106010830",
  };
  const note = { ...base, DIEN_BIEN: "Ổn", HOI_CHAN: "", PHAU_THUAT: "", NGAY_YL: "202106010815" };
  const report = await send(
    envelope([
      hoso([
        { kind: "XML1", row: "TONG_HOP", rows: [old] },
        { kind: "XML4", row: "CHI_TIET_CLS", rows: [result] },
        { kind: "XML5", row: "CHI_TIET_DIEN_BIEN_BENH", rows: [note] },
      ]),
    ]),
  );
  expect(report).toMatchObject({ format: "4210", accepted: 1 });
  expect(marks(report).filter((mark) => /XML[45]/.test(mark))).toEqual([]);
  const rows = await ingest`
    select r.value_text, r.machine_code, n.course, n.noted_at from warehouse.encounters e
    join warehouse.results r using (citizen_id, encounter_id) join warehouse.notes n using (citizen_id, encounter_id)
    where e.encounter_ref = ${ref}`;
  expect(rows).toMatchObject([
    {
      value_text: "9",
      machine_code: "HH.1.51001.0042",
      course: "Ổn",
      noted_at: new Date("2021-06-01T08:15:00+07:00"),
    },
  ]);
});

describe("a referral under the names of QĐ 4750", () => {
  test("keeps its destination, and is spoken of by the names it was sent under", async () => {
    const summary = summaryFor(somebody(), {
      ...{ NGAY_VAO: "202408010800", NGAY_RA: "202408010900", MA_LOAI_RV: "2" },
    });
    const referral = partOf("XML13", summary, {
      MA_NOI_DI: "51001".repeat(21),
      MA_NOI_DEN: "51000",
      PP_DIEU_TRI: "Thở ô xy",
      SO_HOSO: "",
    });
    for (const row of referral.rows) {
      delete row.MA_CSKCB_DI;
      delete row.MA_CSKCB_DEN;
    }
    const report = await send(envelope([hoso([...visit(summary), referral])]));
    expect(report.format).toBe("4750");
    expect(marks(report).filter((mark) => mark.includes("XML13"))).toEqual([
      "warning XML13 SO_HOSO missing",
      "warning XML13 MA_NOI_DI too-long",
    ]);
    expect(await papersOf(summary.MA_LK ?? "")).toMatchObject([
      { destination_facility: "51000", details: { treatmentMethod: "Thở ô xy" } },
    ]);
  });
});

describe("what a check says about a part", () => {
  test.each<[string, Record<string, string>, string]>([
    ["XML4", { NGAY_KQ: "" }, "warning XML4 NGAY_KQ missing"],
    ["XML4", { GIA_TRI: "x".repeat(256) }, "warning XML4 GIA_TRI too-long"],
    ["XML4", { NGAY_KQ: "202613010000" }, "warning XML4 NGAY_KQ malformed"],
    ["XML5", { DIEN_BIEN_LS: "" }, "warning XML5 DIEN_BIEN_LS missing"],
    ["XML6", { MA_XU_TRI: "1" }, "warning XML6 NGAY_BAT_DAU_XU_TRI missing"],
    ["XML7", { NGOAITRU_DENNGAY: "20260512" }, "warning XML7 NGOAITRU_DENNGAY out-of-order"],
    ["XML7", { SO_NGAY_NGHI: "" }, "warning XML7 SO_NGAY_NGHI missing"],
    ["XML7", { SO_NGAY_NGHI: "hai" }, "warning XML7 SO_NGAY_NGHI malformed"],
    ["XML7", { MA_DINH_CHI_THAI: "1" }, "warning XML7 TUOI_THAI missing"],
    ["XML8", { KET_QUA_DTRI: "9" }, "warning XML8 KET_QUA_DTRI unknown-code"],
    ["XML9", { SINHCON_PHAUTHUAT: "1" }, "warning XML9 GHI_CHU missing"],
    ["XML10", { CHAN_DOAN_RV: "Ho" }, "warning XML10 CHAN_DOAN_RV malformed"],
    ["XML11", { TU_NGAY: "20260231" }, "warning XML11 TU_NGAY malformed"],
    ["XML13", { MA_BENH_CHINH: "J99.99" }, "warning XML13 MA_BENH_CHINH differs-from-summary"],
    ["XML14", { HO_TEN: "NGƯỜI KHÁC" }, "warning XML14 HO_TEN differs-from-summary"],
    ["XML14", { NGAY_HEN_KL: "202605261" }, "warning XML14 NGAY_HEN_KL too-long"],
    ["XML15", { PHANLOAI_LAO_HIV: "1" }, "warning XML15 BDDT_ARV missing"],
  ])("%s %o", async (kind, over, mark) => {
    const summary = summaryFor(somebody());
    const report = await send(envelope([hoso([...visit(summary), partOf(kind, summary, over)])]));
    expect(report).toMatchObject({ accepted: 1 });
    expect(marks(report)).toContain(mark);
  });

  test("a paper in which nothing of the person agrees holds the dossier", async () => {
    const summary = summaryFor(somebody());
    const slip = partOf("XML14", summary, { HO_TEN: "NGƯỜI KHÁC", NGAY_SINH: "198001010000" });
    const report = await send(envelope([hoso([...visit(summary), slip])]));
    expect(report).toMatchObject({ accepted: 0, quarantined: 1 });
    expect(marks(report)).toContain("error XML14 HO_TEN differs-from-summary");
  });

  test("a paper of another claim, an unreadable one, or rows under another name hold the dossier", async () => {
    const summary = summaryFor(somebody());
    const foreign = partOf("XML7", summary, { MA_LK: "another" });
    const renamed = { ...partOf("XML4", summary), row: "KET_QUA" };
    const broken = hoso([...visit(summary), partOf("XML8", summary)]).replace(
      /(XML8<\/LOAIHOSO><NOIDUNGFILE>)[^<]*/,
      "$1####",
    );
    for (const dossier of [hoso([...visit(summary), foreign]), hoso([...visit(summary), renamed]), broken]) {
      expect(await send(envelope([dossier]))).toMatchObject({ quarantined: 1 });
    }
  });
});

test("a paper is known with or without an element around it, and by its MA_LK under another root", async () => {
  for (const [list, row] of [
    ["DSACH_GIAY", "CHI_TIEU_DU_LIEU_GIAY_RA_VIEN"],
    ["CHI_TIEU_DU_LIEU_GIAY_RA_VIEN", "GIAY_RA_VIEN"],
  ] as const) {
    const summary = summaryFor(somebody());
    const [fields] = partOf("XML7", summary).rows;
    const xml = Buffer.from(`<${list}>${element(row, fields ?? {})}</${list}>`).toString("base64");
    const paper = `<FILEHOSO><NOIDUNGFILE>${xml}</NOIDUNGFILE><LOAIHOSO>XML7</LOAIHOSO></FILEHOSO>`;
    const report = await send(envelope([hoso(visit(summary)).replace("</HOSO>", `${paper}</HOSO>`)]));
    expect(report).toMatchObject({ accepted: 1, problems: [] });
    expect(await papersOf(summary.MA_LK ?? "")).toMatchObject([{ kind: "discharge-paper", days: 2 }]);
  }
});

test("two birth attestations of one delivery are two papers", async () => {
  const summary = summaryFor(somebody());
  const twins = [partOf("XML9", summary, { SO: "1" }), partOf("XML9", summary, { SO: "2" })];
  const report = await send(envelope([hoso([...visit(summary), ...twins])]));
  expect(report).toMatchObject({ accepted: 1 });
  expect((await papersOf(summary.MA_LK ?? "")).map(({ line, number }) => [line, number])).toEqual([
    [1, "1"],
    [2, "2"],
  ]);
});
