import { eq, sql } from "drizzle-orm";
import { type Book, openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import { declaredDay } from "./declared-rules.ts";
import type { PregnancyInput } from "./pregnancy-inputs.ts";
import { mayBeDue, type Pregnancy } from "./pregnancy-rules.ts";
import { pregnancies } from "./pregnancy-tables.ts";

const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "vaccination");

/** Tôi đang mang thai: until the child is there, or until she says otherwise. Told again it is mended. */
export async function tellPregnancy(ctx: Context, input: PregnancyInput): Promise<void> {
  const parts = { day: input["due.day"], month: input["due.month"], year: input["due.year"] };
  const asked = input.unknown === undefined;
  const read = declaredDay(parts, ctx.today.slice(0, 4), `${Number(ctx.today.slice(0, 4)) + 2}-01-01`);
  if (asked && ("fault" in read || read.on.length < 10 || !mayBeDue(read.on, ctx.today)))
    throw new Refused("due");
  const dueOn = asked && "on" in read ? read.on : null;
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.tell_pregnancy(${dueOn}::date, ${ctx.today}::date)`));
}

/** Tôi không còn mang thai: no reason is asked. */
export async function endPregnancy(ctx: Context): Promise<void> {
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.end_pregnancy(${ctx.today}::date)`));
}

/** What its owner told; null where she told nothing, or somebody else reads. */
export async function findPregnancy(book: Book): Promise<Pregnancy | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ dueOn: pregnancies.dueOn, toldOn: pregnancies.toldOn, endedOn: pregnancies.endedOn })
      .from(pregnancies)
      .where(eq(pregnancies.citizenId, book.citizenId)),
  );
  return row ?? null;
}
