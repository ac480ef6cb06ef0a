import type { Context } from "#lib/platform/context.ts";
import type { PlaceInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Ghi nơi khám: where the facility is and how it is reached. Throws NotAllowed for anybody but its own desk. */
export async function describePlace(ctx: Context, input: PlaceInput): Promise<void> {
  const { address, phone, latitude, longitude, arrival } = input;
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.describe_place(${ctx.actor.token}, ${address}, ${phone}, ${latitude}::double precision, ${longitude}::double precision, ${arrival}) as refusal`;
  throwRefusal(row?.refusal);
}
