import { facilityNames } from "#lib/facility/index.ts";
import { listFeeNotes, listNotesToPay, listPaying } from "#lib/payment/index.ts";
import { leftToPay, type NoteStanding, standingOfNote } from "#lib/payment/rules.ts";
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
const waits: readonly NoteStanding[] = ["confirming", "checking"];
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
  const listed = (
    note: Omit<ListedFee, "standing"> & { status: string; leftVnd: bigint },
    tries: readonly { status: string; expiresAt: Date }[],
  ): ListedFee => {
    const standing = standingOfNote(note, tries, ctx.now);
    return { ...note, standing, amountVnd: owed.includes(standing) ? note.leftVnd : note.amountVnd };
  };
  const all = [
    ...notes.map((note) =>
      listed({ ...note, leftVnd: leftToPay(note), ofName: undefined }, paying.get(note.noteId) ?? []),
    ),
    ...others.map(({ paying: status, payingUntil: expiresAt, citizenName, ...note }) =>
      listed(
        { ...note, kind: null, ofName: citizenName },
        status && expiresAt ? [{ status, expiresAt }] : [],
      ),
    ),
  ];
  const noted = new Set(notes.map((note) => `${note.facilityCode} ${note.encounterRef}`));
  const visits = costs.flatMap((cost): VisitWithoutNote[] => {
    const ownVnd = ownPartVnd(cost);
    return ownVnd && !noted.has(`${cost.facilityCode} ${cost.encounterRef}`) ? [{ ...cost, ownVnd }] : [];
  });
  const due = all.filter(({ standing }) => owed.includes(standing));
  return {
    due,
    // What waits for the bank, or is looked into, may be paid already.
    toPayVnd: due.reduce(
      (sum, { standing, amountVnd }) => (waits.includes(standing) ? sum : sum + amountVnd),
      0n,
    ),
    paid: all.filter(({ standing }) => !owed.includes(standing) && !nothing.includes(standing)),
    over: all.filter(({ standing }) => nothing.includes(standing)),
    visits,
    names,
    paysForOthers: others.length > 0,
  };
}
