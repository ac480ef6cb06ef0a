import type { Context } from "#lib/platform/context.ts";
import type { CloseInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Đóng khoa, phòng, dịch vụ, or let a name go; who is booked stays booked. Throws NotAllowed, NotFound. */
export async function closeOffered(ctx: Context, { kind, id }: CloseInput): Promise<void> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.close_offered(${ctx.actor.token}, ${kind}, ${id}) as refusal`;
  throwRefusal(row?.refusal);
}
