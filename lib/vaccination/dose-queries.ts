import { and, desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type Dose, joinSources, type ToldDose } from "./dose-rules.ts";
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

/** More doses than anybody has; a book with more shows the latest. */
const MOST_DOSES = 500;

/** Các mũi tiêm: every dose once, with all that told of it, the latest first. */
export async function listDoses(book: Book): Promise<Dose[]> {
  const rows = await book.readWarehouse((tx) =>
    tx
      .select(told)
      .from(doses)
      .where(eq(doses.citizenId, book.citizenId))
      .orderBy(desc(doses.givenOn), desc(doses.doseId))
      .limit(MOST_DOSES),
  );
  return joinSources(rows);
}

/** Một mũi tiêm, by the id of any telling of it; null when this book has none such. */
export async function findDose(book: Book, doseId: string): Promise<Dose | null> {
  const rows = await book.readWarehouse(async (tx) => {
    const [one] = await tx
      .select({ givenOn: doses.givenOn })
      .from(doses)
      .where(and(eq(doses.citizenId, book.citizenId), eq(doses.doseId, doseId)));
    return one
      ? tx
          .select(told)
          .from(doses)
          .where(and(eq(doses.citizenId, book.citizenId), eq(doses.givenOn, one.givenOn)))
      : [];
  });
  return joinSources(rows).find(({ sources }) => sources.some((one) => one.doseId === doseId)) ?? null;
}
