import { facilityNames } from "#lib/facility/index.ts";
import { listFeeNotes, listNotesToPay, listPaying } from "#lib/payment/index.ts";
import { type NoteStanding, standingOfNote } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { listVisitCosts, type VisitCost } from "#lib/record/index.ts";
import { ownPartVnd } from "#lib/record/rules.ts";
import { ownFeesOf } from "./read-fee.ts";

/** One note of the household, in a list. */
export type ListedFee = {
  noteId: string;
  facilityCode: string;
  issuedOn: string;
  amountVnd: bigint;
  kind: string | null;
  standing: NoteStanding;
  ofName: string | undefined;
};
/** A visit whose claim tells a cost, and for which no note came: history, never a debt. */
export type VisitWithoutNote = VisitCost & { ownVnd: number };

const MOST_VISITS = 60;
const owed: readonly NoteStanding[] = ["due", "at-the-desk", "paying", "confirming", "checking"];
const nothing: readonly NoteStanding[] = ["insured", "void"];

/** Viện phí của cả nhà: what is owed, what was paid, what needs no paying, and visits without a note. */
export async function feesOf(ctx: Context) {
  const book = await ownFeesOf(ctx);
  const [notes, paying, others, costs, names] = await Promise.all([
    listFeeNotes(book),
    listPaying(book),
    listNotesToPay(book),
    listVisitCosts(book, { most: MOST_VISITS }),
    facilityNames(ctx.app),
  ]);
  const all: ListedFee[] = [
    ...notes.map((note) => ({
      ...note,
      standing: standingOfNote(note, paying.get(note.noteId) ?? [], ctx.now),
      ofName: undefined,
    })),
    ...others.map((note) => ({
      ...note,
      kind: null,
      // When a try of somebody else ends is read on the note's own page.
      standing: standingOfNote(
        note,
        note.paying ? [{ status: note.paying, expiresAt: new Date(8.64e15) }] : [],
        ctx.now,
      ),
      ofName: note.citizenName,
    })),
  ];
  const noted = new Set(notes.map((note) => `${note.facilityCode} ${note.encounterRef}`));
  const visits = costs.flatMap((cost): VisitWithoutNote[] => {
    const ownVnd = ownPartVnd(cost);
    return ownVnd && !noted.has(`${cost.facilityCode} ${cost.encounterRef}`) ? [{ ...cost, ownVnd }] : [];
  });
  return {
    due: all.filter(({ standing }) => owed.includes(standing)),
    paid: all.filter(({ standing }) => !owed.includes(standing) && !nothing.includes(standing)),
    over: all.filter(({ standing }) => nothing.includes(standing)),
    visits,
    names,
    paysForOthers: others.length > 0,
  };
}
