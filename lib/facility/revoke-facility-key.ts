import type { Context } from "#lib/platform/context.ts";
import type { RevokeFacilityKeyInput } from "./inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Thu hồi khóa gửi hồ sơ, at once and for good. Throws NotAllowed for anybody but the authority. */
export async function revokeFacilityKey(
  ctx: Context,
  { facilityCode, keyId }: RevokeFacilityKeyInput,
): Promise<{ facilityCode: string }> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.revoke_facility_key(${ctx.actor.token}, ${facilityCode}, ${keyId}::bigint) as refusal`;
  throwRefusal(row?.refusal);
  return { facilityCode };
}
