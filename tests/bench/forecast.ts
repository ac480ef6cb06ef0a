import type { BenchRow } from "../../app/_commands/bench.ts";
import { answerCase, ForecastCase, openPack, type PackName } from "../../lib/vaccination/index.ts";

const AIM = 2000;
const TODAY = "2026-11-25";
const DAY_MS = 86_400_000;
const dayBefore = (days: number) => new Date(Date.parse(TODAY) - days * DAY_MS).toISOString().slice(0, 10);

/** Doses of a childhood in Bình Sơn, by the day of life. */
const childhood: [cvx: string, dayOfLife: number][] = [
  ["08", 0],
  ["19", 1],
  ["102", 61],
  ["178", 61],
  ["102", 92],
  ["178", 92],
  ["102", 122],
  ["178", 122],
  ["10", 152],
  ["05", 275],
  ["10", 275],
  ["129", 370],
  ["129", 380],
  ["04", 550],
  ["01", 550],
  ["129", 740],
];

/** An invented citizen as a line of JSON: ages from 0 to 80, each with as many doses as chance and age gave. */
function invented(i: number): string {
  const age = (i * 7919) % (80 * 365);
  const doses = childhood.filter(([, day]) => day <= age).slice(0, (i * 31) % (childhood.length + 1));
  return JSON.stringify({
    id: i,
    dob: dayBefore(age),
    gender: i % 2 ? "F" : "M",
    assessmentDate: TODAY,
    ward: "21040",
    doses: doses.map(([cvx, day]) => ({ cvx, date: dayBefore(age - day) })),
  });
}

/** Citizens a second on one core, by the processor's time and not the clock's. */
function rate(lines: readonly string[], work: (line: string) => unknown): number {
  const before = process.cpuUsage();
  for (const line of lines) work(line);
  const { user, system } = process.cpuUsage(before);
  return Math.round(lines.length / ((user + system) / 1e6));
}

/** Whole forecasts, every dose judged and every vaccine group told, beside only reading the same citizens. */
export default async function forecast(): Promise<BenchRow[]> {
  const measured: [PackName, number][] = [
    ["vn", 100_000],
    ["cdc", 20_000],
    ["who", 20_000],
  ];
  const rows: BenchRow[] = [];
  for (const [pack, citizens] of measured) {
    const rules = await openPack(pack);
    const lines = Array.from({ length: citizens }, (_, i) => invented(i));
    const answer = (line: string) => answerCase(ForecastCase.parse(JSON.parse(line)), rules);
    for (const line of lines.slice(0, 500)) answer(line);
    const floor = rate(lines, (line) => ForecastCase.parse(JSON.parse(line)));
    const reached = rate(lines, answer);
    rows.push({
      pack,
      citizens,
      "read only, per second": floor,
      "forecast, per second": reached,
      "times the floor": Math.round((floor / reached) * 10) / 10,
      aim: pack === "vn" ? `${AIM} a second, ${reached >= AIM ? "met" : "missed"}` : "",
    });
  }
  return rows;
}
