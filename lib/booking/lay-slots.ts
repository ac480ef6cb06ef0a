import { setTimeout as sleep } from "node:timers/promises";
import type { Sql, TransactionSql } from "postgres";
import type { Day } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import { type PlanInputs, planInputs } from "./plan-inputs.ts";
import { closuresOf, holidayOn, planDay } from "./plan-rules.ts";
import { addDays } from "./rules.ts";

/** What a laying did: times laid, times closed, and booked people who are left without one. */
export type Laid = { laid: number; closed: number; stranded: number };

/** Lays one day, as whoever may. */
type LayDay = (tx: TransactionSql, day: Day, slots: string, closures: string) => PromiseLike<Laid[]>;

/** A day of the plan as `app.lay_slots` takes it. */
function planned(day: Day, { templates, exceptions }: PlanInputs): [slots: string, closures: string] {
  const slots = planDay({ day, templates, exceptions, holiday: holidayOn(day) !== null });
  return [
    JSON.stringify(
      slots.map((one) => ({
        room: one.roomId,
        practitioner: one.practitionerId,
        from: one.fromMinute,
        until: one.untilMinute,
        capacity: one.capacity,
        reserve: one.reserve,
      })),
    ),
    JSON.stringify(
      closuresOf(day, exceptions).map((one) => ({
        room: one.roomId,
        from: one.fromMinute,
        until: one.untilMinute,
        reason: one.reason,
      })),
    ),
  ];
}

const MOST_TRIES = 40;
// A booking held what the laying wanted: it gave way (lock_timeout), or Postgres found them waiting for each other.
const gaveWay = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "55P03" || error.code === "40P01");

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!gaveWay(error) || tries === MOST_TRIES) throw error;
      await sleep(10 + Math.random() * 20 * tries);
    }
  }
}

type Held = { facility_code: string; wanted: number; until_on: Day };
/** Holds the schedule still, as whoever may. */
type Hold = (tx: TransactionSql) => PromiseLike<Held[]>;

/**
 * Lays the days of a facility from today on, each in a transaction of its own and by what is entered at that moment, so
 * that the last change always wins. Answers what was done, and which change was the last.
 */
async function layFacility(
  sql: Sql,
  today: Day,
  hold: Hold,
  lay: LayDay,
): Promise<Laid & { wanted: number }> {
  const sum = { laid: 0, closed: 0, stranded: 0, wanted: 0 };
  let inputs: PlanInputs | null = null;
  let known = -1;
  let last = today;
  for (let day = today; day <= last; day = addDays(day, 1)) {
    await again(() =>
      sql.begin(async (tx) => {
        const [held] = await hold(tx);
        if (!held) return;
        if (!inputs || held.wanted !== known) inputs = await planInputs(tx, held.facility_code, today);
        known = held.wanted;
        if (day === today) {
          last = held.until_on;
          sum.wanted = held.wanted;
        }
        const [did] = await lay(tx, day, ...planned(day, inputs));
        sum.laid += did?.laid ?? 0;
        sum.closed += did?.closed ?? 0;
        sum.stranded += did?.stranded ?? 0;
      }),
    );
  }
  return sum;
}

/**
 * Trải lịch: lays what is to be laid, of one facility or of all whose schedule has changed or whose last day is not laid
 * yet. For the worker; safe to run twice. Answers how many facilities were laid; one that cannot be
 * laid keeps no other waiting.
 */
export async function laySlots(
  app: Pick<Database, "$client">,
  which: string | "all",
  today: Day,
): Promise<number> {
  const sql = app.$client;
  const codes =
    which === "all"
      ? (await sql<{ code: string }[]>`select * from app.schedules_to_lay(${today}) as code`).map(
          ({ code }) => code,
        )
      : [which];
  const ends = [];
  for (const facilityCode of codes) ends.push(await settled(layAsWorker(sql, facilityCode, today)));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return codes.length;
}

const settled = async (work: Promise<void>) => (await Promise.allSettled([work]))[0];

async function layAsWorker(sql: Sql, facilityCode: string, today: Day): Promise<void> {
  const { wanted } = await layFacility(
    sql,
    today,
    (tx) =>
      tx<
        Held[]
      >`select ${facilityCode} as facility_code, wanted, until_on::text from app.hold_schedule(${facilityCode})`,
    (tx, day, slots, closures) =>
      tx<
        Laid[]
      >`select * from app.lay_slots(${facilityCode}, ${day}, ${slots}::text::jsonb, ${closures}::text::jsonb)`,
  );
  await sql`select app.schedule_laid(${facilityCode}, ${wanted}, ${today})`;
}

/** Lays the facility at whose desk somebody works, at once after a change of theirs. */
export function layOwnSlots(ctx: Context): Promise<Laid> {
  const { token } = ctx.actor;
  return layFacility(
    ctx.app.$client,
    ctx.today,
    (tx) => tx<Held[]>`select facility_code, wanted, until_on::text from app.hold_own_schedule(${token})`,
    (tx, day, slots, closures) =>
      tx<
        Laid[]
      >`select * from app.lay_own_slots(${token}, ${day}, ${slots}::text::jsonb, ${closures}::text::jsonb)`,
  );
}
