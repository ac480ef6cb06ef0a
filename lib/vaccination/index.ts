import "server-only";

export { type Answer, type AnsweredForecast, answerCase, Unanswerable } from "./answer-case.ts";
export { answerLine, type Mistaken } from "./answer-line.ts";
export {
  type DosesOfBook,
  findDose,
  listDoses,
  listDosesAndWaiting,
  type WaitingDose,
} from "./dose-queries.ts";
export type { Dose } from "./dose-rules.ts";
export { type DoseFiling, type FiledDose, fileDoses, withdrawDoses } from "./file-doses.ts";
export type { Rules } from "./forecasting/rules-index.ts";
export { ForecastCase } from "./inputs.ts";
export { type KnownVaccine, type KnownVaccines, knownVaccines } from "./known-vaccines.ts";
export { openPack, type PackName, packNames } from "./packs/open-pack.ts";
export { whatIsDue } from "./what-is-due.ts";
export { keepDue, workDue } from "./work-due.ts";
