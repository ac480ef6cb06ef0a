import type { Context } from "#lib/platform/context.ts";
import type { PractitionerInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Thêm người khám, or correct a name. Throws NotAllowed, NotFound. */
export async function keepPractitioner(
  ctx: Context,
  { id, departmentId, name }: PractitionerInput,
): Promise<void> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.keep_practitioner(${ctx.actor.token}, ${id}, ${departmentId}, ${name}) as refusal`;
  throwRefusal(row?.refusal);
}
