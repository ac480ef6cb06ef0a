import { type SQL, sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Conflict, NotFound, Refused } from "#lib/platform/errors.ts";
import type { AnswerRightInput, ExtendRightInput, TakeRightInput } from "./inputs.ts";
import { findRightAtDesk } from "./queries.ts";
import { latestExtension } from "./rules.ts";

const openOne = (ctx: Context, requestId: string) =>
  openDesk(ctx, "answer-rights", "rights-request", requestId);

/** Throws Conflict when somebody was faster, Refused with what the rule says. */
async function decide(ctx: Context, requestId: string, decision: SQL): Promise<{ requestId: string }> {
  const desk = await openOne(ctx, requestId);
  const [row] = await desk.actOnApp((tx) => tx.execute<{ refusal: string | null }>(decision));
  const refusal = row?.refusal;
  if (refusal === "taken" || refusal === "not-open") throw new Conflict();
  if (refusal) throw new Refused(refusal);
  return { requestId };
}

/** Nhận việc: the first has it; `from` is the officer from whom it is taken over. */
export function takeRight(ctx: Context, { requestId, from }: TakeRightInput) {
  return decide(ctx, requestId, sql`select app.take_right(${from || null}::uuid) as refusal`);
}

/** Gia hạn: once, to the latest day that the law gives, with the reason. */
export async function extendRight(ctx: Context, { requestId, because }: ExtendRightInput) {
  const found = await findRightAtDesk(await openOne(ctx, requestId));
  if (!found) throw new NotFound();
  const dueOn = latestExtension(found.kind, found.dueOn);
  return decide(ctx, requestId, sql`select app.extend_right(${dueOn}::date, ${because}) as refusal`);
}

/** Trả lời: once, by whoever has it, in words; the person is told. */
export function answerRight(ctx: Context, { requestId, outcome, answer }: AnswerRightInput) {
  return decide(ctx, requestId, sql`select app.answer_right(${outcome}, ${answer}) as refusal`);
}
