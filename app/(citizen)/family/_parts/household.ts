import { listComing } from "#lib/booking/index.ts";
import { type Book, openBook, whoseBook } from "#lib/consent/index.ts";
import { countUnreadByPerson, listBooksCaredFor, listInvitations, type Relation } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import { listNotesToPay, listOpenNotes } from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { countNews, listTasks, type Task } from "#lib/record/index.ts";
import { countOpenCases } from "#lib/teleconsult/index.ts";
import { dueOf, isTold, readForDue } from "#lib/vaccination/index.ts";
import { ownFeesOf } from "../../payment/_parts/read-fee.ts";

/** What the board tells of one book: no content, only that there is something; null for what was not given. */
export type BookFacts = {
  unread: number | null;
  /** What is to be paid, in whole đồng. */
  fees: bigint | null;
  /** The day of the next visit; undefined when none is booked. */
  visit: { on: string | undefined } | null;
  /** How many questions to a doctor are not answered yet. */
  questions: number | null;
  record: { task: Task | undefined; news: number; doses: number } | null;
};
export type CaredFor = { relation: Relation; facts: BookFacts | null };

/** More books than this are named without what is in their record: each is an opening of its own. */
const MOST = 10;

/** How many doses are due; what they are stands in that book. */
async function countDueDoses(book: Book, today: string): Promise<number> {
  const [{ warehouse, vneid }, read] = await Promise.all([whoseBook(book), readForDue(book)]);
  const person = { ...warehouse, birthDate: vneid?.birthDate ?? warehouse.birthDate };
  return isTold(person.birthDate, read, today) ? ((await dueOf(person, read, today))?.due.length ?? 0) : 0;
}

async function recordOf(ctx: Context, relation: Relation): Promise<BookFacts["record"]> {
  if (!relation.scopes.includes("record")) return null;
  try {
    const book = await openBook(ctx, relation.citizenId, "for-family", "household");
    const [[task], news, doses] = await Promise.all([
      listTasks(book, ctx.today),
      relation.kind === "representative" ? countNews(book) : 0,
      countDueDoses(book, ctx.today),
    ]);
    return { task, news, doses };
  } catch (error) {
    // It ended between the list and the opening.
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** The next visit, for whom one may book. The day alone: what for stands in that book. */
async function visitOf(ctx: Context, relation: Relation): Promise<BookFacts["visit"]> {
  if (!relation.scopes.includes("booking")) return null;
  try {
    const [next] = await listComing(
      await openBook(ctx, relation.citizenId, "for-family", "booking"),
      ctx.today,
    );
    return { on: next?.day };
  } catch (error) {
    // It ended between the list and the opening.
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** How many questions wait for a doctor, for whom one may ask. What was asked stands in that book. */
async function questionsOf(ctx: Context, relation: Relation): Promise<BookFacts["questions"]> {
  if (!relation.scopes.includes("teleconsult")) return null;
  try {
    return await countOpenCases(await openBook(ctx, relation.citizenId, "for-family", "teleconsult"));
  } catch (error) {
    // It ended between the list and the opening.
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** What is to be paid: one's own, and of others by the name under which one pays for them. */
async function feesOf(ctx: Context, paysForOthers: boolean) {
  const book = await ownFeesOf(ctx);
  const [notes, others] = await Promise.all([listOpenNotes(book), paysForOthers ? listNotesToPay(book) : []]);
  const byName = new Map<string, bigint>();
  for (const { citizenName, leftVnd, status } of others)
    if (status === "open") byName.set(citizenName, (byName.get(citizenName) ?? 0n) + leftVnd);
  return { own: notes.reduce((sum, note) => sum + leftToPay(note), 0n), byName };
}

/** Bảng gia đình: everybody's books on one page, and who invites the reader. */
export async function householdOf(ctx: Context) {
  const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  const [all, invitations, unread, tasks, news, [visit], doses, questions] = await Promise.all([
    listBooksCaredFor(own),
    listInvitations(own),
    countUnreadByPerson(own),
    listTasks(own, ctx.today),
    countNews(own),
    listComing(own, ctx.today),
    countDueDoses(own, ctx.today),
    countOpenCases(own),
  ]);
  const living = all.filter((one) => standingOf(one, ctx.today) !== "ended");
  const fees = await feesOf(
    ctx,
    living.some((one) => one.scopes.includes("payment")),
  );
  const books: CaredFor[] = [];
  for (const relation of living) {
    const holds = standingOf(relation, ctx.today) === "holds";
    const facts = holds && {
      unread: relation.scopes.includes("messages") ? (unread.get(relation.citizenId) ?? 0) : null,
      fees: relation.scopes.includes("payment") ? (fees.byName.get(relation.citizenName) ?? 0n) : null,
      visit: books.length < MOST ? await visitOf(ctx, relation) : null,
      questions: books.length < MOST ? await questionsOf(ctx, relation) : null,
      record: books.length < MOST ? await recordOf(ctx, relation) : null,
    };
    books.push({ relation, facts: facts || null });
  }
  const ownFacts: BookFacts = {
    unread: unread.get("own") ?? 0,
    fees: fees.own,
    visit: { on: visit?.day },
    questions,
    record: { task: tasks[0], news, doses },
  };
  return { books, invitations, ownFacts };
}
