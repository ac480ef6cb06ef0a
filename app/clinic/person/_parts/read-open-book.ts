import { type Book, openBook } from "#lib/consent/index.ts";
import type { Part, Purpose } from "#lib/consent/rules.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listHistory } from "#lib/history/index.ts";
import { listMeasurements } from "#lib/measurement/index.ts";
import { measurementKinds } from "#lib/measurement/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  listClosedEncounters,
  listConditions,
  listRecentMedicines,
  listTests,
  listTimeline,
} from "#lib/record/index.ts";
import { stillRunning } from "#lib/record/rules.ts";
import { cursorOf } from "../../../_entry/cursor.ts";
import { type FoundPerson, purposeOf } from "./read-person.ts";

/** How far back an order is looked for that may still run. */
const LOOK_BACK = 184 * 86_400_000;
/** How many visits a page has, and how many conditions and tests stand on it. */
export const VISITS = 20;
const LINES = 20;
/** How many of each kind that the person measured at home. */
const MEASURED = 10;

/** What the person shows at this desk. */
export async function readOpenBook(ctx: Context, found: FoundPerson, after: string | undefined) {
  const { open, citizenId } = found;
  if (!open) throw new Error("no opening");
  return readShown(ctx, { citizenId, purpose: purposeOf(open), parts: open.parts }, after);
}

/** What a person shows, each part opened by itself with a line in their log; what they do not show is null. */
export async function readShown(
  ctx: Context,
  shown: { citizenId: string; purpose: Purpose; parts: readonly string[] },
  after?: string,
) {
  const { citizenId, purpose, parts } = shown;
  const read = async <T>(part: Part, work: (book: Book) => Promise<T>): Promise<T | null> =>
    parts.includes(part) ? work(await openBook(ctx, citizenId, purpose, part)) : null;
  const since = new Date(ctx.now.getTime() - LOOK_BACK);
  const [history, conditions, medicines, results, visits, measured, names] = await Promise.all([
    read("history", listHistory),
    read("conditions", async (book) => {
      const [rows, marks] = await Promise.all([listConditions(book, { most: LINES }), listLineMarks(book)]);
      return { rows, marks };
    }),
    read("medicines", async (book) =>
      stillRunning(await listRecentMedicines(book, { since, most: 100 }), ctx.today),
    ),
    read("results", (book) => listTests(book, { most: LINES })),
    read("encounters", async (book) => {
      const [rows, closed] = await Promise.all([
        listTimeline(book, { most: VISITS + 1, after: cursorOf(after) }),
        listClosedEncounters(book, { most: 1000 }),
      ]);
      return { rows, closed };
    }),
    read("measurements", async (book) =>
      Promise.all(measurementKinds.map((kind) => listMeasurements(book, { kind, most: MEASURED }))),
    ),
    facilityNames(ctx.app),
  ]);
  return { history, conditions, medicines, results, visits, measured, names };
}

export type OpenBook = Awaited<ReturnType<typeof readShown>>;
