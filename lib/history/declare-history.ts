import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { AnswerInput, DeclareInput, TopicInput, WithdrawInput } from "./inputs.ts";
import { findHistoryDraft } from "./queries.ts";
import { answersOf, firstUnanswered, questionOf, readAnswer } from "./rules.ts";

const ownBook = (ctx: Context) => openBookInHand(ctx, "history");

/** Trả lời một câu: keeps one answer of a telling that is not in the book yet. */
export async function answerHistoryQuestion(ctx: Context, input: AnswerInput): Promise<void> {
  const { entryId, topic } = input;
  const question = questionOf(topic, input.question);
  if (!question) throw new NotFound();
  const unknown = input.unknown !== undefined && !question.needed;
  const read = unknown ? { answer: "" } : readAnswer(question, input.answer, Number(ctx.today.slice(0, 4)));
  if ("fault" in read) throw new Refused(read.fault);
  const book = await ownBook(ctx);
  const before = await findHistoryDraft(book, topic, entryId);
  const answers = JSON.stringify({ ...before, [question.name]: read.answer });
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.keep_history_draft(${entryId}::uuid, ${topic}, ${answers}::text::jsonb)`),
  );
}

/** Ghi vào sổ: writes what was answered into the book, as a new entry or a new version of one. */
export async function declareHistory(ctx: Context, { entryId, topic }: DeclareInput): Promise<void> {
  const book = await ownBook(ctx);
  const draft = await findHistoryDraft(book, topic, entryId);
  if (firstUnanswered(topic, draft)) throw new Refused("unanswered");
  const answers = JSON.stringify(answersOf(topic, draft));
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.declare_history(${entryId}::uuid, ${topic}, ${answers}::text::jsonb)`),
  );
}

/** Rút lại: an entry does not count any more; what it said stays in its history. */
export async function withdrawHistory(ctx: Context, { entryId }: WithdrawInput): Promise<void> {
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.withdraw_history(${entryId}::uuid) as done`),
  );
  if (!row?.done) throw new NotFound();
}

/** Không có, hoặc không biết: answers for a whole topic. */
export async function answerHistoryTopic(ctx: Context, { topic, answer }: TopicInput): Promise<void> {
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.answer_history(${topic}, ${answer})`));
}
