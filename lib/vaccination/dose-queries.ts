import { and, desc, eq, gt, inArray, lt, or } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { declaredDoses } from "./declared-tables.ts";
import { type DeclaredRow, tellingOf, withConfirmed } from "./declared-tellings.ts";
import { type DeskDoseRow, toldAtDesk } from "./desk-dose-rules.ts";
import { type Dose, joinSources, type ToldDose } from "./dose-rules.ts";
import { deskDoses } from "./session-tables.ts";
import { doses } from "./tables.ts";

const sent = {
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
} satisfies Record<Exclude<keyof ToldDose, "declared" | "insteadOf">, unknown>;

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
function unfiled(book: Book): Promise<DeskDoseRow[]> {
  const lately = new Date(Date.now() - JUST_FILED_MS);
  return book.readApp((tx) =>
    tx
      .select(atDesk)
      .from(deskDoses)
      .where(
        and(
          eq(deskDoses.citizenId, book.citizenId),
          or(lt(deskDoses.filedVersion, deskDoses.version), gt(deskDoses.filedAt, lately)),
        ),
      )
      .limit(MOST_DOSES),
  );
}

const listSent = (book: Book) =>
  book.readWarehouse((tx) =>
    tx
      .select(sent)
      .from(doses)
      .where(eq(doses.citizenId, book.citizenId))
      .orderBy(desc(doses.givenOn), desc(doses.doseId))
      .limit(MOST_DOSES),
  );

const listDeclared = (book: Book) =>
  book.readApp((tx) =>
    tx
      .select()
      .from(declaredDoses)
      .where(
        and(
          eq(declaredDoses.citizenId, book.citizenId),
          inArray(declaredDoses.standing, ["waiting", "confirmed"]),
        ),
      )
      .orderBy(desc(declaredDoses.declaredAt))
      .limit(MOST_DOSES),
  );

/** What waits for a station: with its day and vaccine as far as the person knows them. */
export type WaitingDose = DeclaredRow;

/** The doses of a book, and what its person says is missing and no station has confirmed yet. */
export type DosesOfBook = {
  doses: Dose[];
  waiting: WaitingDose[];
  /** All of them as they would stand if what waits were confirmed: for what is due, “tạm tính”. */
  tentative: Dose[];
};

/** Các mũi tiêm và mũi đang chờ xác nhận. What waits is in no list of doses: whoever counts it says so. */
export async function listDosesAndWaiting(book: Book): Promise<DosesOfBook> {
  const [filed, written, declared] = await Promise.all([listSent(book), unfiled(book), listDeclared(book)]);
  const told = toldAtDesk(
    filed.map((row) => ({ ...row, declared: null, insteadOf: null })),
    written,
  );
  const sure = withConfirmed(
    told,
    declared.filter(({ standing }) => standing === "confirmed"),
  );
  const waiting = declared.filter(({ standing, insteadOf }) => standing === "waiting" && insteadOf === null);
  const said = waiting.flatMap(tellingOf);
  const all = joinSources(sure);
  return { doses: all, waiting, tentative: said.length > 0 ? joinSources([...sure, ...said]) : all };
}

/**
 * Các mũi tiêm: every dose once, with all that told of it, the latest first; what a desk wrote is there at once. Doses that a
 * person declared are among them once a station has confirmed them, never before.
 */
export const listDoses = async (book: Book): Promise<Dose[]> => (await listDosesAndWaiting(book)).doses;

/** Một mũi tiêm, by the id of any telling of it; null when this book has none such. */
export async function findDose(book: Book, doseId: string): Promise<Dose | null> {
  const all = await listDoses(book);
  return all.find(({ sources }) => sources.some((one) => one.doseId === doseId)) ?? null;
}
