import type { Context } from "#lib/platform/context.ts";
import type { AmendFacilityInput } from "./inputs.ts";
import { forgetFacilityNames } from "./queries.ts";
import { throwRefusal } from "./refusals.ts";

/** Sửa thông tin cơ sở; what was there before stays in its log. Throws NotAllowed for anybody but the authority. */
export async function amendFacility(
  ctx: Context,
  { facilityCode, name, level, wardCode }: AmendFacilityInput,
): Promise<{ facilityCode: string }> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.amend_facility(${ctx.actor.token}, ${facilityCode}, ${name}, ${level}, ${wardCode}) as refusal`;
  throwRefusal(row?.refusal);
  forgetFacilityNames(ctx.app);
  return { facilityCode };
}
