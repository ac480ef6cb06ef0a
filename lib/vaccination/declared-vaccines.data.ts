/**
 * What people are asked for when they say which dose is missing: the vaccines of the programme and what is given most beside
 * it, each by the code under which the packs count it (`vn-vaccines.data.ts`). Words: `declare.vaccines` of the copy.
 */
export const declaredVaccines = {
  bcg: "19",
  "hepatitis-birth": "08",
  "five-in-one": "198",
  "six-in-one": "146",
  "polio-drops": "178",
  "polio-injected": "10",
  rota: "122",
  pneumococcal: "152",
  measles: "05",
  "measles-rubella": "04",
  mmr: "03",
  "japanese-encephalitis": "129",
  dpt: "01",
  "tetanus-diphtheria": "139",
  tetanus: "112",
  hpv: "137",
  "hepatitis-b": "45",
  "hepatitis-a": "85",
  varicella: "21",
  influenza: "88",
  rabies: "90",
  covid: "213",
} as const satisfies Record<string, string>;
export type DeclaredVaccine = keyof typeof declaredVaccines;
