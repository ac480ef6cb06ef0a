/** Where a sign of danger is taken from, and when it was read there. */
export type FlagSource = { title: string; address: string; readOn: string };

const ambulance: FlagSource = {
  title: "South Western Ambulance Service NHS Foundation Trust, When to call 999",
  address: "https://www.swast.nhs.uk/when-to-call-999",
  readOn: "2026-11-26",
};
const imci: FlagSource = {
  title:
    "World Health Organization, IMCI distance learning course, module 1: General danger signs for the sick child (2014), ISBN 978 92 4 150682 3",
  address: "https://readkong.com/page/module-1-general-danger-signs-for-the-sick-child-imci-3569784",
  readOn: "2026-11-26",
};

/** A sign with which nobody waits for a written answer. `small`: of a child under five. */
export type RedFlag = { key: string; small: boolean; source: FlagSource };

/**
 * Dấu hiệu nguy hiểm: asked before anything else. Short on purpose: only what its source names as a reason to call an ambulance, or
 * as a danger sign of a sick child from two months to five years. A Vietnamese list of the Ministry of Health was not at hand.
 */
export const redFlags = [
  { key: "breath", small: false, source: ambulance },
  { key: "chest", small: false, source: ambulance },
  { key: "stroke", small: false, source: ambulance },
  { key: "unconscious", small: false, source: ambulance },
  { key: "fit", small: false, source: ambulance },
  { key: "bleeding", small: false, source: ambulance },
  { key: "allergy", small: false, source: ambulance },
  { key: "injury", small: false, source: ambulance },
  { key: "child-drink", small: true, source: imci },
  { key: "child-vomit", small: true, source: imci },
  { key: "child-fit", small: true, source: imci },
  { key: "child-drowsy", small: true, source: imci },
] as const satisfies readonly RedFlag[];
export type RedFlagKey = (typeof redFlags)[number]["key"];
