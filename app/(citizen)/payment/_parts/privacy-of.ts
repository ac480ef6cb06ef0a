import type { FeeNote } from "#lib/payment/index.ts";
import { findVisitOfNote, privateBecause } from "#lib/record/index.ts";
import type { Fee } from "./read-fee.ts";

/**
 * The visit of one's own note, and what of it is private: `closed` while it is so and not opened, `telling` where no claim
 * is here yet and the names of the lines tell something, `private` in either case and also while the visit is open.
 */
export async function privacyOf(
  book: Fee["book"],
  note: Pick<FeeNote, "facilityCode" | "encounterRef" | "lines">,
) {
  const visit = note.encounterRef ? await findVisitOfNote(book, note.facilityCode, note.encounterRef) : null;
  // A visit that is known says itself whether it is private; until then the names of the lines do.
  const telling =
    !visit &&
    privateBecause({
      conditionCodes: [],
      names: note.lines.map(({ name }) => name),
      paperKinds: [],
      patientCategory: null,
    }).length > 0;
  return { visit, telling, closed: visit?.closed ?? false, private: visit?.private ?? telling };
}
