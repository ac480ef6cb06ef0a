import type { Database } from "#lib/platform/db.ts";

type Post = { cases: Set<string>; busy: boolean };
const posts = new WeakMap<Database, Post>();

async function deliver(app: Database, post: Post): Promise<void> {
  post.busy = true;
  // Those of one moment go together already the first time.
  await new Promise((resolve) => setImmediate(resolve));
  while (post.cases.size > 0) {
    const cases = JSON.stringify([...post.cases]);
    post.cases = new Set();
    await app.$client`
      select pg_notify('conversation', one) from jsonb_array_elements_text(${cases}::jsonb) one`.catch(
      () => {},
    );
  }
  post.busy = false;
}

/**
 * Báo có điều mới: tells every process that something is new in a conversation, once it is durable. Those of one moment go
 * in one statement. A transaction that both writes and notifies would hold up all the others that do; whoever misses this
 * looks again by themselves.
 */
export function tellConversation(app: Database, caseId: string): void {
  const post = posts.get(app) ?? { cases: new Set(), busy: false };
  posts.set(app, post);
  post.cases.add(caseId);
  if (!post.busy) void deliver(app, post);
}
