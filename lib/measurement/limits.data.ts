import type { Meal, SugarUnit } from "./rules.ts";

/** From which number on, or down to which, a source speaks of asking a doctor. */
export type Limit = {
  key: string;
  /** `from`: that much or more; `to`: that much or less. */
  side: "from" | "to";
  of:
    | { kind: "blood-pressure"; systolic: number; diastolic: number }
    | { kind: "blood-sugar"; values: Record<SugarUnit, number>; meals: readonly Meal[] };
  source: { name: { vi: string; en: string }; dated: string; address: string };
  /** Who of ours has looked at it; nobody has. */
  reviewedBy: null;
};

/**
 * Ngưỡng nên hỏi bác sĩ, each with the source in which it was read on 26/11/2026; for grown-ups. None is reviewed by a doctor
 * of the book. Weight and temperature have none: no source that says it for everybody was found.
 */
export const limits: readonly Limit[] = [
  {
    // Table 1, self-measured at home: read where others quote it, not in a copy of the decision itself; the table of the
    // Korean Society of Hypertension 2013 (10.1186/s40885-014-0012-3, table 6) says the same of measuring at home.
    key: "pressure-home",
    side: "from",
    of: { kind: "blood-pressure", systolic: 135, diastolic: 85 },
    source: {
      name: {
        vi: "Quyết định 3192/QĐ-BYT của Bộ Y tế",
        en: "Decision 3192/QĐ-BYT of the Ministry of Health",
      },
      dated: "2010-08-31",
      address:
        "https://thuvienphapluat.vn/archive/Quyet-dinh/Quyet-dinh-3192-QD-BYT-Huong-dan-chan-doan-dieu-tri-tang-huyet-ap-vb112471t17.aspx",
    },
    reviewedBy: null,
  },
  {
    key: "sugar-fasting",
    side: "from",
    of: { kind: "blood-sugar", values: { "mmol/L": 7, "mg/dL": 126 }, meals: ["fasting"] },
    source: {
      name: {
        vi: "Quyết định 5481/QĐ-BYT của Bộ Y tế",
        en: "Decision 5481/QĐ-BYT of the Ministry of Health",
      },
      dated: "2020-12-30",
      address:
        "https://hoatieu.vn/quyet-dinh-5481-qd-byt-huong-dan-chan-doan-va-dieu-tri-dai-thao-duong-tip-2-205232",
    },
    reviewedBy: null,
  },
  {
    key: "sugar-any",
    side: "from",
    of: { kind: "blood-sugar", values: { "mmol/L": 11.1, "mg/dL": 200 }, meals: ["after-meal", "unknown"] },
    source: {
      name: {
        vi: "Quyết định 5481/QĐ-BYT của Bộ Y tế",
        en: "Decision 5481/QĐ-BYT of the Ministry of Health",
      },
      dated: "2020-12-30",
      address:
        "https://hoatieu.vn/quyet-dinh-5481-qd-byt-huong-dan-chan-doan-va-dieu-tri-dai-thao-duong-tip-2-205232",
    },
    reviewedBy: null,
  },
  {
    key: "sugar-low",
    side: "to",
    of: {
      kind: "blood-sugar",
      values: { "mmol/L": 3.9, "mg/dL": 70 },
      meals: ["fasting", "after-meal", "unknown"],
    },
    source: {
      name: { vi: "Hội Đái tháo đường Hoa Kỳ (ADA)", en: "American Diabetes Association (ADA)" },
      dated: "2017-01-01",
      address: "https://medicalcriteria.com/web/diahypo/",
    },
    reviewedBy: null,
  },
];
/** The age from which limits are shown: the sources speak of grown-ups (18 years, as the law has it). */
export const LIMITS_FROM_AGE = 18;
