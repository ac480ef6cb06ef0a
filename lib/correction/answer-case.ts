import { DrizzleQueryError, type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, Refused } from "#lib/platform/errors.ts";
import type { AnswerInput, CaseInput, SayInput, TakeInput } from "./inputs.ts";

const codeOf = (error: unknown) =>
  error instanceof DrizzleQueryError && error.cause instanceof postgres.PostgresError ? error.cause.code : "";

/**
 * One step of a clerk at a case: a function of the database that asks whose desk it is and who acts, and leaves its row in
 * the same transaction. Throws Refused with why not: `already` answered, `appealed` to the authority, `not-taken`,
 * `not-yours`; NotAllowed at another facility's desk.
 */
export async function act(ctx: Context, caseId: string, step: SQL): Promise<{ caseId: string }> {
  const desk = await openDesk(ctx, "answer-corrections", "correction", caseId);
  const [row] = await desk
    .actOnApp((tx) => tx.execute<{ answer: string }>(step))
    .catch((error: unknown) => {
      if (codeOf(error) === "42501") throw new NotAllowed();
      throw codeOf(error) === "23514" ? new Refused("answer") : error;
    });
  if (row?.answer !== "done") throw new Refused(row?.answer ?? "refused");
  return { caseId };
}

/** Nhận việc: one clerk takes a case; with `over`, from another clerk. */
export function takeCase(ctx: Context, { caseId, over }: TakeInput) {
  return act(ctx, caseId, sql`select app.take_correction(${caseId}::uuid, ${over !== undefined}) as answer`);
}

/** Bắt đầu kiểm tra. */
export function checkCase(ctx: Context, { caseId }: CaseInput) {
  return act(ctx, caseId, sql`select app.check_correction(${caseId}::uuid) as answer`);
}

/** Nhắn cho người dân: sent twice it counts once. */
export function writeToPerson(ctx: Context, { caseId, entryId, said }: SayInput) {
  return act(
    ctx,
    caseId,
    sql`select app.say_at_correction(${caseId}::uuid, ${entryId}::uuid, ${said}) as answer`,
  );
}

/** Trả lời: mended, annotated, refused or ruled out. The first clerk's answer stands; the second is told so. */
export function answerCase(ctx: Context, { caseId, choice, text, mendedTo }: AnswerInput) {
  const isNote = choice === "being-verified" || choice === "person-disagrees";
  const [answer, note] = isNote ? ["annotated", choice] : [choice, null];
  return act(
    ctx,
    caseId,
    sql`select app.answer_correction(${caseId}::uuid, ${answer}, ${text}, ${mendedTo}, ${note}) as answer`,
  );
}
