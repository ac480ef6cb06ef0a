import type { Database } from "#lib/platform/db.ts";
import { together } from "./together.ts";

/** How many conversations are told of in one statement. */
const TOGETHER = 500;

const tell = together<string, true>(TOGETHER, async (app, cases) => {
  const moved = JSON.stringify([...new Set(cases)]);
  await app.$client`
    select pg_notify('conversation', one) from jsonb_array_elements_text(${moved}::jsonb) one`;
  return cases.map(() => true);
});

/**
 * Báo có điều mới: tells every process that something is new in a conversation, once it is durable. A transaction that both
 * writes and notifies would hold up all the others that do; whoever misses this looks again by themselves.
 */
export function tellConversation(app: Database, caseId: string): void {
  tell(app, caseId).catch(() => {});
}
