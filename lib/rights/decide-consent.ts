import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { GiveConsentInput, WithdrawConsentInput } from "./inputs.ts";

type Answer = { refusal: string | null };
const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "consents");

/** Đồng ý: to the wording that was shown. Throws Refused when there is a newer one. Twice is once. */
export async function giveConsent(ctx: Context, { purpose, version }: GiveConsentInput): Promise<void> {
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Answer>(sql`select app.give_consent(${purpose}, ${version}::int) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Rút đồng ý, hoặc phản đối: what it was for stops in the same transaction. Twice is once. */
export async function withdrawConsent(ctx: Context, { purpose }: WithdrawConsentInput): Promise<void> {
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute<Answer>(sql`select app.withdraw_consent(${purpose}) as refusal`));
}
