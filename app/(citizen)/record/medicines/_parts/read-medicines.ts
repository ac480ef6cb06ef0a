import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { listMedicinesByVisit, listRecentMedicines, listSubstances } from "#lib/record/index.ts";
import { stillRunning } from "#lib/record/rules.ts";
import { cursorOf, pageNumber } from "../../../../_entry/cursor.ts";
import type { Params } from "../../../../_entry/page.tsx";
import { unshownIn } from "../../../../_record/unshown.ts";

/** How many medicines a page has, and how many visits. */
const PAGE = 20;
const VISITS = 5;
/** How many running medicines stand open. */
export const MOST_OPEN = 10;
/** How far back an order is looked for that may still run, and how many at most. */
const LOOK_BACK = 184 * 86_400_000;
const MOST_RECENT = 100;

/** What the page of medicines shows. */
export async function medicinesOf(ctx: Context, search: Params) {
  const byVisit = search.by === "visit";
  const after = cursorOf(search.after);
  const page = byVisit && after ? 2 : pageNumber(search.page);
  const book = await openBookInHand(ctx, "medicines");
  const since = new Date(ctx.now.getTime() - LOOK_BACK);
  const [recent, substances, visits, names, unshown] = await Promise.all([
    page === 1 ? listRecentMedicines(book, { since, most: MOST_RECENT }) : [],
    byVisit ? [] : listSubstances(book, { most: PAGE + 1, skip: (page - 1) * PAGE }),
    byVisit ? listMedicinesByVisit(book, { most: VISITS + 1, after }) : [],
    facilityNames(ctx.app),
    unshownIn(ctx, book),
  ]);
  const more = byVisit ? visits.length > VISITS : substances.length > PAGE;
  return {
    running: stillRunning(recent, ctx.today),
    substances: substances.slice(0, PAGE),
    visits: visits.slice(0, VISITS),
    last: byVisit ? visits[VISITS - 1]?.[0] : undefined,
    more,
    page,
    names,
    unshown,
  };
}
