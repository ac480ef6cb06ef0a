import { createHash, randomBytes } from "node:crypto";
import type { Context } from "#lib/platform/context.ts";
import type { IssueFacilityKeyInput } from "./inputs.ts";
import { throwRefusal } from "./refusals.ts";
import { KEY_PREFIX } from "./rules.ts";

/** What is kept of a key. */
export const hashOfKey = (key: string): Buffer => createHash("sha256").update(key).digest();

/** A new key: 256 random bits behind a prefix that names it. */
export const makeFacilityKey = (): string => KEY_PREFIX + randomBytes(32).toString("base64url");

/**
 * Cấp khóa gửi hồ sơ. The key itself is in the answer and nowhere else; older ones go on until they are revoked. Throws
 * NotAllowed for anybody but the authority, Refused `too-many-keys` when three are living.
 */
export async function issueFacilityKey(
  ctx: Context,
  { facilityCode }: IssueFacilityKeyInput,
): Promise<{ keyId: number; key: string }> {
  const key = makeFacilityKey();
  const [row] = await ctx.app.$client<{ key_id: string | null; refusal: string | null }[]>`
    select * from app.issue_facility_key(${ctx.actor.token}, ${facilityCode}, ${hashOfKey(key)}::bytea)`;
  throwRefusal(row?.refusal);
  return { keyId: Number(row?.key_id), key };
}
