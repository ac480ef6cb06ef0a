import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { pauseAfter } from "./rules.ts";

/**
 * One try of a delivery: what became of it, and when it is tried next. No answer is `unknown` and tried again, until nobody
 * waits for it any more: then it is `given-up`.
 */
export async function tryToSend<Outcome extends string>(
  send: () => Promise<Outcome>,
  attempt: number,
  now: Date,
): Promise<{ outcome: Outcome | "unknown" | "given-up"; next: Date }> {
  const outcome = await send().catch((error: unknown) => {
    if (!(error instanceof GatewayUnavailable)) throw error;
    return "unknown" as const;
  });
  const pause = outcome === "unknown" ? pauseAfter(attempt) : 0;
  return {
    outcome: pause === null ? "given-up" : outcome,
    next: new Date(now.getTime() + (pause ?? 0) * 60_000),
  };
}
