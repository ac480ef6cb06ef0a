/** Why a visit is private, in our words. */
export type PrivacyReason =
  | "hiv"
  | "sexual-infection"
  | "abortion"
  | "assisted-reproduction"
  | "mental"
  | "substance"
  | "violence"
  | "tb-care";

/** What makes a visit private. Codes are ICD-10 ranges, bare, both ends included; words stand in the names of what was done. */
export type PrivacyRow = {
  reason: PrivacyReason;
  codes: [from: string, to: string][];
  /** Beginnings of words, without marks, as `privacy-rules.ts` folds them. */
  words: string[];
  paperKinds: string[];
  patientCategories: string[];
  source: string;
};

/** When the list was last gone through. */
export const LISTED_ON = "2026-11-25";

/**
 * Danh mục lượt khám riêng tư. Which kinds of information are sensitive comes from the sources named; the titles of the
 * ICD-10 codes from QĐ 4469/QĐ-BYT (28/10/2020). Whatever no source names is left out: see README.
 */
export const privacyRows: PrivacyRow[] = [
  {
    reason: "hiv",
    codes: [
      ["B20", "B24"],
      ["R75", "R75"],
      ["Z21", "Z21"],
      ["O987", "O987"],
      ["Z114", "Z114"],
      ["Z206", "Z206"],
      ["Z717", "Z717"],
    ],
    words: ["hiv"],
    paperKinds: ["hiv-care"],
    patientCategories: ["1.9"],
    source:
      "Luật Phòng, chống HIV/AIDS 64/2006/QH11, Điều 4 (giữ bí mật riêng tư) và Điều 30, sửa bởi Luật 71/2020/QH14; HL7 v3 ActInformationSensitivityPolicy HIV",
  },
  {
    reason: "hiv",
    codes: [],
    words: [
      ...["saquinavir", "indinavir", "nelfinavir", "lopinavir", "atazanavir", "tipranavir", "darunavir"],
      ...["nevirapin", "efavirenz", "etravirin", "rilpivirin", "doravirin"],
      ...["raltegravir", "elvitegravir", "dolutegravir", "bictegravir", "cabotegravir"],
    ],
    paperKinds: [],
    patientCategories: [],
    source:
      "Protease, non-nucleoside and integrase inhibitors, for HIV alone: HICDEP 1.60 (ATC J05AE), clinicalinfo.hiv.gov appendix B, Drugs 2020;80:1649 (doi 10.1007/s40265-020-01379-9)",
  },
  {
    reason: "sexual-infection",
    codes: [
      ["A50", "A64"],
      ["O981", "O983"],
      ["Z113", "Z113"],
      ["Z202", "Z202"],
    ],
    words: [],
    paperKinds: [],
    patientCategories: [],
    source:
      "HL7 v3 ActInformationSensitivityPolicy STD; RCGP sensitive dataset (NHS Summary Care Record): sexually transmitted diseases",
  },
  {
    reason: "abortion",
    codes: [
      ["O04", "O07"],
      ["Z303", "Z303"],
    ],
    words: ["pha thai"],
    paperKinds: [],
    patientCategories: [],
    source: "RCGP sensitive dataset: termination of pregnancy; HL7 v3 ActInformationSensitivityPolicy SEX",
  },
  {
    reason: "assisted-reproduction",
    codes: [
      ["N98", "N98"],
      ["Z311", "Z313"],
    ],
    words: [],
    paperKinds: [],
    patientCategories: [],
    source: "RCGP sensitive dataset: assisted fertilisation and in-vitro fertilisation",
  },
  {
    reason: "substance",
    codes: [["F10", "F19"]],
    words: ["methadon", "buprenorphin"],
    paperKinds: [],
    patientCategories: [],
    source: "HL7 v3 ActInformationSensitivityPolicy ETH; WHO ATC N07BC (drugs used in opioid dependence)",
  },
  {
    reason: "mental",
    codes: [
      ["F00", "F09"],
      ["F20", "F99"],
    ],
    words: [],
    paperKinds: [],
    patientCategories: [],
    source:
      "HL7 v3 ActInformationSensitivityPolicy PSY, MH; RCGP sensitive dataset: gender reassignment (F64)",
  },
  {
    reason: "violence",
    codes: [
      ["T74", "T74"],
      ["Y05", "Y05"],
      ["Y07", "Y07"],
      ["Z044", "Z044"],
      ["Z614", "Z615"],
    ],
    words: [],
    paperKinds: [],
    patientCategories: [],
    source: "HL7 v3 ActInformationSensitivityPolicy SDV: sexual assault, abuse, or domestic violence",
  },
  {
    reason: "tb-care",
    codes: [],
    words: [],
    paperKinds: ["tb-care"],
    patientCategories: [],
    source:
      "XML15 of QĐ 130/QĐ-BYT carries whether a person with tuberculosis has HIV (PHANLOAI_LAO_HIV, NGAYKD_HIV): the HIV law above",
  },
];
