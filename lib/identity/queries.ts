import { eq } from "drizzle-orm";
import type { Transaction } from "#lib/platform/db.ts";
import type { PersonDetails } from "./rules.ts";
import { citizens, identities } from "./tables.ts";

/** A citizen's details as the warehouse has them, and who brought them. */
export type CitizenDetails = PersonDetails & {
  wardCode: string | null;
  bloodGroup: string | null;
  /** `sign-in`, or the code of the facility whose claim brought these details. */
  detailsFrom: string;
  detailsAsOf: Date;
};

/** The details of one citizen; `tx` must be a transaction of the warehouse that may see them. */
export async function findCitizen(tx: Transaction, citizenId: string): Promise<CitizenDetails | null> {
  const [row] = await tx
    .select({
      name: citizens.name,
      birthDate: citizens.birthDate,
      sex: citizens.sex,
      wardCode: citizens.wardCode,
      bloodGroup: citizens.bloodGroup,
      detailsFrom: citizens.detailsFrom,
      detailsAsOf: citizens.detailsAsOf,
    })
    .from(citizens)
    .where(eq(citizens.citizenId, citizenId));
  return row ?? null;
}

/** What VNeID said at the latest sign-in; `tx` must be a transaction of the app database that may see it. */
export async function findIdentity(tx: Transaction, citizenId: string): Promise<PersonDetails | null> {
  const [row] = await tx
    .select({ name: identities.name, birthDate: identities.birthDate, sex: identities.sex })
    .from(identities)
    .where(eq(identities.citizenId, citizenId));
  return row ?? null;
}
