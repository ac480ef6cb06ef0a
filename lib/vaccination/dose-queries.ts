import { and, desc, eq, gt, lt, or, type SQL } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import { type DeskDoseRow, toldAtDesk } from "./desk-dose-rules.ts";
import { type Dose, joinSources, type ToldDose } from "./dose-rules.ts";
import { deskDoses } from "./session-tables.ts";
import { doses } from "./tables.ts";

const told = {
  doseId: doses.doseId,
  facilityCode: doses.facilityCode,
  product: doses.product,
  vaccineCode: doses.vaccineCode,
  antigens: doses.antigens,
  lot: doses.lot,
  doseNumber: doses.doseNumber,
  site: doses.site,
  route: doses.route,
  givenOn: doses.givenOn,
  place: doses.place,
  placeCode: doses.placeCode,
  givenBy: doses.givenBy,
  documentRef: doses.documentRef,
  standing: doses.standing,
  receivedAt: doses.receivedAt,
} satisfies Record<keyof ToldDose, unknown>;

const atDesk = {
  doseId: deskDoses.doseId,
  facilityCode: deskDoses.facilityCode,
  product: deskDoses.product,
  vaccineCode: deskDoses.vaccineCode,
  antigens: deskDoses.antigens,
  lot: deskDoses.lot,
  doseNumber: deskDoses.doseNumber,
  site: deskDoses.site,
  route: deskDoses.route,
  givenOn: deskDoses.givenOn,
  place: deskDoses.place,
  givenBy: deskDoses.givenBy,
  documentRef: deskDoses.documentRef,
  standing: deskDoses.standing,
  writtenAt: deskDoses.writtenAt,
  undoneAt: deskDoses.undoneAt,
  version: deskDoses.version,
  filedVersion: deskDoses.filedVersion,
} satisfies Record<keyof DeskDoseRow, unknown>;

/** More doses than anybody has; a book with more shows the latest. */
const MOST_DOSES = 500;
/** What was filed within this time is read here too: the warehouse may have been asked a moment before. */
const JUST_FILED_MS = 5 * 60_000;

/** What a desk wrote and the warehouse has not, or may not have had when it was asked. */
function unfiled(book: Book, on?: SQL): Promise<DeskDoseRow[]> {
  const lately = new Date(Date.now() - JUST_FILED_MS);
  return book.readApp((tx) =>
    tx
      .select(atDesk)
      .from(deskDoses)
      .where(
        and(
          eq(deskDoses.citizenId, book.citizenId),
          or(lt(deskDoses.filedVersion, deskDoses.version), gt(deskDoses.filedAt, lately)),
          on,
        ),
      )
      .limit(MOST_DOSES),
  );
}

/** Các mũi tiêm: every dose once, with all that told of it, the latest first; what a desk wrote is there at once. */
export async function listDoses(book: Book): Promise<Dose[]> {
  const [filed, written] = await Promise.all([
    book.readWarehouse((tx) =>
      tx
        .select(told)
        .from(doses)
        .where(eq(doses.citizenId, book.citizenId))
        .orderBy(desc(doses.givenOn), desc(doses.doseId))
        .limit(MOST_DOSES),
    ),
    unfiled(book),
  ]);
  return joinSources(toldAtDesk(filed, written));
}

/** On which day a dose of this book was given, by the id of any telling of it. */
async function dayOfDose(book: Book, doseId: string): Promise<Day | null> {
  const [[filed], [written]] = await Promise.all([
    book.readWarehouse((tx) =>
      tx
        .select({ givenOn: doses.givenOn })
        .from(doses)
        .where(and(eq(doses.citizenId, book.citizenId), eq(doses.doseId, doseId))),
    ),
    unfiled(book, eq(deskDoses.doseId, doseId)),
  ]);
  return filed?.givenOn ?? written?.givenOn ?? null;
}

/** Một mũi tiêm, by the id of any telling of it; null when this book has none such. */
export async function findDose(book: Book, doseId: string): Promise<Dose | null> {
  const givenOn = await dayOfDose(book, doseId);
  if (givenOn === null) return null;
  const [filed, written] = await Promise.all([
    book.readWarehouse((tx) =>
      tx
        .select(told)
        .from(doses)
        .where(and(eq(doses.citizenId, book.citizenId), eq(doses.givenOn, givenOn))),
    ),
    unfiled(book, eq(deskDoses.givenOn, givenOn)),
  ]);
  const all = joinSources(toldAtDesk(filed, written));
  return all.find(({ sources }) => sources.some((one) => one.doseId === doseId)) ?? null;
}
