import type { Context } from "#lib/platform/context.ts";
import type { ServiceInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Mở dịch vụ, or change its price and words; who is booked keeps the price of that day. Throws NotAllowed, NotFound, or Refused: name-known. */
export async function keepService(ctx: Context, input: ServiceInput): Promise<void> {
  const { id, departmentId, name, reasons, priceVnd, insuredVnd, bring, warningTitle, warningText } = input;
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.keep_service(${ctx.actor.token}, ${id}, ${departmentId}, ${name},
      array(select jsonb_array_elements_text(${JSON.stringify(reasons)}::text::jsonb)), ${priceVnd}::bigint, ${insuredVnd}::bigint,
      array(select jsonb_array_elements_text(${JSON.stringify(bring)}::text::jsonb)), ${warningTitle}, ${warningText}) as refusal`;
  throwRefusal(row?.refusal);
}
