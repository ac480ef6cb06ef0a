/** What may be switched on, beside `normal`. */
export const scenarios = {
  refused: "no number is known",
  slow: "takes the SMS, and answers after some seconds",
  down: "answers 503 and takes nothing",
  lost: "takes the SMS, and hangs up without an answer",
  twice: "answers every SMS as one it has had before",
  garbage: "answers something that is no reply, and takes nothing",
} as const;

/** A scenario by name. */
export type Scenario = keyof typeof scenarios | "normal";

/** Whether a text names a scenario. */
export const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && Object.hasOwn(scenarios, name));

/** A number that no network knows, in every scenario: for trying out what a wrong number does. */
export const UNKNOWN_NUMBER = "0900000000";
