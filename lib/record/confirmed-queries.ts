import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";

/** A disease that a stay confirmed when it ended, the latest time it did. */
export type ConfirmedCondition = { code: string; bareCode: string; facilityCode: string; endedAt: Date };

type Row = { code: string; bare_code: string; facility_code: string; ended_at: string };

/**
 * Bệnh xác định khi ra viện: what stays confirmed (as `standingOf`), the latest first. Of private visits nothing, also not of
 * those that this session has opened: what is proposed from it may be shown to anybody.
 */
export async function listConfirmedConditions(book: Book, most: number): Promise<ConfirmedCondition[]> {
  const { citizenId } = book;
  const rows = await book.readWarehouse(
    (tx) => clientOf(tx)<Row[]>`
      select * from (
        select distinct on (c.bare_code) c.code, c.bare_code, e.facility_code, e.ended_at
        from warehouse.encounters e
        join warehouse.conditions c on c.citizen_id = ${citizenId} and c.encounter_id = e.encounter_id
        where e.citizen_id = ${citizenId} and not e.private and e.care_kind in ('03', '04', '09') and e.ended_at is not null
          and e.discharge_kind is distinct from '3' and e.outcome is distinct from '7'
        order by c.bare_code, e.ended_at desc) latest
      order by ended_at desc, bare_code limit ${most}`,
  );
  return rows.map((row) => ({
    code: row.code,
    bareCode: row.bare_code,
    facilityCode: row.facility_code,
    endedAt: new Date(row.ended_at),
  }));
}
