import type { Context } from "#lib/platform/context.ts";
import type { DepartmentInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Mở khoa, phòng khám, or name one anew. Throws NotAllowed, NotFound, or Refused: name-known. */
export async function keepDepartment(ctx: Context, { id, name }: DepartmentInput): Promise<void> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.keep_department(${ctx.actor.token}, ${id}, ${name}) as refusal`;
  throwRefusal(row?.refusal);
}
