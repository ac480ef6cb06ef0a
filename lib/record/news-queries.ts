import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { isNew } from "./news-rules.ts";
import { type EncounterSummary, summary } from "./queries.ts";
import { readings, seenEncounters } from "./reader-tables.ts";
import { encounters } from "./tables.ts";

/** As many as a cover can tell of; more are counted as this many. */
const MOST = 50;

/** Mới trong sổ: the visits that were received since the book was first read and not read since, latest received first. */
export async function listNews(book: Book, began: Date): Promise<EncounterSummary[]> {
  const received = await book.readWarehouse((tx) =>
    tx
      .select(summary)
      .from(encounters)
      .where(and(eq(encounters.citizenId, book.citizenId), gt(encounters.receivedAt, began)))
      .orderBy(desc(encounters.receivedAt), desc(encounters.encounterId))
      .limit(MOST),
  );
  if (received.length === 0) return [];
  const ids = received.map((one) => one.encounterId);
  const seen = await book.readApp((tx) =>
    tx
      .select({ encounterId: seenEncounters.encounterId, seenAt: seenEncounters.seenAt })
      .from(seenEncounters)
      .where(and(eq(seenEncounters.citizenId, book.citizenId), inArray(seenEncounters.encounterId, ids))),
  );
  const seenAt = new Map(seen.map((row) => [row.encounterId, row.seenAt]));
  return received.filter((one) => isNew(one, seenAt.get(one.encounterId) ?? null));
}

/** When a visit was last seen by whoever reads this book; null if never. */
export async function lastSeen(book: Book, encounterId: string): Promise<Date | null> {
  const [seen] = await book.readApp((tx) =>
    tx
      .select({ at: seenEncounters.seenAt })
      .from(seenEncounters)
      .where(and(eq(seenEncounters.citizenId, book.citizenId), eq(seenEncounters.encounterId, encounterId))),
  );
  return seen?.at ?? null;
}

/** How many visits are new in a book; none in one that was never read. */
export async function countNews(book: Book): Promise<number> {
  const [reading] = await book.readApp((tx) =>
    tx.select({ began: readings.beganAt }).from(readings).where(eq(readings.citizenId, book.citizenId)),
  );
  return reading ? (await listNews(book, reading.began)).length : 0;
}

/** Việc cần làm: a day that a facility sent, and the visit that says so. */
export type Task = {
  kind: "follow-up" | "medicines-end";
  on: string;
  encounterId: string;
  facilityCode: string;
};

/** Nothing further ahead is a task of now. */
const MEDICINES_WITHIN_DAYS = 14;

/**
 * What facilities asked for from `today` on: to come again (XML14, else NGAY_TAI_KHAM), and the last day that medicines
 * given for long cover (NGAY_RA of MA_LOAI_KCB 02, 05, 07), as they wrote it. Earliest first.
 */
export async function listTasks(book: Book, today: string): Promise<Task[]> {
  const rows = await book.readWarehouse((tx) =>
    tx.execute<{ kind: Task["kind"]; on: string; encounter_id: string; facility_code: string }>(sql`
      select kind, day::text as "on", encounter_id, facility_code from (
        select 'follow-up' as kind, p.follow_up_on as day, p.encounter_id, e.facility_code
        from warehouse.papers p join warehouse.encounters e
          on e.citizen_id = p.citizen_id and e.encounter_id = p.encounter_id
        where p.citizen_id = ${book.citizenId} and p.kind = 'follow-up' and p.follow_up_on >= ${today}::date
        union
        select 'follow-up', next_day, e.encounter_id, e.facility_code
        from warehouse.encounters e, unnest(e.next_visit_on) as next_day
        where e.citizen_id = ${book.citizenId} and e.arrived_at > ${today}::date - 400 and next_day >= ${today}::date
        union
        select 'medicines-end', (e.ended_at at time zone 'Asia/Ho_Chi_Minh')::date, e.encounter_id, e.facility_code
        from warehouse.encounters e
        where e.citizen_id = ${book.citizenId} and e.care_kind in ('02', '05', '07')
          and e.ended_at >= (${today}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          and e.ended_at < (${today}::date + ${MEDICINES_WITHIN_DAYS}::int)::timestamp at time zone 'Asia/Ho_Chi_Minh'
      ) tasks order by day, kind, encounter_id limit 20`),
  );
  return rows.map((row) => ({
    kind: row.kind,
    on: row.on,
    encounterId: row.encounter_id,
    facilityCode: row.facility_code,
  }));
}
