import type { Minute } from "./calendar.ts";
import type { MedicineLine, Result, ServiceLine } from "./encounter.ts";
import type { Illness } from "./illnesses.data.ts";
import { medicine } from "./medicines.data.ts";
import type { Random } from "./random.ts";
import { type Index, serviceOf } from "./services.data.ts";

/** A dose as the annex of QĐ 4750 wants it, or as doctors write it. */
function doseText(
  random: Random,
  unit: string,
  [each, times]: readonly [number, number],
  days: number,
): string {
  const one = unit.toLowerCase();
  if (random.chance(0.9))
    return `${each} ${one}/lần * ${times} lần/ngày * ${days} ngày [${each * times} ${one}/ngày]`;
  if (times === 1) return random.pick([`Ngày uống 1 lần, ${each} ${one}`, `Sáng ${each} ${one}`]);
  if (times === 2)
    return random.pick([`Sáng ${each} ${one}, chiều ${each} ${one}`, `Ngày 2 lần, mỗi lần ${each} ${one}`]);
  return `Ngày ${times} lần, mỗi lần ${each} ${one}`;
}

/** Kê thuốc for some days; a tube or a bottle is one whatever the days. */
export function prescribe(
  random: Random,
  keys: readonly string[],
  { days, at, department }: { days: number; at: Minute; department: string },
): MedicineLine[] {
  return keys.map((key) => {
    const given = medicine(key);
    const [each, times] = given.dose;
    const quantity = given.whole ? 1 : each * times * days;
    const text = given.whole ? given.instructions : doseText(random, given.unit, given.dose, days);
    return { medicine: given, quantity, doseText: text, orderedAt: at, department };
  });
}

const written = (value: number, decimals: number) => value.toFixed(decimals);

function figure(random: Random, { low, high, decimals }: Index, range?: readonly [number, number]): string {
  const [from, to] = range ?? [low, high];
  return written(from + random.next() * (to - from), decimals);
}

/** What makes figures and images differ from those of healthy people. */
export type Findings = Pick<Illness, "finds" | "figures">;

/** Làm dịch vụ: the lines and, where there are any, the results. */
export function perform(
  random: Random,
  keys: readonly string[],
  { at, department, findings }: { at: Minute; department: string; findings: Findings },
): { services: ServiceLine[]; results: Result[]; endedAt: Minute } {
  const services: ServiceLine[] = [];
  const results: Result[] = [];
  let doneAt = at;
  for (const key of keys) {
    const service = serviceOf(key);
    doneAt += random.int(4, 12);
    const endedAt = doneAt + (service.indices ? random.int(30, 55) : random.int(8, 25));
    services.push({ service, quantity: 1, orderedAt: at, doneAt, endedAt, department });
    for (const index of service.indices ?? []) {
      // Some laboratories print the range, and say where a figure lies outside.
      const range = random.chance(0.25)
        ? `${written(index.low, index.decimals)} - ${written(index.high, index.decimals)}`
        : "";
      const value = figure(random, index, findings.figures?.[index.code]);
      const off = Number(value) > index.high ? "Tăng" : Number(value) < index.low ? "Giảm" : "";
      results.push({
        ...{
          serviceCode: service.code,
          code: index.code,
          name: index.name,
          value,
          unit: index.unit,
          at: endedAt,
        },
        description: range && `Trị số tham chiếu ${range}`,
        conclusion: range && random.chance(0.5) ? off : "",
      });
    }
    const shown = findings.finds?.[key] ?? service.usual;
    if (shown)
      results.push({
        ...{ serviceCode: service.code, code: "", name: service.name, value: "", unit: "", at: endedAt },
        description: shown.finding,
        conclusion: shown.conclusion,
      });
  }
  const endedAt = Math.max(at, ...services.map((line) => line.endedAt));
  return { services, results, endedAt };
}

/** The only service of a line that is no examination: one exam, at arrival. */
export function examine(key: string, at: Minute, department: string): ServiceLine {
  return {
    service: serviceOf(key),
    quantity: 1,
    orderedAt: at,
    doneAt: at + 3,
    endedAt: at + 15,
    department,
  };
}

/** Weight in kilograms by age in years, roughly. */
export function weightAt(random: Random, age: number, months: number): number {
  const middle = age < 1 ? 3.3 + months * 0.55 : age < 6 ? 8 + age * 2.1 : age < 16 ? 8 + age * 2.7 : 54;
  return Math.round(middle * (0.85 + random.next() * 0.3) * 10) / 10;
}
