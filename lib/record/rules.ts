/** What the person pays: co-payment and what insurance does not cover, as the facility sent them; null when it sent neither. */
export function ownPartVnd(o: { copaymentVnd: number | null; selfPayVnd: number | null }): number | null {
  if (o.copaymentVnd === null && o.selfPayVnd === null) return null;
  return Math.round(((o.copaymentVnd ?? 0) + (o.selfPayVnd ?? 0)) * 100) / 100;
}

export {
  type CareFact,
  type CareKind,
  type CareSheet,
  careFacts,
} from "./care-rules.ts";
export { MOST_TIMES, type Standing, standingOf } from "./condition-rules.ts";
export { type DayPart, type Dose, dayParts, lastDayOf, readDayParts, readDose } from "./dose-rules.ts";
export { type Gathered, gathered } from "./gather-rules.ts";
export { MOST_USUAL_DAYS } from "./missing-rules.ts";
export { isNew } from "./news-rules.ts";
export { type CoursePiece, readCourse, type VitalSign } from "./note-rules.ts";
export { type PaperKind, type PaperRef, paperId, paperRef, shownPaperKinds } from "./paper-rules.ts";
export {
  besideRange,
  type Comparison,
  type Range,
  rangeOf,
  readNumber,
  readRange,
  type Series,
  seriesOf,
} from "./result-rules.ts";
export { stillRunning } from "./running-rules.ts";
export { plain, searchWords } from "./search-rules.ts";
export { isStay } from "./stay-rules.ts";
export {
  isHeldForDoctor,
  kindOfResult,
  notWaiting,
  type ResultKind,
  resultKinds,
  type VisitOfResult,
  type WaitChoice,
  type Waiting,
  waitChoices,
} from "./wait-rules.ts";
