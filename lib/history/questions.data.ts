/** What a person may tell about. After the blocks of QĐ 831/QĐ-BYT (11/05/2017), TIENSU: DIUNG, BENHTAT, TIENSU_PHAUTHUAT, TIENSU_GIADINH, blood ABO and Rh; whom to call is ours. */
export const topics = ["allergy", "illness", "operation", "family", "blood-group", "contact"] as const;
export type Topic = (typeof topics)[number];

/** One question of one page. A `needed` one has no "I do not know": without its answer there is nothing to tell. */
export type Question = { name: string; needed?: boolean } & (
  | { kind: "choice"; options: readonly string[] }
  | { kind: "text"; most: number }
  | { kind: "year" }
  | { kind: "phone" }
);

/** Câu hỏi: what is asked of each, in this order. */
export const questions: Record<Topic, readonly Question[]> = {
  allergy: [
    { name: "kind", kind: "choice", options: ["medicine", "food", "chemical", "other"] },
    { name: "what", kind: "text", most: 120, needed: true },
    { name: "reaction", kind: "text", most: 200 },
    { name: "since", kind: "year" },
  ],
  illness: [
    { name: "what", kind: "text", most: 120, needed: true },
    { name: "since", kind: "year" },
    { name: "now", kind: "choice", options: ["treated", "untreated", "over"] },
  ],
  operation: [
    { name: "what", kind: "text", most: 120, needed: true },
    { name: "since", kind: "year" },
    { name: "place", kind: "text", most: 120 },
  ],
  family: [
    {
      name: "relative",
      kind: "choice",
      options: ["mother", "father", "sibling", "child", "grandparent", "other"],
    },
    { name: "what", kind: "text", most: 120, needed: true },
  ],
  "blood-group": [
    { name: "group", kind: "choice", options: ["A", "B", "AB", "O"], needed: true },
    { name: "rhesus", kind: "choice", options: ["positive", "negative"] },
  ],
  contact: [
    { name: "name", kind: "text", most: 80, needed: true },
    { name: "relative", kind: "text", most: 40 },
    { name: "phone", kind: "phone", needed: true },
  ],
};
