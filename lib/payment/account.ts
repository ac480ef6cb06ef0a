import { sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { AccountChoice, AccountInput } from "./inputs.ts";

async function decided(ctx: Context, statement: ReturnType<typeof sql>): Promise<void> {
  const desk = await openDesk(ctx, "collect-fees", "fees");
  const [row] = await desk.actOnApp((tx) => tx.execute<{ refusal: string | null }>(statement));
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
}

/** Nêu tài khoản nhận tiền của một cơ sở, at the authority's desk; in use once another officer confirms it. Throws NotFound. */
export const nameAccount = (ctx: Context, o: AccountInput) =>
  decided(
    ctx,
    sql`select app.name_account(${o.facilityCode}, ${o.bankBin}, ${o.accountNumber}, ${o.accountName}) as refusal`,
  );

/** Xác nhận tài khoản nhận tiền, by a second officer. Throws NotFound, or Refused: second-person, already-ended. */
export const confirmAccount = (ctx: Context, { accountId }: AccountChoice) =>
  decided(ctx, sql`select app.confirm_account(${accountId}::uuid) as refusal`);
