import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { QuietHoursInput, SilenceInput } from "./inputs.ts";
import { choosableGroups } from "./rules.ts";

const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "messages");

/** Chọn việc nào báo bằng SMS: every group whose box was not ticked falls silent. What is about safety cannot. */
export async function chooseSilence(ctx: Context, input: SilenceInput): Promise<void> {
  const silent = choosableGroups.filter((group) => input[`sms-${group}`] === undefined);
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.choose_silence(${`{${silent.join()}}`}::text[])`));
}

/** Chọn giờ yên tĩnh: within them no SMS comes but an urgent one. */
export async function chooseQuietHours(ctx: Context, { quiet, from, to }: QuietHoursInput): Promise<void> {
  if (quiet === "on" && from === to) throw new Refused("same-hours");
  const book = await ownBook(ctx);
  const end = quiet === "off" ? from : to;
  await book.actOnApp((tx) => tx.execute(sql`select app.choose_quiet_hours(${from}::int, ${end}::int)`));
}
