/** What may be switched on, beside `normal`. */
export const scenarios = {
  gone: "every browser is gone: 410",
  refused: "nobody may send: 403",
  busy: "429 with Retry-After, and nothing taken",
  down: "503, and nothing taken",
  slow: "takes it, and answers after some seconds",
  lost: "takes it, and hangs up without an answer",
} as const;

/** A scenario by name. */
export type Scenario = keyof typeof scenarios | "normal";

/** Whether a text names a scenario. */
export const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && Object.hasOwn(scenarios, name));
