import { randomBytes } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { openBook } from "#lib/consent/index.ts";
import { meetCitizen } from "#lib/identity/meet.ts";
import { beginSession } from "#lib/identity/sessions.ts";
import { latestInsuranceCard } from "#lib/insurance/index.ts";
import { contextFor } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import { findEncounter, listEncounters, sizeOfRecord } from "#lib/record/index.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { say } from "../../app/_commands/start/say.ts";
import { median, short } from "./support/figures.ts";
import { fillWarehouse, PER_CITIZEN, personalIdOf } from "./support/fill-warehouse.ts";
import { makeWarehouse } from "./support/own-warehouse.ts";

/** Encounters at which the questions are asked. The last one takes a while to make: GROWTH names a smaller one. */
const SIZES = [10_000, 1_000_000, Number(process.env.GROWTH ?? 10_000_000)];
const ASKED = 40;
const AIM_TIMES = 1.3;
const AIM_MS = 2;

type Plan = { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number }; "Execution Time": number };
type Statement = { text: string; values: unknown[] };

/** The web role's connection that writes down every statement it sends. */
function openListening(url: string): { database: Database; heard: Statement[] } {
  const heard: Statement[] = [];
  const client = postgres(url, {
    ...{ max: 1, fetch_types: false, onnotice: () => {} },
    debug: (_, text, values) => heard.push({ text, values }),
  });
  return { database: drizzle(client), heard };
}

/** What the questions of the cover, the list and the page of a visit cost one citizen: buffers and time in the database. */
async function costOf(
  { database, heard }: ReturnType<typeof openListening>,
  personalId: string,
): Promise<{ buffers: number; ms: number }> {
  const person = { personalId, name: "Người Thử Nghiệm", birthDate: "1980", sex: "female" as const };
  const reach = { app: database, warehouse: database };
  const citizenId = await meetCitizen(reach, { ...person, subject: `bench ${personalId}`, assurance: 2 });
  const token = randomBytes(32).toString("base64url");
  const session = { realm: "citizen" as const, subjectId: citizenId, token, assurance: 2, userAgent: null };
  await beginSession(database, session);
  const actor = { kind: "citizen" as const, id: citizenId, name: person.name, token };
  const ctx = contextFor(actor, reach, new Date(), "bench");
  const book = await openBook(ctx, citizenId, "own-reading", "encounters");
  heard.length = 0;
  const [latest] = await listEncounters(book, { most: 20 });
  if (!latest) throw new Error("the citizen has no visit");
  await findEncounter(book, latest.encounterId);
  await sizeOfRecord(book);
  await latestInsuranceCard(book, { mayOpenPrivate: true });
  const grant = heard.find(({ text }) => text.includes("set_config"));
  const asked = heard.filter(({ text }) => /^\s*select/i.test(text) && text.includes('"warehouse"'));
  if (!grant || asked.length < 4) throw new Error("the questions were not heard");
  let [buffers, ms] = [0, 0];
  for (const { text, values } of asked) {
    const [row] = await database.$client.begin(async (tx) => {
      await tx.unsafe(grant.text, grant.values as string[]);
      return tx.unsafe(`explain (analyze, buffers, format json) ${text}`, values as string[]);
    });
    const [plan]: Plan[] = row?.["QUERY PLAN"] ?? [];
    if (!plan) throw new Error("a plan is missing");
    buffers += plan.Plan["Shared Hit Blocks"] + plan.Plan["Shared Read Blocks"];
    ms += plan["Execution Time"];
  }
  return { buffers, ms };
}

/** How the questions about one citizen grow with the number of all encounters. */
export default async function growth(book: BenchBook): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  let first = 0;
  for (const size of SIZES) {
    const warehouse = await makeWarehouse(book, "bench_growth");
    try {
      const started = performance.now();
      const { disk } = await fillWarehouse(warehouse, size);
      say(`  ${size} encounters made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
      const listening = openListening(warehouse.webUrl);
      const costs: Awaited<ReturnType<typeof costOf>>[] = [];
      const citizens = Math.floor(size / PER_CITIZEN);
      for (let i = 0; i < ASKED; i += 1) {
        costs.push(await costOf(listening, personalIdOf(Math.floor((i * citizens) / ASKED))));
      }
      await listening.database.$client.end();
      // Asked once, the first ones warm the connection up.
      const settled = costs.slice(5);
      const buffers = median(settled.map((cost) => cost.buffers));
      const ms = median(settled.map((cost) => cost.ms));
      first ||= buffers;
      const times = short(buffers / first);
      const last = size === SIZES.at(-1);
      rows.push({
        encounters: size,
        "buffers touched": buffers,
        "times the first": times,
        "ms in the database, median": short(ms),
        disk,
        aim: last
          ? `at most ${AIM_TIMES} times, ${times <= AIM_TIMES ? "met" : "missed"}; under ${AIM_MS} ms, ${ms < AIM_MS ? "met" : "missed"}`
          : "",
      });
    } finally {
      await warehouse.drop();
    }
  }
  return rows;
}
