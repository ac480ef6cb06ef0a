import { sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { CallInput, CloseCallInput } from "./inputs.ts";

/** Opens the desk for this one line, which leaves its row in the desk's log, and acts. */
async function workOn(ctx: Context, callId: string, act: string): Promise<{ callId: string }> {
  const desk = await openDesk(ctx, "call-people", "call", callId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(sql`select app.work_on_call(${callId}::uuid, ${act}) as refusal`),
  );
  if (row?.refusal === "not-found") throw new NotFound();
  if (row?.refusal) throw new Refused(row.refusal);
  return { callId };
}

/** Nhận gọi: takes a line for half an hour; nobody else may meanwhile. Throws Refused (`taken`, `closed`), NotFound. */
export const takeCall = (ctx: Context, { callId }: CallInput) => workOn(ctx, callId, "taken");

/** Trả lại dòng: somebody else may take it. */
export const giveBackCall = (ctx: Context, { callId }: CallInput) => workOn(ctx, callId, "given-back");

/** Ghi kết quả gọi: closes the line. Throws Refused (`choose`, `taken`, `not-taken`, `closed`), NotFound. */
export async function closeCall(
  ctx: Context,
  { callId, outcome }: CloseCallInput,
): Promise<{ callId: string }> {
  if (!outcome) throw new Refused("choose");
  return workOn(ctx, callId, outcome);
}
