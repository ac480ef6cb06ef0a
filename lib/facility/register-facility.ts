import type { Context } from "#lib/platform/context.ts";
import type { RegisterFacilityInput } from "./inputs.ts";
import { forgetFacilityNames } from "./queries.ts";
import { throwRefusal } from "./refusals.ts";

/** Thêm cơ sở. Throws NotAllowed for anybody but the authority, Refused `facility-known` for a code that is taken. */
export async function registerFacility(
  ctx: Context,
  { facilityCode, name, level, wardCode }: RegisterFacilityInput,
): Promise<{ facilityCode: string }> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.register_facility(${ctx.actor.token}, ${facilityCode}, ${name}, ${level}, ${wardCode}) as refusal`;
  throwRefusal(row?.refusal);
  forgetFacilityNames(ctx.app);
  return { facilityCode };
}
