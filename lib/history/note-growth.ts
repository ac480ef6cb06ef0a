import { and, eq, isNull, sql } from "drizzle-orm";
import { type Book, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { type Measured, readMeasure } from "./growth-rules.ts";
import { growthPoints } from "./growth-tables.ts";
import type { GrowthInput, TakeBackGrowthInput } from "./inputs.ts";

/** The whole day of three numbers; null when there is none. */
function dayOf(input: GrowthInput): string | null {
  const parts = [input["on.year"], input["on.month"].padStart(2, "0"), input["on.day"].padStart(2, "0")];
  const day = parts.map((part) => part.trim()).join("-");
  const read = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(read.getTime()) &&
    read.toISOString().startsWith(day)
    ? day
    : null;
}

/** Ghi cân nặng, chiều cao: what a family measured. Sent twice it is one. Throws Refused: `day`, `weight`, `height`, `nothing`, `too-many`. */
export async function noteGrowth(ctx: Context, input: GrowthInput): Promise<void> {
  const book = await openBookInHand(ctx, "history");
  const { vneid, warehouse } = await whoseBook(book);
  const on = dayOf(input);
  if (on === null || on > ctx.today || on < (vneid?.birthDate ?? warehouse.birthDate))
    throw new Refused("day");
  const [weight, height] = [readMeasure(input.weight, "weight"), readMeasure(input.height, "height")];
  if (weight === undefined) throw new Refused("weight");
  if (height === undefined) throw new Refused("height");
  if (weight === null && height === null) throw new Refused("nothing");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ answer: string }>(sql`
      select app.note_growth(${input.pointId}::uuid, ${on}::date, ${weight}::numeric, ${height}::numeric) as answer`),
  );
  if (row?.answer !== "noted") throw new Refused("too-many");
}

/** Bỏ số đo này. */
export async function takeBackGrowth(ctx: Context, { pointId }: TakeBackGrowthInput): Promise<void> {
  const book = await openBookInHand(ctx, "history");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.take_back_growth(${pointId}::uuid) as done`),
  );
  if (!row?.done) throw new NotFound();
}

/** What a family measured, the latest first. */
export async function listGrowth(book: Book): Promise<Measured[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select({
        id: growthPoints.pointId,
        on: growthPoints.measuredOn,
        weightKg: growthPoints.weightKg,
        heightCm: growthPoints.heightCm,
      })
      .from(growthPoints)
      .where(and(eq(growthPoints.citizenId, book.citizenId), isNull(growthPoints.takenBackAt)))
      .orderBy(sql`${growthPoints.measuredOn} desc`)
      .limit(500),
  );
  return rows.map((row) => ({ ...row, facilityCode: null }));
}
