import { CLOSED_SHOWN } from "#components/record/closed-visits.tsx";
import { listComing } from "#lib/booking/index.ts";
import { nameOfWard } from "#lib/catalogue/index.ts";
import { listOpenings, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames, listServices } from "#lib/facility/index.ts";
import { listBooksCaredFor } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import { listHistory } from "#lib/history/index.ts";
import { latestInsuranceCard } from "#lib/insurance/index.ts";
import { listOpenNotes } from "#lib/payment/index.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  beginReading,
  listClosedEncounters,
  listEncounters,
  listNews,
  listTasks,
  sizeOfRecord,
  warehouseFreshness,
} from "#lib/record/index.ts";
import { countOpenCases } from "#lib/teleconsult/index.ts";
import { dueOf, type ForDue, isTold, readForDue } from "#lib/vaccination/index.ts";

type Owner = Awaited<ReturnType<typeof whoseBook>>;

/** The doses that are due and for which no visit is booked, where they are told without being asked for. */
async function dueDoses(
  owner: Owner,
  read: ForDue,
  visits: readonly { origin: string | null }[],
  today: string,
) {
  const person = { ...owner.warehouse, birthDate: owner.vneid?.birthDate ?? owner.warehouse.birthDate };
  if (visits.some(({ origin }) => origin === "dose") || !isTold(person.birthDate, read, today)) return [];
  return (await dueOf(person, read, today))?.due ?? [];
}

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** Everything the cover shows of the book in hand; its visits to come and open questions where the reader may book and ask. */
export async function coverOf(ctx: Context, { mayBook, mayAsk }: { mayBook: boolean; mayAsk: boolean }) {
  const book = await openBookInHand(ctx, "cover");
  const { as, mayOpenPrivate } = ctx.inHand;
  // What is new is new to the owner, and to those who represent them; whoever is trusted marks nothing as read.
  const began = as === "trusted" ? null : await beginReading(book);
  const [
    owner,
    card,
    [latest],
    size,
    closed,
    news,
    tasks,
    history,
    openings,
    names,
    fees,
    visits,
    asked,
    forDue,
  ] = await Promise.all([
    whoseBook(book),
    latestInsuranceCard(book, ctx.inHand),
    listEncounters(book, { most: 1 }),
    sizeOfRecord(book),
    mayOpenPrivate ? listClosedEncounters(book, { most: CLOSED_SHOWN + 1 }) : [],
    began ? listNews(book, began) : [],
    listTasks(book, ctx.today),
    listHistory(book),
    as === "trusted"
      ? null
      : listOpenings(book, { since: new Date(ctx.now.getTime() - MONTH), most: 100, by: "others" }),
    facilityNames(ctx.app),
    listOpenNotes(book),
    mayBook ? listComing(book, ctx.today) : [],
    mayAsk ? countOpenCases(book) : 0,
    readForDue(book),
  ]);
  // Asked only where it is shown: on the cover of an empty book.
  const freshness = latest || closed.length > 0 ? [] : await warehouseFreshness(ctx);
  const services = mayBook && tasks.some(({ kind }) => kind === "follow-up") ? await listServices(ctx) : [];
  const others = as === "own" ? await listBooksCaredFor(book) : [];
  const { wardCode } = owner.warehouse;
  return {
    owner,
    card,
    wardName: wardCode ? nameOfWard(wardCode) : null,
    latest,
    closed,
    news,
    tasks,
    fees,
    visits,
    doses: await dueDoses(owner, forDue, visits, ctx.today),
    mayBook,
    mayAsk,
    asked,
    bookableAt: new Set(services.map((one) => one.facilityCode)),
    today: ctx.today,
    told: history.entries.length,
    size,
    openings,
    names,
    freshness,
    own: as === "own",
    mayOpenPrivate,
    others: others.filter((one) => standingOf(one, ctx.today) === "holds"),
  };
}
