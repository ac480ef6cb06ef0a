import type { Context } from "#lib/platform/context.ts";
import type { RoomInput } from "./offer-inputs.ts";
import { throwRefusal } from "./refusals.ts";

/** Mở phòng, or name one anew; it stays in its department. Throws NotAllowed, NotFound, or Refused: name-known. */
export async function keepRoom(ctx: Context, { id, departmentId, name, place }: RoomInput): Promise<void> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.keep_room(${ctx.actor.token}, ${id}, ${departmentId}, ${name}, ${place}) as refusal`;
  throwRefusal(row?.refusal);
}
