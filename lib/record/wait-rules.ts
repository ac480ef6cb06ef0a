/** Loại kết quả, by the cost group (MA_NHOM) of the service it belongs to. */
export const resultKinds = ["lab", "imaging", "function"] as const;
export type ResultKind = (typeof resultKinds)[number];
/** Xem ngay, đợi bác sĩ. */
export const waitChoices = ["at-once", "wait"] as const;
export type WaitChoice = (typeof waitChoices)[number];

/** What a person chose for each kind, and the visits whose results they opened all the same. */
export type Waiting = { choices: Record<ResultKind, WaitChoice>; opened: readonly string[] };
/** Whoever chose nothing sees everything at once. */
export const notWaiting: Waiting = {
  choices: { lab: "at-once", imaging: "at-once", function: "at-once" },
  opened: [],
};

/** MA_NHOM 1 lab, 2 imaging, 3 function; a result without such a service counts as lab. */
export function kindOfResult(costGroup: string | null): ResultKind {
  const group = (costGroup ?? "").trim().replace(/^0+/, "");
  if (group === "2") return "imaging";
  return group === "3" ? "function" : "lab";
}

const says = (text: string | null) => (text ?? "").trim() !== "";

/** The visit of a result, as far as waiting asks. */
export type VisitOfResult = {
  encounterId: string;
  endedAt: Date | null;
  finalDiagnosis: string | null;
  doctorNote: string | null;
};

/**
 * Đợi bác sĩ: a result is held when its reader chose to wait for its kind, until the visit is over with a doctor's word on
 * it, or the reader opens the results of that visit.
 */
export function isHeldForDoctor(
  result: { costGroup: string | null; visit: VisitOfResult },
  waiting: Waiting,
  now: Date,
): boolean {
  const { visit } = result;
  if (waiting.choices[kindOfResult(result.costGroup)] !== "wait") return false;
  if (waiting.opened.includes(visit.encounterId)) return false;
  const over = visit.endedAt !== null && visit.endedAt <= now;
  return !(over && (says(visit.finalDiagnosis) || says(visit.doctorNote)));
}
