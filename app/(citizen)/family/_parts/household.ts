import { openBook } from "#lib/consent/index.ts";
import { countUnread, listBooksCaredFor, listInvitations, type Relation } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { countNews, listTasks, type Task } from "#lib/record/index.ts";

/** What the board tells of one book: no content, only that there is something. */
export type BookFacts = { unread: number | null; task: Task | undefined; news: number };
export type CaredFor = { relation: Relation; facts: BookFacts | null };

/** More books than this are named without their facts: each is an opening of its own. */
const MOST = 10;

async function factsOf(ctx: Context, relation: Relation): Promise<BookFacts | null> {
  if (!relation.scopes.includes("record")) return null;
  try {
    const book = await openBook(ctx, relation.citizenId, "for-family", "household");
    const [unread, [task], news] = await Promise.all([
      relation.scopes.includes("messages") ? countUnread(book) : null,
      listTasks(book, ctx.today),
      relation.kind === "representative" ? countNews(book) : 0,
    ]);
    return { unread, task, news };
  } catch (error) {
    // It ended between the list and the opening.
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Bảng gia đình: everybody's books on one page, and who invites the reader. */
export async function householdOf(ctx: Context) {
  const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  const [all, invitations, unread, tasks, news] = await Promise.all([
    listBooksCaredFor(own),
    listInvitations(own),
    countUnread(own),
    listTasks(own, ctx.today),
    countNews(own),
  ]);
  const living = all.filter((one) => standingOf(one, ctx.today) !== "ended");
  const books: CaredFor[] = [];
  for (const relation of living) {
    const holds = standingOf(relation, ctx.today) === "holds" && books.length < MOST;
    books.push({ relation, facts: holds ? await factsOf(ctx, relation) : null });
  }
  const ownFacts: BookFacts = { unread, task: tasks[0], news };
  return { books, invitations, ownFacts };
}
