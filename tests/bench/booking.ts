import { randomUUID } from "node:crypto";
import { bookAppointment, listDays, tellSlots } from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import type { Sender } from "#lib/facility/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { gatherCrowd, type Opener } from "./support/crowd.ts";
import { median, percentile, short } from "./support/figures.ts";
import { contextOf, openWeb, type WebDatabases } from "./support/readers.ts";
import { endRaces, fillMonth, laySlots, type RaceSlot, soldIn } from "./support/schedules.ts";

const SLOTS = 100;
const CAPACITY = 5;
const RIVALS = 50;
const PEOPLE = 1_000;
const CONNECTIONS = 20;
const TURNS = 4;
const AIM = 0.5;
const STORED = 200_000;

type Attempt = { person: Opener; slot: RaceSlot };
type Turn = { perSecond: number; each: number[]; sold: Awaited<ReturnType<typeof soldIn>> };

/** RIVALS people for each time, mixed so that those of one time come at the same moment. */
function attemptsAt(slots: readonly RaceSlot[], people: readonly Opener[]): Attempt[] {
  return slots.flatMap((slot, at) =>
    Array.from({ length: RIVALS }, (_, rival) => {
      const person = people[(at * RIVALS + rival) % people.length];
      if (!person) throw new Error("nobody comes");
      return { person, slot };
    }),
  );
}

/** RIVALS callers at once send all of it. */
async function race(book: BenchBook, people: readonly Opener[], one: (attempt: Attempt) => Promise<void>) {
  await endRaces(book);
  const slots = await laySlots(book, SLOTS, CAPACITY);
  const attempts = attemptsAt(slots, people);
  const each: number[] = [];
  let next = 0;
  const hand = async () => {
    for (let attempt = attempts[next++]; attempt; attempt = attempts[next++]) {
      const from = performance.now();
      await one(attempt);
      each.push(performance.now() - from);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: RIVALS }, hand));
  const perSecond = (attempts.length / (performance.now() - started)) * 1000;
  return { perSecond, each, sold: await soldIn(book, slots) };
}

/** The same statements and commits, as the product sends them, with nothing around. */
const bare =
  ({ app }: WebDatabases) =>
  async ({ person, slot }: Attempt) => {
    const [opening] = await app.$client<{ p_grant: string }[]>`
      call app.enter_book(${person.token}, ${person.citizenId}::uuid, 'own-reading', 'booking', null, null, null)`;
    await app.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${opening?.p_grant ?? ""}, true)`;
      await tx`select refusal, appointment_id from app.book_appointment(${randomUUID()}::uuid, ${slot.slotId}::uuid, ${slot.serviceId}::uuid, 'Đo', null, null)`;
    });
  };

const product =
  (web: WebDatabases) =>
  async ({ person, slot }: Attempt) => {
    const wish = { key: randomUUID(), ...slot, reason: "Đo", origin: undefined, originRef: "" };
    await bookAppointment(contextOf(web, person.citizenId, person.token), wish).catch((error) => {
      if (!(error instanceof Refused) || error.reason !== "full") throw error;
    });
  };

async function races(book: BenchBook): Promise<BenchRow[]> {
  const web = openWeb(book, CONNECTIONS);
  const lines = [
    { what: "bare statements and commits", one: bare(web) },
    { what: "bookAppointment", one: product(web) },
  ].map((line) => ({ ...line, turns: [] as Turn[] }));
  try {
    for (let turn = 0; turn <= TURNS; turn += 1)
      for (const line of lines) {
        // New people each time: nobody is refused for what they booked before.
        const crowd = await gatherCrowd(book, PEOPLE);
        const done = await race(book, crowd, line.one);
        // The first turn warms up.
        if (turn > 0) line.turns.push(done);
      }
  } finally {
    await web.close();
  }
  const perSecond = lines.map(({ turns }) => median(turns.map((one) => one.perSecond)));
  return lines.map(({ what, turns }, at) => {
    const each = turns.flatMap((one) => one.each);
    const ratio = (perSecond[at] ?? 0) / (perSecond[0] ?? Number.NaN);
    const sum = (of: (one: Turn) => number) => turns.reduce((total, one) => total + of(one), 0);
    return {
      what,
      "per s": Math.round(perSecond[at] ?? 0),
      "p50 ms": short(median(each)),
      "p99 ms": short(percentile(each, 0.99)),
      sold: `${sum(({ sold }) => sold.appointments)} of ${TURNS * SLOTS * CAPACITY}`,
      oversold: sum(({ sold }) => sold.over),
      "of the floor": short(ratio),
      aim: what.startsWith("bare") ? "" : `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}; oversold 0`,
    };
  });
}

/** How long it takes to list the free times of a month: of one department day by day, and all of a facility for a portal. */
async function listing(book: BenchBook): Promise<BenchRow[]> {
  const { departmentId } = await fillMonth(book, STORED);
  const web = openWeb(book, 2);
  const now = new Date();
  const today = dayOf(now);
  const sender: Sender = { keyId: 0, facilityCode: "MONTH", grant: async () => "" };
  const questions = [
    {
      what: `days of a month, one department of five rooms, ${STORED} appointments stored`,
      ask: async () => (await listDays(web, { departmentId, from: now, until: addDays(today, 30) })).length,
    },
    {
      what: `all free times of a month, 60 rooms, ${STORED} appointments stored`,
      ask: async () => (await tellSlots(web, sender, { from: today, until: addDays(today, 30) })).length,
    },
  ];
  try {
    const rows: BenchRow[] = [];
    for (const { what, ask } of questions) {
      const times: number[] = [];
      let found = 0;
      for (let turn = 0; turn < 20; turn += 1) {
        const from = performance.now();
        found = await ask();
        if (turn > 2) times.push(performance.now() - from);
      }
      rows.push({
        what,
        "p50 ms": short(median(times)),
        "p99 ms": short(percentile(times, 0.99)),
        sold: found,
      });
    }
    return rows;
  } finally {
    await web.close();
  }
}

/** Places sold under a race, and free times listed where many appointments are stored. */
export default async function booking(book: BenchBook): Promise<BenchRow[]> {
  return [...(await races(book)), ...(await listing(book))];
}
