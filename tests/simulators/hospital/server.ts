import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, send } from "../json.ts";
import { type Appointment, noteFor, type Service } from "./notes.ts";

const { PORT = "4006", BOOK_URL = "http://127.0.0.1:3000", FACILITY_KEYS = "{}" } = process.env;
const EVERY_MS = 2_000;
const scenarios = {
  silent: "asks for nothing",
  twice: "sends every fee note twice",
};
let scenario = "normal";
/** How many notes the book took, by facility. */
const taken: Record<string, number> = {};

type Reading = { key: string; facilityCode: string; after: number; services: Map<string, Service> };

async function ask<T>({ key }: Reading, path: string): Promise<T | null> {
  const answer = await fetch(`${BOOK_URL}/api/booking/${path}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return answer.ok ? ((await answer.json()) as T) : null;
}

/** Asks what was booked since last time, and for each visit what it costs. What the book did not take is tried again. */
async function follow(reading: Reading): Promise<void> {
  const told = await ask<{ appointments: Appointment[]; next: number }>(
    reading,
    `appointments?after=${reading.after}`,
  );
  if (!told) return;
  if (told.appointments.length > 0) {
    const offered = await ask<{ services: Service[] }>(reading, "services");
    for (const service of offered?.services ?? []) reading.services.set(service.serviceId, service);
  }
  for (const appointment of told.appointments) {
    const service = reading.services.get(appointment.serviceId ?? "");
    const note = service && noteFor(appointment, service, new Date());
    for (let times = scenario === "twice" ? 2 : 1; note && times > 0; times -= 1) {
      const answer = await fetch(`${BOOK_URL}/api/fee-notes`, {
        method: "POST",
        headers: { authorization: `Bearer ${reading.key}`, "content-type": "application/json" },
        body: JSON.stringify(note),
      });
      if (answer.status >= 500 || answer.status === 429) return;
      if (answer.ok) taken[reading.facilityCode] = (taken[reading.facilityCode] ?? 0) + 1;
    }
  }
  reading.after = told.next;
}

async function keepFollowing(reading: Reading): Promise<void> {
  for (;;) {
    if (scenario !== "silent") await follow(reading).catch(() => {});
    await sleep(EVERY_MS);
  }
}

createServer(async (request, response) => {
  if (request.url !== "/scenario") return send(response, 404, { error: "no such service" });
  if (request.method !== "POST") return send(response, 200, { name: scenario, scenarios, taken });
  const { name } = await bodyOf(request);
  if (name !== "normal" && !Object.hasOwn(scenarios, String(name)))
    return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
  scenario = String(name);
  send(response, 200, { name });
}).listen(Number(PORT), "127.0.0.1");
for (const [facilityCode, key] of Object.entries(JSON.parse(FACILITY_KEYS) as Record<string, string>))
  void keepFollowing({ key, facilityCode, after: 0, services: new Map() });
process.once("SIGTERM", () => process.exit(0));
