import { injectedPolio, pregnancyTetanus, vaccinesOf } from "./vn-vaccines.data.ts";

/** One series of the Vietnamese pack: rows of the schedule in their order, and what may be given for them. */
export type VnSeries = {
  antigen: string;
  name: string;
  programme: "national" | "service";
  /**
   * Rows by group and dose: `PENTA 1`. `@` says from which age a dose is passed over, `~` from which age it is no longer
   * proposed, though it counts when given, `*` after which time it comes again.
   */
  rows: readonly string[];
  vaccines?: readonly string[];
  /** Series of one antigen that stand beside each other; one group when left out. */
  group?: string;
  isDefault?: true;
  productPath?: true;
  genders?: readonly ("F" | "M" | "unknown")[];
  /** For pregnant women only. */
  pregnancy?: true;
  /** Only in these provinces, from a day on. */
  availability?: readonly { province: string; from: string }[];
};

const penta = ["PENTA 1", "PENTA 2", "PENTA 3"];
const sixInOne = ["SVC_6IN1 1", "SVC_6IN1 2", "SVC_6IN1 3", "SVC_6IN1 4"];
/** A child on one six-in-one product follows its label; mixed with others, the national programme. */
const sixInOneOnly: Partial<VnSeries> = { vaccines: ["146"], productPath: true };
/** Row DTP_B1: caught up before 4 years (TT 52/2025). */
const booster = "DTP_B1 4 @4 years";
/** Row HEPB_BIRTH does not replace the three doses of the combined vaccine, which begin at 2 months. */
const atBirth = "HEPB_BIRTH 0 @2 months";
const QUANG_NGAI = "51";

const national = (
  antigen: string,
  name: string,
  rows: readonly string[],
  more: Partial<VnSeries> = {},
): VnSeries => ({
  antigen,
  name,
  programme: "national",
  rows,
  isDefault: true,
  ...more,
});

const service = (
  antigen: string,
  name: string,
  rows: readonly string[],
  more: Partial<VnSeries> = {},
): VnSeries => ({
  antigen,
  name,
  programme: "service",
  rows,
  ...more,
});

/**
 * The series, by antigen. Antigens are counted, not brands: the series of the national programme take every vaccine
 * with their antigen, those of a product only that.
 */
export const vnSeries: readonly VnSeries[] = [
  national("TB", "BCG", ["BCG 1"]),
  national("HepB", "Viêm gan B, sơ sinh và 5 trong 1", [atBirth, ...penta]),
  service("HepB", "Viêm gan B, sơ sinh và 6 trong 1", [atBirth, ...sixInOne], sixInOneOnly),
  national("Diphtheria", "Bạch hầu, TCMR", [...penta, booster, "TD_B2 5"]),
  service("Diphtheria", "Bạch hầu, 6 trong 1", [...sixInOne, "TD_B2 5"], sixInOneOnly),
  national("Tetanus", "Uốn ván, TCMR", [...penta, booster, "TD_B2 5"]),
  service("Tetanus", "Uốn ván, 6 trong 1", [...sixInOne, "TD_B2 5"], sixInOneOnly),
  national("Pertussis", "Ho gà, TCMR", [...penta, booster]),
  service("Pertussis", "Ho gà, 6 trong 1", sixInOne, sixInOneOnly),
  national("Hib", "Hib, TCMR", penta),
  service("Hib", "Hib, 6 trong 1", sixInOne, sixInOneOnly),
  national("Polio", "Bại liệt uống (bOPV)", ["OPV 1", "OPV 2", "OPV 3"]),
  service("Polio", "Bại liệt, 6 trong 1", sixInOne, sixInOneOnly),
  national("Polio", "Bại liệt tiêm (IPV)", ["IPV 1", "IPV 2"], { group: "2", vaccines: injectedPolio }),
  service("Polio", "Bại liệt tiêm, 6 trong 1", sixInOne, { ...sixInOneOnly, group: "2" }),
  national("Measles", "Sởi, MR", ["MEASLES 1", "MR 2"]),
  national("Rubella", "Rubella trong MR", ["MR 2"]),
  service("Rubella", "Rubella trong MMR", ["SVC_MMR 1", "SVC_MMR 2"], {
    vaccines: ["03", "94"],
    productPath: true,
  }),
  service("Mumps", "Quai bị trong MMR", ["SVC_MMR 1", "SVC_MMR 2"], { isDefault: true }),
  national(
    "Japanese Encephalitis",
    "Viêm não Nhật Bản bất hoạt",
    ["JE_INACT 1", "JE_INACT 2", "JE_INACT 3"],
    {
      vaccines: ["39", "129", "134", "VN-JEVAX"],
    },
  ),
  service("Japanese Encephalitis", "Imojev", ["SVC_JE_LIVE 1", "SVC_JE_LIVE 2"], {
    vaccines: ["VN-IMOJEV"],
    productPath: true,
  }),
  // Products against rotavirus are never mixed.
  national("Rotavirus", "Rotavin", ["ROTA_VN 1", "ROTA_VN 2"], { vaccines: ["122", "119", "VN-ROTAVIN"] }),
  service("Rotavirus", "Rotarix", ["SVC_ROTARIX 1", "SVC_ROTARIX 2"], {
    vaccines: ["119"],
    productPath: true,
  }),
  service("Rotavirus", "RotaTeq", ["SVC_ROTATEQ 1", "SVC_ROTATEQ 2", "SVC_ROTATEQ 3"], {
    vaccines: ["116"],
    productPath: true,
  }),
  // QĐ 2780/QĐ-BYT: Quảng Ngãi in the first half of 2026; sure only when that half is over.
  national("Pneumococcal", "Phế cầu, TCMR", ["PCV_TCMR 1", "PCV_TCMR 2", "PCV_TCMR 3"], {
    availability: [{ province: QUANG_NGAI, from: "2026-07-01" }],
    // Whoever may have it free follows it, also after a dose that was paid for.
    productPath: true,
  }),
  service("Pneumococcal", "Phế cầu, dịch vụ", ["SVC_PCV_2P1 1", "SVC_PCV_2P1 2", "SVC_PCV_2P1 3"]),
  // Expected in the third or fourth quarter of 2026; sure only when the year is over.
  national("HPV", "HPV, TCMR", ["HPV_TCMR 1", "HPV_TCMR 2"], {
    genders: ["F"],
    availability: [{ province: QUANG_NGAI, from: "2027-01-01" }],
  }),
  // Two doses are for those who begin before 15 (row SVC_HPV 1); for later there is no whole set of rows.
  service("HPV", "HPV, dịch vụ", ["SVC_HPV 1 ~15 years", "SVC_HPV 2"]),
  national(
    "Tetanus in pregnancy",
    "Uốn ván thai phụ, chưa đủ 3 mũi cơ bản",
    [1, 2, 3, 4, 5].map((n) => `TT_PREG_0 ${n}`),
    {
      vaccines: pregnancyTetanus,
      pregnancy: true,
    },
  ),
  national(
    "Tetanus in pregnancy",
    "Uốn ván thai phụ, đủ 3 mũi cơ bản",
    [...penta, "TT_PREG_3 1", "TT_PREG_3 2", "TT_PREG_3 3"],
    {
      pregnancy: true,
      isDefault: undefined,
    },
  ),
  national(
    "Tetanus in pregnancy",
    "Uốn ván thai phụ, 3 mũi cơ bản và nhắc",
    [...penta, "DTP_B1 4", "TT_PREG_4 1", "TT_PREG_4 2"],
    {
      pregnancy: true,
      isDefault: undefined,
    },
  ),
  service("Meningococcal B", "Bexsero", ["SVC_MENB 1", "SVC_MENB 2", "SVC_MENB 3"]),
  service("Meningococcal BC", "VA-Mengoc-BC", ["SVC_MENBC 1", "SVC_MENBC 2"]),
  service("Meningococcal", "Não mô cầu ACWY", ["SVC_MENACWY 1", "SVC_MENACWY 2"]),
  service("Varicella", "Thủy đậu", ["SVC_VAR 1", "SVC_VAR 2"]),
  service("Influenza", "Cúm", ["SVC_FLU 1", "SVC_FLU 2 @9 years", "SVC_FLU 1 *1 year"]),
  service("HepA", "Viêm gan A", ["SVC_HEPA 1", "SVC_HEPA 2"]),
  service("Typhoid", "Thương hàn", ["SVC_TYPHOID 1"]),
  service("Cholera", "Tả", ["SVC_CHOLERA 1", "SVC_CHOLERA 2"]),
  service("Dengue", "Sốt xuất huyết", ["SVC_DENGUE 1", "SVC_DENGUE 2"]),
  service("Zoster", "Zona", ["SVC_ZOSTER 1", "SVC_ZOSTER 2"]),
];

/** Vaccine groups, with the spellings that other schedules use. */
export const vnGroups: readonly {
  name: string;
  antigens?: readonly string[];
  spellings?: readonly string[];
}[] = [
  { name: "BCG", antigens: ["TB"], spellings: ["TB"] },
  { name: "HepB" },
  {
    name: "DTP",
    antigens: ["Diphtheria", "Tetanus", "Pertussis"],
    spellings: ["DTAP", "DTaP/Tdap/Td", "TDAP", "TD"],
  },
  { name: "Hib" },
  { name: "Polio", spellings: ["POL", "IPOL", "IPV", "OPV"] },
  { name: "Measles", spellings: ["MMR", "MR"] },
  { name: "Rubella" },
  { name: "Mumps" },
  { name: "Japanese Encephalitis", spellings: ["JE"] },
  { name: "Rotavirus", spellings: ["ROTA"] },
  { name: "Pneumococcal", spellings: ["PCV"] },
  { name: "HPV" },
  { name: "Tetanus in pregnancy" },
  { name: "Meningococcal B", spellings: ["MENB"] },
  { name: "Meningococcal BC" },
  { name: "Meningococcal", spellings: ["MCV"] },
  { name: "Varicella", spellings: ["VAR"] },
  { name: "Influenza", spellings: ["FLU"] },
  { name: "HepA" },
  { name: "Typhoid" },
  { name: "Cholera" },
  { name: "Dengue" },
  { name: "Zoster" },
];

/** What a group of antigens takes: every vaccine with the antigen. */
export const vaccinesWith = (antigen: string): readonly string[] =>
  vaccinesOf[antigen === "Tetanus in pregnancy" ? "Tetanus" : antigen] ?? [];
