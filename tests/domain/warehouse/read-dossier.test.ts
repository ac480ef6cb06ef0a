import { describe, expect, test } from "vitest";
import { readClaimFile } from "#lib/warehouse/formats/envelope.ts";
import { bytesAsSent, readKeptDossier } from "#lib/warehouse/formats/kept.ts";
import { knownCodes } from "#lib/warehouse/known-codes.ts";
import { readDossier } from "#lib/warehouse/read-dossier.ts";
import {
  checkInOf,
  envelope,
  type Fields,
  fileOf,
  hoso,
  medicineOf,
  type Packing,
  type Part,
  sampleClaim,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";

const now = new Date("2026-11-22T08:00:00+07:00");
const lists = { ...knownCodes, condition: (code: string) => code !== "Z9X" };

function read(bytes: Buffer, codes = lists) {
  const file = readClaimFile(bytes);
  const [raw] = file.dossiers;
  if (!raw) throw new Error("no dossier");
  return readDossier(raw, { facilityCode: file.facilityCode, madeOn: "2026-05-13" }, codes, now);
}
const readSummary = (over: Fields) => read(fileOf(summaryFor(somebody(), over)));
const marks = (dossier: ReturnType<typeof read>) =>
  dossier.findings.map(({ level, part, field, code }) => `${level} ${part ?? "-"} ${field ?? "-"} ${code}`);

test("a good claim has nothing to remark on", () => {
  const dossier = readSummary({});
  expect(dossier.findings).toEqual([]);
  expect(dossier.claim).not.toBeNull();
});

test.each([
  "A_noitru_viemphoi_GIAMDINHHS.xml",
  "B_tramyte_chuyentuyen_GIAMDINHHS.xml",
  "D_checkin_XML0.xml",
  "E_qd4210_GIAMDINHHS.xml",
  "F_tramyte_ngaysinhlech_GIAMDINHHS.xml",
  "G_ngoaitru_tendai_GIAMDINHHS.xml",
  "H_tramyte_chinamsinh_GIAMDINHHS.xml",
])("sample %s has nothing to remark on", (name) => {
  expect(read(sampleClaim(name, {})).findings).toEqual([]);
});

test("a name is kept without marks of direction and joins of no width", () => {
  expect(readSummary({ HO_TEN: "\u202EĐặng \u200BThị\u2060 Ảnh" }).person?.name).toBe("Đặng Thị Ảnh");
});

describe("what holds a dossier", () => {
  test.each<[string, Fields, string]>([
    ["no MA_LK", { MA_LK: "" }, "error XML1 MA_LK missing"],
    ["no name", { HO_TEN: " " }, "error XML1 HO_TEN missing"],
    ["no birth date", { NGAY_SINH: "" }, "error XML1 NGAY_SINH missing"],
    ["an impossible birth date", { NGAY_SINH: "19620231" }, "error XML1 NGAY_SINH malformed"],
    ["no arrival", { NGAY_VAO: "" }, "error XML1 NGAY_VAO missing"],
    ["an impossible arrival", { NGAY_VAO: "202613010800" }, "error XML1 NGAY_VAO malformed"],
    ["an arrival in the future", { NGAY_VAO: "202611220816" }, "error XML1 NGAY_VAO future-arrival"],
    ["an arrival before birth", { NGAY_SINH: "20260513" }, "error XML1 NGAY_VAO arrival-before-birth"],
    ["a facility other than the sender", { MA_CSKCB: "51000" }, "error XML1 MA_CSKCB facility-differs"],
  ])("%s", (_, over, mark) => {
    const dossier = readSummary(over);
    expect(marks(dossier)).toContain(mark);
    expect(dossier.claim).toBeNull();
  });

  test("a line of another claim", () => {
    const summary = summaryFor(somebody());
    const bytes = envelope([hoso(visit(summary, [medicineOf("another")]))]);
    expect(marks(read(bytes))).toContain("error XML2 MA_LK claim-ref-differs");
  });

  test("no summary, or two", () => {
    const summary = summaryFor(somebody());
    const [first, second] = visit(summary);
    const only = (parts: (Part | undefined)[]) =>
      read(envelope([hoso(parts.filter((part) => part !== undefined))]));
    const nameless = second && { ...second, rows: [medicineOf("")] };
    expect(marks(only([nameless]))).toContain("error XML1 - no-summary");
    expect(only([second])).toMatchObject({ claim: null, supplement: { parts: ["XML2"] } });
    expect(marks(only([first, first, second]))).toContain("error XML1 - several-summaries");
  });
});

describe("what is named and filed all the same", () => {
  test.each<[string, Fields, string]>([
    ["an end before the arrival", { NGAY_RA: "202605120700" }, "warning XML1 NGAY_RA out-of-order"],
    ["a total that is off", { T_BHTT: "2800.00" }, "warning XML1 T_BHTT sum-differs"],
    ["an unknown diagnosis", { MA_BENH_CHINH: "Z9X" }, "warning XML1 MA_BENH_CHINH unknown-code"],
    ["a number that is none", { SO_NGAY_DTRI: "hai" }, "warning XML1 SO_NGAY_DTRI malformed"],
    ["too long a text", { MA_HSBA: "x".repeat(101) }, "warning XML1 MA_HSBA too-long"],
    ["a less essential field missing", { MA_BN: "" }, "warning XML1 MA_BN missing"],
    ["a malformed personal id", { SO_CCCD: "0511" }, "warning XML1 SO_CCCD malformed"],
    ["a card without dates", { GT_THE_TU: "" }, "warning XML1 GT_THE_TU card-without-dates"],
    [
      "a main diagnosis that may never be one",
      { MA_BENH_CHINH: "B95.0" },
      "warning XML1 MA_BENH_CHINH unlikely-code",
    ],
    [
      "days of treatment of a visit without any",
      { SO_NGAY_DTRI: "1" },
      "warning XML1 SO_NGAY_DTRI days-differ",
    ],
    [
      "days of treatment that are not those of its dates",
      {
        MA_LOAI_KCB: "03",
        NGAY_VAO_NOI_TRU: "202605120830",
        NGAY_RA: "202605150700",
        LY_DO_VNT: "Ho",
        SO_NGAY_DTRI: "3",
      },
      "warning XML1 SO_NGAY_DTRI days-differ",
    ],
    ["a malformed end", { NGAY_RA: "20260532" }, "warning XML1 NGAY_RA malformed"],
  ])("%s", (_, over, mark) => {
    const dossier = readSummary(over);
    expect(marks(dossier)).toEqual([mark]);
    expect(dossier.claim).not.toBeNull();
  });

  test("the last day of medicines may lie in the future", () => {
    expect(readSummary({ MA_LOAI_KCB: "05", NGAY_RA: "202612312359" }).findings).toEqual([]);
  });

  test("a đồng of rounding per line is nothing", () => {
    expect(readSummary({ T_BHTT: "2880.90", T_TONGCHI_BH: "2879.10" }).findings).toEqual([]);
  });

  test("lines: amounts, scope and names", () => {
    const summary = summaryFor(somebody());
    const line = medicineOf(summary.MA_LK ?? "", { SO_LUONG: "7.000", PHAM_VI: "2", TEN_THUOC: "" });
    const dossier = read(envelope([hoso(visit(summary, [line]))]));
    expect(marks(dossier)).toEqual([
      "warning XML2 TEN_THUOC missing",
      "warning XML2 THANH_TIEN_BV line-amount-differs",
      "warning XML2 TYLE_TT_BH outside-scope",
      "warning XML2 THANH_TIEN_BH outside-scope",
    ]);
    expect(dossier.claim?.medicines).toMatchObject([{ name: "40.48" }]);
  });

  test("papers that such a visit cannot have, and a rest told in part", () => {
    const summary = summaryFor(somebody());
    const papers = [
      "XML7 CHI_TIEU_DU_LIEU_GIAY_RA_VIEN",
      "XML8 CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN",
      "XML13 CHI_TIEU_GIAYCHUYENTUYEN",
    ];
    const parts = papers.map((paper) => {
      const [kind = "", row = ""] = paper.split(" ");
      return { kind, row, rows: [{ MA_LK: summary.MA_LK ?? "", SO_NGAY_NGHI: "3" }] };
    });
    const found = marks(read(envelope([hoso([...visit(summary), ...parts])])));
    expect(found).toContain("warning XML8 MA_LOAI_KCB unexpected-part");
    expect(found).toContain("warning XML13 MA_LOAI_RV unexpected-part");
    expect(found.filter((mark) => mark.includes("NGOAITRU"))).toHaveLength(2);
  });

  test("a message names the field and the line in words", () => {
    const summary = summaryFor(somebody());
    const lines = [
      medicineOf(summary.MA_LK ?? ""),
      medicineOf(summary.MA_LK ?? "", { STT: "2", LIEU_DUNG: "" }),
    ];
    const messages = read(envelope([hoso(visit(summary, lines))])).findings.map((finding) => finding.message);
    expect(messages).toContain("Dòng 2: thiếu liều dùng (LIEU_DUNG).");
  });
});

describe("generations", () => {
  test.each([
    ["202406300000", "130"],
    ["202407010000", "4750"],
    ["202412312359", "4750"],
    ["202501010000", "3176"],
  ])("an end of %s is QĐ %s", (end, generation) => {
    expect(readSummary({ NGAY_VAO: "202401010000", NGAY_RA: end }).generation).toBe(generation);
  });

  test("QĐ 4210 is known by its fields, a check-in by its row", () => {
    expect(read(sampleClaim("E_qd4210_GIAMDINHHS.xml", {})).generation).toBe("4210");
    expect(read(checkInOf(summaryFor(somebody()))).generation).toBe("checkin");
  });
});

describe("the fingerprint of a dossier", () => {
  const summary = summaryFor(somebody());
  const hashOf = (bytes: Buffer) => read(bytes).contentHash.toString("hex");
  const hash = hashOf(fileOf(summary));

  test.each<Packing>(["lines", "plain", "cdata"])("is the same packed as %s", (packing) => {
    expect(hashOf(fileOf(summary, { packing, madeOn: "20260601" }))).toBe(hash);
  });

  test("changes with any value", () => {
    expect(hashOf(fileOf({ ...summary, GHI_CHU: "x" }))).not.toBe(hash);
  });
});

test("a dossier kept as it came reads the same again", () => {
  const summary = summaryFor(somebody());
  const [raw] = readClaimFile(fileOf(summary)).dossiers;
  expect(raw?.original).toBe(hoso(visit(summary)));
  expect(raw && readKeptDossier(bytesAsSent(raw)).parts).toEqual(raw?.parts);
});
