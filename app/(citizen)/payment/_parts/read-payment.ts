import { standingOfAttempt } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { readFee } from "./read-fee.ts";

/** One payment of a note by its reference, for whoever owes or pays it. Throws NotFound for everybody else. */
export async function readPayment(ctx: Context, { noteId, reference }: Record<string, string | undefined>) {
  const fee = await readFee(ctx, noteId);
  const attempt = fee.attempts.find((one) => one.reference === reference);
  if (!attempt) throw new NotFound();
  return { fee, attempt, standing: standingOfAttempt(attempt, ctx.now) };
}
