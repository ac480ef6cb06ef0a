import type { Book } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import { type DosesOfBook, listDosesAndWaiting } from "./dose-queries.ts";
import type { DueList } from "./due-rules.ts";
import { isPregnant, type Pregnancy } from "./pregnancy-rules.ts";
import { findPregnancy } from "./tell-pregnancy.ts";
import { type Person, whatIsDue } from "./what-is-due.ts";

/** What a book has for what is due: its doses, what waits, and what its owner tells of a pregnancy, if she reads herself. */
export type ForDue = DosesOfBook & { pregnancy: Pregnancy | null };

/** Reads all of it at once. */
export async function readForDue(book: Book): Promise<ForDue> {
  const [doses, pregnancy] = await Promise.all([listDosesAndWaiting(book), findPregnancy(book)]);
  return { ...doses, pregnancy };
}

/** Đến hạn: what the schedule says to this person on this day; what waits for a station counts for the time being. */
export function dueOf(person: Omit<Person, "pregnancy">, read: ForDue, today: Day): Promise<DueList | null> {
  const pregnancy = isPregnant(read.pregnancy, today) ? read.pregnancy : null;
  return whatIsDue({ ...person, pregnancy }, read.tentative, today);
}

/** A young child's doses are due though its book has none yet; of an older one nobody can tell what only did not arrive. */
const EMPTY_UNTIL_DAYS = 365;

/** Whether what is due is told where nobody asked: on the cover, on the family's board. The number is ours. */
export const isTold = (birthDate: string, read: ForDue, today: Day): boolean =>
  read.doses.length > 0 ||
  isPregnant(read.pregnancy, today) ||
  (Date.parse(today) - Date.parse(birthDate)) / 86_400_000 < EMPTY_UNTIL_DAYS;
