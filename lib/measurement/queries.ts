import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { MeasurementKind, Numbers } from "./rules.ts";
import { measurements } from "./tables.ts";

/** One measurement as it stands: self-declared, by whom. */
export type Measurement = {
  measurementId: string;
  numbers: Numbers;
  at: Date;
  note: string | null;
  /** Who wrote it down: the owner, somebody who acts for them, or staff who helped. */
  toldBy: "owner" | "family" | "helper";
};

type Row = typeof measurements.$inferSelect;

/** The table allows no other shapes. */
function numbersOf({ kind, systolic, diastolic, pulse, value, unit, meal }: Row): Numbers {
  if (kind === "blood-pressure") return { kind, systolic: systolic ?? 0, diastolic: diastolic ?? 0, pulse };
  return { kind, value: value ?? 0, unit, meal } as Numbers;
}

const told = (row: Row): Measurement => ({
  measurementId: row.measurementId,
  numbers: numbersOf(row),
  at: row.measuredAt,
  note: row.note,
  toldBy: row.actorKind === "staff" ? "helper" : row.actorId === row.citizenId ? "owner" : "family",
});

const standing = (book: Book) =>
  and(eq(measurements.citizenId, book.citizenId), isNull(measurements.takenBackAt));

/** The measurements of one kind, the latest first: `most` of them after the first `skip`. */
export async function listMeasurements(
  book: Book,
  o: { kind: MeasurementKind; most: number; skip?: number },
): Promise<Measurement[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select()
      .from(measurements)
      .where(and(standing(book), eq(measurements.kind, o.kind)))
      .orderBy(desc(measurements.measuredAt), desc(measurements.measurementId))
      .limit(o.most)
      .offset(o.skip ?? 0),
  );
  return rows.map(told);
}

/** Of each kind the latest, and how many there are. */
export async function latestMeasurements(
  book: Book,
): Promise<{ kind: MeasurementKind; count: number; latest: Measurement }[]> {
  const rows = await book.readApp((tx) =>
    tx
      .selectDistinctOn([measurements.kind], {
        row: measurements,
        count: sql<number>`(count(*) over (partition by ${measurements.kind}))::int`,
      })
      .from(measurements)
      .where(standing(book))
      .orderBy(measurements.kind, desc(measurements.measuredAt), desc(measurements.measurementId)),
  );
  return rows.map(({ row, count }) => ({ kind: row.kind, count, latest: told(row) }));
}

/** One measurement; null when there is none of that id, or it was taken back. */
export async function findMeasurement(book: Book, measurementId: string): Promise<Measurement | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select()
      .from(measurements)
      .where(and(standing(book), eq(measurements.measurementId, measurementId))),
  );
  return row ? told(row) : null;
}
