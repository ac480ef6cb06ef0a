import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { encounters } from "./tables.ts";

/** A weight that a visit noted (CAN_NANG); claims have no height. */
export type Weight = { encounterId: string; on: string; weightKg: number; facilityCode: string };

/** Cân nặng qua các lần khám, the latest first; of private visits none while they are closed. */
export async function listWeights(book: Book): Promise<Weight[]> {
  const rows = await book.readWarehouse((tx) =>
    tx
      .select({
        encounterId: encounters.encounterId,
        arrivedAt: encounters.arrivedAt,
        weightKg: encounters.weightKg,
        facilityCode: encounters.facilityCode,
      })
      .from(encounters)
      .where(and(eq(encounters.citizenId, book.citizenId), isNotNull(encounters.weightKg)))
      .orderBy(desc(encounters.arrivedAt))
      .limit(200),
  );
  return rows.flatMap(({ arrivedAt, weightKg, ...row }) =>
    weightKg === null ? [] : [{ ...row, weightKg, on: dayOf(arrivedAt) }],
  );
}
