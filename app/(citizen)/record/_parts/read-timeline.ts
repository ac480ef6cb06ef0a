import { CLOSED_SHOWN } from "#components/record/closed-visits.tsx";
import type { Unshown } from "#components/record/unshown.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  type Cursor,
  listClosedEncounters,
  listMoves,
  listTimeline,
  timelineChoices,
} from "#lib/record/index.ts";
import { plain, searchWords } from "#lib/record/rules.ts";
import { cursorOf, cursorText } from "../../../_entry/cursor.ts";
import type { Params } from "../../../_entry/page.tsx";

/** How many visits a page has. */
export const PAGE = 20;

const OFFSET = "+07:00";

/** What the address asks for, as far as it can be understood; the rest is left out. */
export function askedOf(search: Params) {
  const year = /^(19|20)\d\d$/.test(search.year ?? "") ? search.year : undefined;
  return {
    find: search.find?.trim().slice(0, 100) || undefined,
    year,
    facility: search.facility?.slice(0, 20) || undefined,
    kind: search.kind?.slice(0, 10) || undefined,
    after: cursorOf(search.after),
  };
}
export type Asked = Omit<ReturnType<typeof askedOf>, "after">;

/** The address of the page that follows, with the same search. */
export function nextAddress(asked: Asked, { arrivedAt, encounterId }: Cursor): string {
  const { find, year, facility, kind } = asked;
  const values = { find, year, facility, kind, after: cursorText({ arrivedAt, encounterId }) };
  const given = Object.entries(values).filter((one): one is [string, string] => one[1] !== undefined);
  return `/record?${new URLSearchParams(given)}`;
}

/** What a page of the timeline shows, and one visit more to know whether another page follows. */
export async function timelineOf(ctx: Context, asked: ReturnType<typeof askedOf>) {
  const book = await openBookInHand(ctx, "encounters");
  const names = await facilityNames(ctx.app);
  const words = searchWords(asked.find);
  const facilities = [...names].flatMap(([code, name]) =>
    words.every((word) => plain(name).includes(word)) ? code : [],
  );
  const { year } = asked;
  const [visits, choices, closed, moved] = await Promise.all([
    listTimeline(book, {
      most: PAGE + 1,
      after: asked.after,
      from: year ? new Date(`${year}-01-01T00:00:00${OFFSET}`) : undefined,
      to: year ? new Date(`${Number(year) + 1}-01-01T00:00:00${OFFSET}`) : undefined,
      facility: asked.facility,
      kind: asked.kind,
      sought: words.length > 0 ? { words, facilities } : undefined,
    }),
    timelineChoices(book),
    // That there are private visits is for those alone who may open them.
    ctx.inHand.mayOpenPrivate ? listClosedEncounters(book, { most: CLOSED_SHOWN + 1 }) : [],
    // The same holds of one that changed books: it may have been private.
    ctx.inHand.mayOpenPrivate ? listMoves(book, { most: 10 }) : [],
  ]);
  const { mayOpenPrivate } = ctx.inHand;
  const unshown: Unshown = mayOpenPrivate ? (closed.length > 0 ? "closed" : "none") : "not-told";
  return {
    visits: visits.slice(0, PAGE),
    more: visits.length > PAGE,
    choices,
    closed,
    moved,
    names,
    unshown,
  };
}
