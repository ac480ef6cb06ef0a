import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import {
  envelope,
  type Fields,
  hoso,
  medicineOf,
  type Part,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { partOf } from "#tests/support/papers.ts";
import { marksOf, outcomeOf, send } from "#tests/support/reports.ts";

/** The moment at which these files arrive. */
const now = new Date("2026-11-22T08:00:00+07:00");
const clock = () => now;

const digits = (start: string) => start + String(randomInt(1e6)).padStart(6, "0");

const serviceOf = (claimRef: string, over: Fields = {}): Fields => ({
  ...medicineOf(claimRef),
  ...{
    MA_THUOC: "",
    TEN_THUOC: "",
    HAM_LUONG: "",
    DUONG_DUNG: "",
    LIEU_DUNG: "",
    SO_DANG_KY: "",
    TT_THAU: "",
  },
  ...{ DON_GIA: "", NGUON_CTRA: "", MA_NHOM: "13", MA_DICH_VU: "MAU.1", TEN_DICH_VU: "Khám (MẪU)" },
  ...{ SO_LUONG: "1", DON_GIA_BV: "2880", DON_GIA_BH: "2880", TYLE_TT_DV: "100", MA_BENH: "J00" },
  ...over,
});

type Told = {
  summary?: Fields;
  medicine?: Fields;
  service?: Fields;
  papers?: [string, Fields][];
  medicines?: Fields[];
};

function partsOf({ summary: over = {}, medicine, service, papers = [], medicines }: Told): Part[] {
  const summary = summaryFor(somebody(), over);
  const ref = summary.MA_LK ?? "";
  const lines = medicines?.map((line, i) => medicineOf(ref, { STT: `${i + 1}`, ...line }));
  const parts: Part[] = service
    ? [
        { kind: "XML1", row: "TONG_HOP", rows: [{ ...summary, T_THUOC: "0", ...over }] },
        { kind: "XML3", row: "CHI_TIET_DVKT", rows: [serviceOf(ref, service)] },
      ]
    : visit(summary, lines ?? [medicineOf(ref, medicine)]);
  return [...parts, ...papers.map(([kind, row]) => partOf(kind, summary, row))];
}

const fileOfTold = (told: Told) => envelope([hoso(partsOf(told))]);

const long = (count: number) => "a".repeat(count);
/** Ten letters, each two UTF-16 units. */
const rare = "𠀀".repeat(10);

const filed: [string, Told, ...string[]][] = [
  ["a plain visit", {}],
  ["a visit with a service", { service: {} }],
  // Birth dates as far as they are known.
  ["a year of birth", { summary: { NGAY_SINH: "1962" } }],
  ["a year with zeros", { summary: { NGAY_SINH: "196200000000" } }],
  ["a year with zeros, eight characters", { summary: { NGAY_SINH: "19620000" } }],
  ["a month of birth", { summary: { NGAY_SINH: "196203000000" } }],
  ["a month of birth, six characters", { summary: { NGAY_SINH: "196203" } }],
  ["a day of birth", { summary: { NGAY_SINH: "19620314" } }],
  [
    "a time of birth that is none",
    { summary: { NGAY_SINH: "196203142575" } },
    "warning XML1 NGAY_SINH malformed",
  ],
  // Lengths are letters, as a person counts them.
  ["a name of 255 letters", { summary: { HO_TEN: `LÊ ${long(252)}` } }],
  ["a name of 256 letters", { summary: { HO_TEN: `LÊ ${long(253)}` } }, "warning XML1 HO_TEN too-long"],
  ["255 letters with marks apart", { summary: { DIA_CHI: "ệ".repeat(1024).normalize("NFD") } }],
  [
    "a letter more, marks apart",
    { summary: { DIA_CHI: "ệ".repeat(1025).normalize("NFD") } },
    "warning XML1 DIA_CHI too-long",
  ],
  ["a hundred letters of two units each", { summary: { MA_HSBA: rare.repeat(10) } }],
  ["a claim reference of 100 letters", { summary: { MA_LK: `${Date.now()}${long(87)}` } }],
  ["a text without limit", { summary: { GHI_CHU: long(5000) } }],
  // Empty is absent.
  ["no district, as there is none any more", { summary: { MAHUYEN_CU_TRU: "" } }],
  ["fields that need not be there, all empty", { summary: { NHOM_MAU: "", LY_DO_VNT: "", MA_NOI_DI: " " } }],
  ["a required field that is missing", { summary: { LY_DO_VV: "" } }, "warning XML1 LY_DO_VV missing"],
  ["the facility said by the envelope only", { summary: { MA_CSKCB: "" } }, "warning XML1 MA_CSKCB missing"],
  ["no sex", { summary: { GIOI_TINH: "" } }, "warning XML1 GIOI_TINH missing"],
  // Numbers.
  [
    "a number with a comma",
    { summary: { CAN_NANG: "52,5", T_VTYT: "0,00" } },
    "warning XML1 T_VTYT malformed",
  ],
  ["a number with a plus", { summary: { T_VTYT: "+0" } }, "warning XML1 T_VTYT malformed"],
  ["a number with an exponent", { summary: { T_THUOC: "2.88e3" } }, "warning XML1 T_THUOC malformed"],
  ["a number with blanks inside", { summary: { T_THUOC: "2 880" } }, "warning XML1 T_THUOC malformed"],
  ["a number with blanks around", { summary: { T_THUOC: " 2880 " } }],
  [
    "an amount below zero",
    { summary: { T_VTYT: "-1000" } },
    "warning XML1 T_VTYT negative",
    "warning XML1 T_VTYT sum-differs",
  ],
  [
    "a price below zero",
    { medicine: { SO_LUONG: "-6", DON_GIA: "-480" } },
    "warning XML2 SO_LUONG negative",
    "warning XML2 DON_GIA negative",
  ],
  // Sums.
  [
    "an amount of one đồng more",
    { medicine: { THANH_TIEN_BV: "2881", THANH_TIEN_BH: "2881", T_BHTT: "2881" } },
  ],
  ["a total of one đồng more", { summary: { T_BHTT: "2881" } }],
  ["a total of two đồng more", { summary: { T_BHTT: "2882" } }, "warning XML1 T_BHTT sum-differs"],
  [
    "a total of two đồng more over two lines",
    {
      medicines: [{}, {}],
      summary: { T_THUOC: "5762", T_TONGCHI_BV: "5762", T_TONGCHI_BH: "5758", T_BHTT: "5760" },
    },
  ],
  [
    "a total of three đồng more over two lines",
    {
      medicines: [{}, {}],
      summary: { T_THUOC: "5763", T_TONGCHI_BV: "5760", T_TONGCHI_BH: "5760", T_BHTT: "5760" },
    },
    "warning XML1 T_THUOC sum-differs",
  ],
  [
    "a medicine outside the scope",
    {
      medicine: {
        PHAM_VI: "2",
        TYLE_TT_BH: "0",
        THANH_TIEN_BH: "0",
        T_BHTT: "0",
        T_BNTT: "2880",
        MUC_HUONG: "0",
      },
      summary: { T_TONGCHI_BH: "0", T_BHTT: "0", T_BNTT: "2880" },
    },
  ],
  [
    "a medicine outside the scope with a share",
    {
      medicine: {
        PHAM_VI: "2",
        TYLE_TT_BH: "100",
        THANH_TIEN_BH: "0",
        T_BHTT: "0",
        T_BNTT: "2880",
        MUC_HUONG: "0",
      },
      summary: { T_TONGCHI_BH: "0", T_BHTT: "0", T_BNTT: "2880" },
    },
    "warning XML2 TYLE_TT_BH outside-scope",
  ],
  // Dates.
  ["the last day of medicines ahead, 02", { summary: { MA_LOAI_KCB: "02", NGAY_RA: "202612312359" } }],
  ["the last day of medicines ahead, 05", { summary: { MA_LOAI_KCB: "05", NGAY_RA: "202612312359" } }],
  ["the last day of medicines ahead, 07", { summary: { MA_LOAI_KCB: "07", NGAY_RA: "202612312359" } }],
  [
    "an end ahead of a plain visit",
    { summary: { NGAY_RA: "202612312359" } },
    "warning XML1 NGAY_RA future-date",
  ],
  [
    "an end ahead of a stay",
    {
      summary: {
        ...{ MA_LOAI_KCB: "03", NGAY_VAO_NOI_TRU: "202605120900", NGAY_RA: "202612312359" },
        SO_NGAY_DTRI: "234",
      },
    },
    "warning XML1 NGAY_RA future-date",
  ],
  ["a payment ahead", { summary: { NGAY_TTOAN: "202701010800" } }, "warning XML1 NGAY_TTOAN future-date"],
  [
    "an end before the arrival",
    { summary: { NGAY_RA: "202605120759" } },
    "warning XML1 NGAY_RA out-of-order",
  ],
  [
    "an admission before the arrival",
    { summary: { NGAY_VAO_NOI_TRU: "202605120759" } },
    "warning XML1 NGAY_VAO_NOI_TRU out-of-order",
  ],
  [
    "an end before the admission",
    { summary: { NGAY_VAO_NOI_TRU: "202605120850" } },
    "warning XML1 NGAY_RA out-of-order",
  ],
  ["a medicine dated back to the working day before", { medicine: { NGAY_YL: "202605110800" } }],
  [
    "an order before the arrival",
    { service: { NGAY_YL: "202605120759" } },
    "warning XML3 NGAY_YL out-of-order",
  ],
  [
    "an order after the end",
    { medicine: { NGAY_YL: "202605120846", NGAY_TH_YL: "202605120846" } },
    "warning XML2 NGAY_YL out-of-order",
  ],
  [
    "an order carried out before it was given",
    { medicine: { NGAY_TH_YL: "202605120829" } },
    "warning XML2 NGAY_TH_YL out-of-order",
  ],
  [
    "a result before its order",
    { service: { NGAY_KQ: "202605120829" } },
    "warning XML3 NGAY_KQ out-of-order",
  ],
  [
    "an order on a day that is none",
    { medicine: { NGAY_YL: "202605320830" } },
    "warning XML2 NGAY_YL malformed",
  ],
  ["an end without its minutes", { summary: { NGAY_RA: "20260512" } }, "warning XML1 NGAY_RA malformed"],
  [
    "the 29th of February in a year that has none",
    { summary: { NGAY_RA: "202602290800" } },
    "warning XML1 NGAY_RA malformed",
  ],
  // Codes.
  ["an ICD code without its dot, in small letters", { summary: { MA_BENH_CHINH: "j189" } }],
  [
    "an ICD code with dagger, others with asterisk",
    { summary: { MA_BENH_CHINH: "A17.0†", MA_BENH_KT: "G01*;J18.9;" } },
  ],
  ["twelve accompanying codes", { summary: { MA_BENH_KT: Array(12).fill("J18.9").join(";") } }],
  [
    "thirteen accompanying codes",
    { summary: { MA_BENH_KT: Array(13).fill("J18.9").join(";") } },
    "warning XML1 MA_BENH_KT too-long",
  ],
  [
    "an ICD code that no list has",
    { summary: { MA_BENH_CHINH: "X99.99" } },
    "warning XML1 MA_BENH_CHINH unknown-code",
  ],
  ["a cost group that no list has", { medicine: { MA_NHOM: "99" } }, "warning XML2 MA_NHOM unknown-code"],
  [
    "a kind of care that no list has",
    { summary: { MA_LOAI_KCB: "77" } },
    "warning XML1 MA_LOAI_KCB unknown-code",
  ],
  [
    "a patient category that no list has",
    { summary: { MA_DOITUONG_KCB: "6.6" } },
    "warning XML1 MA_DOITUONG_KCB unknown-code",
  ],
  ["an older patient category", { summary: { MA_DOITUONG_KCB: "3.4" } }],
  ["a department that our list lacks", { summary: { MA_KHOA: "K60;K16.1" } }],
  [
    "an ethnic group that no list has",
    { summary: { MA_DANTOC: "60" } },
    "warning XML1 MA_DANTOC unknown-code",
  ],
  ["an ethnic group not known, in both spellings", { summary: { MA_DANTOC: "56" } }],
  [
    "an occupation that no list has",
    { summary: { MA_NGHE_NGHIEP: "98" } },
    "warning XML1 MA_NGHE_NGHIEP unknown-code",
  ],
  ["a commune before the merger", { summary: { MAXA_CU_TRU: "21043", MAHUYEN_CU_TRU: "524" } }],
  ["a scope that no list has", { medicine: { PHAM_VI: "7" } }, "warning XML2 PHAM_VI unknown-code"],
  ["a third sex", { summary: { GIOI_TINH: "4" } }, "warning XML1 GIOI_TINH unknown-code"],
  // Numbers of people and cards.
  [
    "a number of another sex",
    { summary: { SO_CCCD: digits("051062") } },
    "warning XML1 SO_CCCD id-digits-differ",
  ],
  [
    "a number of another year",
    { summary: { SO_CCCD: digits("051163") } },
    "warning XML1 SO_CCCD id-digits-differ",
  ],
  [
    "two cards with their dates",
    {
      summary: {
        MA_THE_BHYT: "GD4510000000001;DN4510000000001",
        GT_THE_TU: "20260101;20260601",
        GT_THE_DEN: "20260531;20261231",
      },
    },
  ],
  ["a card of ten digits", { summary: { MA_THE_BHYT: "5100000001" } }],
  ["a card that is none", { summary: { MA_THE_BHYT: "GD451" } }, "warning XML1 MA_THE_BHYT malformed"],
  [
    "two cards, one date",
    { summary: { MA_THE_BHYT: "GD4510000000001;DN4510000000001" } },
    "warning XML1 GT_THE_TU card-without-dates",
  ],
  // Fields of the lines.
  ["a medicine without its code", { medicine: { MA_THUOC: "" } }, "warning XML2 MA_THUOC missing"],
  ["a service without its name", { service: { TEN_DICH_VU: "" } }, "warning XML3 TEN_DICH_VU missing"],
  [
    "a supply, without a service",
    { service: { MA_DICH_VU: "", TEN_DICH_VU: "", MA_VAT_TU: "N01.1", TEN_VAT_TU: "Bông (MẪU)" } },
  ],
  [
    "a supply without its code",
    { service: { MA_DICH_VU: "", TEN_DICH_VU: "", TEN_VAT_TU: "Bông (MẪU)" } },
    "warning XML3 MA_VAT_TU missing",
  ],
  [
    "a test that nobody carried out",
    { service: { MA_NHOM: "1", NGAY_TH_YL: "" } },
    "warning XML3 NGUOI_THUC_HIEN missing",
    "warning XML3 NGAY_TH_YL missing",
  ],
  [
    "supplies of group 10 without their tender",
    {
      service: {
        MA_DICH_VU: "",
        TEN_DICH_VU: "",
        MA_VAT_TU: "N01.1",
        TEN_VAT_TU: "Bông (MẪU)",
        MA_NHOM: "10",
      },
      summary: { T_VTYT: "2880" },
    },
    "warning XML3 TT_THAU missing",
  ],
  ["blood without a tender", { medicine: { MA_NHOM: "7", TT_THAU: "" } }],
  ["a result without its time", { papers: [["XML4", { NGAY_KQ: "" }]] }, "warning XML4 NGAY_KQ missing"],
  [
    "an imaging study without value and name",
    { papers: [["XML4", { TEN_CHI_SO: "", GIA_TRI: "", NGAY_KQ: "", KET_LUAN: "Bình thường" }]] },
  ],
  // Papers.
  [
    "a leave that ends before it begins",
    { papers: [["XML11", { DEN_NGAY: "20260512" }]] },
    "warning XML11 DEN_NGAY out-of-order",
  ],
  [
    "days off without their dates",
    { papers: [["XML7", { NGOAITRU_TUNGAY: "" }]] },
    "warning XML7 NGOAITRU_TUNGAY missing",
  ],
  [
    "an ended pregnancy without its cause",
    { papers: [["XML7", { MA_DINH_CHI_THAI: "1" }]] },
    "warning XML7 NGUYENNHAN_DINHCHI missing",
    "warning XML7 THOIGIAN_DINHCHI missing",
    "warning XML7 TUOI_THAI missing",
  ],
  [
    "an appointment before the end",
    { papers: [["XML14", { NGAY_HEN_KL: "20260511" }]] },
    "warning XML14 NGAY_HEN_KL out-of-order",
  ],
  [
    "a paper that says another diagnosis",
    { papers: [["XML14", { MA_BENH_CHINH: "J18.9" }]] },
    "warning XML14 MA_BENH_CHINH differs-from-summary",
  ],
  [
    "a form of leave of another kind",
    { papers: [["XML11", { MAU_SO: "CT06" }]] },
    "warning XML11 MAU_SO malformed",
  ],
];

const byLevel = (marks: string[]) => [...marks].sort();

test.each(filed)("%s is filed", async (_, told, ...marks) => {
  const report = await send(fileOfTold(told), clock);
  expect(byLevel(marksOf(report))).toEqual(byLevel(marks));
  expect(outcomeOf(report)).toBe("1 accepted");
});

const held: [string, Told, ...string[]][] = [
  ["no claim reference", { summary: { MA_LK: "" }, medicine: { MA_LK: "" } }, "error XML1 MA_LK missing"],
  ["no name", { summary: { HO_TEN: "" } }, "error XML1 HO_TEN missing"],
  ["no birth date", { summary: { NGAY_SINH: "" } }, "error XML1 NGAY_SINH missing"],
  ["a birth date of zeros", { summary: { NGAY_SINH: "000000000000" } }, "error XML1 NGAY_SINH malformed"],
  ["a birth date that is none", { summary: { NGAY_SINH: "196202300000" } }, "error XML1 NGAY_SINH malformed"],
  [
    "a birth date of ten characters",
    { summary: { NGAY_SINH: "1962031408" } },
    "error XML1 NGAY_SINH malformed",
  ],
  ["no arrival", { summary: { NGAY_VAO: "" } }, "error XML1 NGAY_VAO missing"],
  ["an arrival that is none", { summary: { NGAY_VAO: "202613120800" } }, "error XML1 NGAY_VAO malformed"],
  [
    "an arrival ahead",
    {
      summary: { NGAY_VAO: "202701010800", NGAY_RA: "202701010900", NGAY_TTOAN: "" },
      medicine: { NGAY_YL: "202701010830", NGAY_TH_YL: "" },
    },
    "error XML1 NGAY_VAO future-arrival",
  ],
  [
    "an arrival before birth",
    { summary: { NGAY_SINH: "202605130000", SO_CCCD: "" } },
    "error XML1 NGAY_VAO arrival-before-birth",
  ],
  [
    "a facility other than the sender",
    { summary: { MA_CSKCB: "51000" } },
    "error XML1 MA_CSKCB facility-differs",
  ],
  [
    "a number of nine digits and a card nobody has",
    { summary: { SO_CCCD: "212345678" } },
    "error XML1 SO_CCCD needs-matching",
  ],
  [
    "a number that is too short",
    { summary: { SO_CCCD: "05116212345" } },
    "error XML1 SO_CCCD needs-matching",
  ],
  ["a line of another claim", { medicine: { MA_LK: "ANOTHER" } }, "error XML2 MA_LK claim-ref-differs"],
];

test.each(held)("%s holds the dossier", async (_, told, ...marks) => {
  const report = await send(fileOfTold(told), clock);
  expect(outcomeOf(report)).toBe("1 quarantined");
  expect(marksOf(report).filter((mark) => mark.startsWith("error"))).toEqual(marks);
});

test("no sentence for the clerk is a bare code, and each begins with a capital", async () => {
  for (const [, told] of [...filed, ...held]) {
    for (const { message } of (await send(fileOfTold(told), clock)).problems) {
      expect(message).toMatch(/^\p{Lu}.{15,}\.$/u);
    }
  }
});
