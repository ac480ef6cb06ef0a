import type { Context } from "#lib/platform/context.ts";
import type { TermsInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Đặt quy định đặt lịch. Throws NotAllowed for anybody but the facility's own desk. */
export async function setTerms(ctx: Context, input: TermsInput): Promise<void> {
  const { daysAhead, leadMinutes, cancelMinutes, noShowLimit, noShowDays, noShowPauseDays } = input;
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.set_terms(${ctx.actor.token}, ${daysAhead}, ${leadMinutes}, ${cancelMinutes}, ${noShowLimit}::integer, ${noShowDays}, ${noShowPauseDays}) as refusal`;
  throwRefusal(row?.refusal);
}
