import { setTimeout as sleep } from "node:timers/promises";
import { log, summaryOf } from "#lib/platform/log.ts";

/** How often to look when nothing waits: a sender expects an answer within a second. */
const LOOK_EVERY_MS = 250;
const AFTER_A_FAULT_MS = 1000;

/** Does work that comes at any moment, `hands` pieces at a time: `work` answers false when none waits. */
export function keepDoing(
  name: string,
  hands: number,
  work: () => Promise<boolean>,
  lookEveryMs = LOOK_EVERY_MS,
) {
  let stopping = false;
  async function hand(): Promise<void> {
    while (!stopping) {
      const pause = await work().then(
        (found) => (found ? 0 : lookEveryMs),
        (error: unknown) => {
          log("work.failed", { name, error: summaryOf(error) });
          return AFTER_A_FAULT_MS;
        },
      );
      if (pause > 0) await sleep(pause);
    }
  }
  const all = Promise.all(Array.from({ length: hands }, hand));
  return {
    /** Takes no more work, and waits for what is under way: at most `ms`. */
    async stop(ms: number): Promise<void> {
      stopping = true;
      await Promise.race([all, sleep(ms)]);
    },
  };
}
