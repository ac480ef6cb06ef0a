import { noteRefusal } from "#lib/consent/index.ts";
import { noteOfPayment } from "#lib/payment/index.ts";
import { standingOfAttempt } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { shop } from "../../../_entry/shop.ts";
import { ownFeesOf, readFee } from "./read-fee.ts";

/** One payment by its reference, with its note, for whoever owes or pays it. Throws NotFound for everybody else. */
export async function readPayment(ctx: Context, reference: string | undefined) {
  const open = shop();
  if (!open || !/^[A-Za-z0-9]{8,40}$/.test(reference ?? "")) throw new NotFound();
  const noteId = await noteOfPayment(await ownFeesOf(ctx), open.terminal.code, reference ?? "");
  if (!noteId) {
    await noteRefusal(ctx, "not-in-this-book", "payment");
    throw new NotFound();
  }
  const fee = await readFee(ctx, noteId);
  const attempt = fee.attempts.find((one) => one.reference === reference);
  if (!attempt) throw new NotFound();
  return { fee, attempt, standing: standingOfAttempt(attempt, ctx.now) };
}
