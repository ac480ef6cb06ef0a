import { sql } from "drizzle-orm";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { MeasurementInput, TakeBackInput } from "./inputs.ts";
import { type Numbers, readMeasuredAt, readNumbers } from "./rules.ts";

const MOST_NOTE = 200;

/** The columns of what was measured. */
const columnsOf = (numbers: Numbers) =>
  numbers.kind === "blood-pressure"
    ? { ...numbers, unit: "mmHg" }
    : { ...{ systolic: null, diastolic: null, pulse: null, meal: null }, ...numbers };

/**
 * Ghi số tự đo. The same id again is once, however often it is sent; with `insteadOf` the other one is taken back in the same
 * step. Throws Refused with what has to be mended: a number, `at`, `note`, `too-many`, `gone`.
 */
export async function noteMeasurement(ctx: Context, input: MeasurementInput): Promise<void> {
  const read = readNumbers(input);
  if ("fault" in read) throw new Refused(read.fault);
  if (input.note.length > MOST_NOTE) throw new Refused("note");
  const book = await openBookInHand(ctx, "measurements");
  const { vneid, warehouse } = await whoseBook(book);
  const at = readMeasuredAt(input.at, ctx.now, (vneid ?? warehouse).birthDate);
  if (!at) throw new Refused("at");
  const said = JSON.stringify({ ...columnsOf(read.numbers), note: input.note || null });
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(sql`
      select app.note_measurement(${input.measurementId}::uuid, ${said}::text::jsonb, ${at.toISOString()}::timestamptz,
        ${input.insteadOf ?? null}::uuid) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Bỏ số đo này: it is shown no more. */
export async function takeBackMeasurement(ctx: Context, { measurementId }: TakeBackInput): Promise<void> {
  const book = await openBookInHand(ctx, "measurements");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.take_back_measurement(${measurementId}::uuid) as done`),
  );
  if (!row?.done) throw new NotFound();
}
