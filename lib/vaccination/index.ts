import "server-only";

export { type Answer, type AnsweredForecast, answerCase, Unanswerable } from "./answer-case.ts";
export { answerLine, type Mistaken } from "./answer-line.ts";
export type { Rules } from "./forecasting/rules-index.ts";
export { ForecastCase } from "./inputs.ts";
export { openPack, type PackName, packNames } from "./packs/open-pack.ts";
