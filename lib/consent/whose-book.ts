import { type CitizenDetails, findCitizen, findIdentity } from "#lib/identity/index.ts";
import { type DetailField, differingFields, type PersonDetails } from "#lib/identity/rules.ts";
import type { Book } from "./book.ts";

/** Whose book this is: what the warehouse knows, what VNeID says, and where the two differ. */
export type Owner = { warehouse: CitizenDetails; vneid: PersonDetails | null; differing: DetailField[] };

/** Chủ sổ. */
export async function whoseBook(book: Book): Promise<Owner> {
  const [warehouse, vneid] = await Promise.all([
    book.readWarehouse((tx) => findCitizen(tx, book.citizenId)),
    book.readApp((tx) => findIdentity(tx, book.citizenId)),
  ]);
  if (!warehouse) throw new Error("an opened book has no owner in the warehouse");
  return { warehouse, vneid, differing: vneid ? differingFields(vneid, warehouse) : [] };
}
