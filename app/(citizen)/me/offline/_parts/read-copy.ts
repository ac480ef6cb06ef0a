import { listComing } from "#lib/booking/index.ts";
import { nameOfWard } from "#lib/catalogue/index.ts";
import { type Book, whoseBook } from "#lib/consent/index.ts";
import { readEmergencyCard } from "#lib/emergency-card/index.ts";
import { facilityNames, listPlaces } from "#lib/facility/index.ts";
import { listHistory } from "#lib/history/index.ts";
import { latestInsuranceCard } from "#lib/insurance/index.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  listEncounters,
  listOpenedPrivateEncounters,
  listRecentMedicines,
  listTasks,
} from "#lib/record/index.ts";
import { stillRunning } from "#lib/record/rules.ts";
import { certificatesOf } from "../../../vaccination/certificates/_parts/read-certificates.ts";

/** As far back as the page of medicines looks for an order that may still run. */
const LOOK_BACK = 184 * 86_400_000;
const MOST_RECENT = 100;
const MOST_VISITS = 10;
/** One more than private visits can be open at once. */
const ENOUGH = 51;

/**
 * Everything that goes into a copy, under one opening. Private visits stay out of it, also while they are open to this
 * session: whoever holds the phone then would hold them too.
 */
export async function readCopy(ctx: Context, book: Book) {
  const since = new Date(ctx.now.getTime() - LOOK_BACK);
  const [owner, emergency, card, visits, certificates, recent, latest, opened, tasks, history, names] =
    await Promise.all([
      whoseBook(book),
      readEmergencyCard(book),
      latestInsuranceCard(book, { mayOpenPrivate: false }),
      listComing(book, ctx.today),
      certificatesOf(ctx, book),
      listRecentMedicines(book, { since, most: MOST_RECENT }),
      listEncounters(book, { most: ENOUGH }),
      listOpenedPrivateEncounters(book),
      listTasks(book, ctx.today),
      listHistory(book),
      facilityNames(ctx.app),
    ]);
  const closed = new Set(opened.map(({ encounterId }) => encounterId));
  const shown = <T extends { encounterId: string }>(all: readonly T[]) =>
    all.filter(({ encounterId }) => !closed.has(encounterId));
  const running = stillRunning(shown(recent), ctx.today);
  const coming = visits.slice(0, MOST_VISITS);
  const [last] = shown(latest);
  const places = new Set([
    ...coming.map(({ facilityCode }) => facilityCode),
    ...running.map(({ line }) => line.facilityCode),
    ...(last ? [last.facilityCode] : []),
  ]);
  const { wardCode } = owner.warehouse;
  return {
    owner,
    emergency,
    card,
    coming,
    certificates,
    running,
    last,
    tasks: shown(tasks),
    history,
    names,
    places: await listPlaces(ctx, [...places]),
    wardName: wardCode ? nameOfWard(wardCode) : null,
  };
}

export type ReadCopy = Awaited<ReturnType<typeof readCopy>>;
