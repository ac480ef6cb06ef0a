import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import { payAddress, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { PayInput } from "./inputs.ts";
import { MINUTES_TO_PAY } from "./rules.ts";

/** The terminal with which we are paid, and where VNPay sends payers back to. */
export type Shop = { terminal: Terminal; returnUrl: string };

type Begun = {
  refusal: string | null;
  reference: string;
  amount_vnd: string;
  created_at: string;
  expires_at: string;
  language: "vi" | "en";
  payer_address: string;
  note_number: string;
};

/**
 * Thanh toán: where to go to pay a note. Whoever comes second, in another tab or on another phone, goes on with the same
 * payment. Throws NotFound, or Refused: not-open, at-the-desk, being-checked, being-confirmed, too-many.
 */
export async function beginPayment(
  ctx: Context,
  shop: Shop,
  { noteId }: PayInput,
  payer: { address: string; language: "vi" | "en" },
): Promise<{ address: string; expiresAt: Date; reference: string }> {
  const reference = `BS${randomBytes(12).toString("hex").toUpperCase()}`;
  const book = await openBook(ctx, ctx.actor.id, "own-reading", "payment");
  const [begun] = await book.actOnApp((tx) =>
    tx.execute<Begun>(sql`
      select refusal, reference, amount_vnd, created_at, expires_at, language, payer_address, note_number
      from app.begin_payment(${noteId}::uuid, ${shop.terminal.code}, ${reference}, ${payer.language}, ${payer.address}, ${MINUTES_TO_PAY})`),
  );
  if (!begun || begun.refusal === "not-found") throw new NotFound();
  if (begun.refusal) throw new Refused(begun.refusal);
  const expiresAt = new Date(begun.expires_at);
  const address = payAddress(shop.terminal, {
    reference: begun.reference,
    amountVnd: BigInt(begun.amount_vnd),
    // Neither a name nor a diagnosis: this goes to the bank and onto statements.
    about: `Vien phi ${begun.note_number}`,
    createdAt: new Date(begun.created_at),
    expiresAt,
    payerAddress: begun.payer_address,
    returnUrl: shop.returnUrl,
    language: begun.language,
  });
  return { address, expiresAt, reference: begun.reference };
}
