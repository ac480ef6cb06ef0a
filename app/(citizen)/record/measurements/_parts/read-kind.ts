import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listGrowth } from "#lib/history/index.ts";
import { listMeasurements } from "#lib/measurement/index.ts";
import type { MeasurementKind } from "#lib/measurement/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { listWeights } from "#lib/record/index.ts";

const PAGE = 30;

/** A weight that was noted elsewhere: by a facility, or on the page of weight and height. */
export type OtherWeight = { id: string; on: string; weightKg: number; facilityCode: string | null };

/** What the page of one kind shows. Weights that were told elsewhere stand beside: nobody tells the same twice. */
export async function readKind(ctx: Context, kind: MeasurementKind, page: number) {
  const book = await openBookInHand(ctx, "measurements");
  const weighs = kind === "weight" && page === 1;
  const [lines, { vneid, warehouse }, grown, visited, names] = await Promise.all([
    listMeasurements(book, { kind, most: PAGE + 1, skip: (page - 1) * PAGE }),
    whoseBook(book),
    weighs ? listGrowth(book) : [],
    weighs ? listWeights(book) : [],
    facilityNames(ctx.app),
  ]);
  const others: OtherWeight[] = [
    ...grown.flatMap(({ id, on, weightKg }) =>
      weightKg === null ? [] : { id, on, weightKg, facilityCode: null },
    ),
    ...visited.map(({ encounterId, ...one }) => ({ ...one, id: encounterId })),
  ];
  return {
    lines: lines.slice(0, PAGE),
    more: lines.length > PAGE,
    others: others.sort((a, b) => b.on.localeCompare(a.on)),
    born: (vneid ?? warehouse).birthDate,
    names,
  };
}

export type KindRead = Awaited<ReturnType<typeof readKind>>;
