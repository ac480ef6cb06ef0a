import { z } from "zod";
import { isDuration } from "../forecasting/calendar.ts";
import { RulePack } from "../forecasting/pack.ts";
import schedule from "./vn-schedule.data.json" with { type: "json" };
import { type VnSeries, vaccinesWith, vnGroups, vnSeries } from "./vn-series.data.ts";
import { liveVaccines } from "./vn-vaccines.data.ts";

const Row = z.object({
  group: z.string(),
  antigens: z.array(z.string()),
  dose: z.int(),
  label: z.string(),
  minAge: z.string().nullable(),
  recAge: z.string().nullable(),
  pastDueAge: z.string().nullable(),
  maxAge: z.string().nullable(),
  minIntervalFromPrevious: z.string().nullable(),
  targetGroupUpperAge: z.string().nullable(),
  programme: z.string(),
  cvx: z.string(),
  note: z.string(),
  sources: z.array(z.string()).min(1),
  confidence: z.string(),
});
/** One row of the Vietnamese schedule, with what it rests on. */
export type ScheduleRow = z.infer<typeof Row>;

const Schedule = z.object({
  asOf: z.string(),
  legalStatus: z.string(),
  sources: z.record(z.string(), z.string()),
  rows: z.array(Row),
});

const { asOf, legalStatus, sources, rows } = Schedule.parse(schedule);

/** Lịch tiêm chủng: its rows, when they were last reviewed, and what the law says of them. No officer has approved it. */
export const vnSchedule = { reviewedOn: asOf, reviewedBy: null, legalStatus, sources, rows } as const;

/** A row by group and dose: `PENTA 1`. */
export function scheduleRow(rule: string): ScheduleRow {
  const found = rows.find(({ group, dose }) => `${group} ${dose}` === rule);
  if (!found) throw new Error(`the schedule has no row “${rule}”`);
  return found;
}

/** An age of the schedule as a duration; words such as “early in the first pregnancy” are none. */
function ageOf(text: string | null): string | undefined {
  if (text === null) return undefined;
  // A range counts from its beginning; half a week is four days, rounded up.
  const age = text.replace(/^(\d+)–\d+ /, "$1 ").replace(/^(\d+)\.5 weeks$/, "$1 weeks + 4 days");
  return isDuration(age) ? age : undefined;
}

/** An interval of the schedule: `1 month (>=28 days)` is 28 days (HCDC), other remarks in brackets are left out. */
function intervalOf(text: string | null): string | undefined {
  const days = text?.match(/>=\s*(\d+ days)/)?.[1];
  return days ?? text?.replace(/\s*\(.*\)$/, "");
}

/** A skip from an age on. */
const passedOver = (when: "both" | "forecast", from: string) => [
  { when, needs: "every", sets: [{ needs: "every", conditions: [{ kind: "age", from }] }] },
];

/** Observation of CDSi: pregnant, and when it began. */
const PREGNANT = "007";
const PREGNANCY_BEGAN = "170";

/** A target dose out of a row's name and its mark (see `VnSeries.rows`). */
function doseOf(named: string, vaccines: readonly string[], isFirst: boolean) {
  const [, rule = "", mark, span = ""] = named.match(/^(\S+ \d+)(?: ([@~*])(.+))?$/) ?? [];
  const row = scheduleRow(rule);
  const preferable = vaccines.map((vaccine) => ({ vaccine }));
  const after = (minimum: string) => ({ since: "previous", minimum, earliestRecommended: minimum });
  if (mark === "*") return { rule, ages: [], intervals: [after(span)], preferable, recurring: true };
  const interval = isFirst ? undefined : intervalOf(row.minIntervalFromPrevious);
  // “Early in the first pregnancy”: from its beginning, where that is known.
  const isEarly = row.programme.includes("phụ nữ có thai") && row.dose === 1;
  const ages = {
    minimum: isEarly ? "0 days" : ageOf(row.minAge),
    earliestRecommended: ageOf(row.recAge),
    latestRecommended: ageOf(row.pastDueAge),
    maximum: ageOf(row.maxAge),
  };
  const intervals = [
    ...(interval ? [after(interval)] : []),
    ...(isEarly ? [{ since: { observation: PREGNANCY_BEGAN }, minimum: "0 days" }] : []),
  ];
  return {
    rule,
    ages: Object.values(ages).some(Boolean) ? [ages] : [],
    intervals: intervals.length > 0 ? intervals : undefined,
    skips: mark ? passedOver(mark === "@" ? "both" : "forecast", span) : undefined,
    preferable,
  };
}

/** Whether a row is of the common schedule and only borrowed by a product's series, or by that of pregnancy. */
function isBorrowed(series: VnSeries, row: string): boolean {
  if (series.pregnancy) return !row.startsWith("TT_PREG");
  return series.programme === "service" && !row.startsWith("SVC_");
}

function seriesOf(series: VnSeries, position: number) {
  const vaccines = series.vaccines ?? vaccinesWith(series.antigen);
  const basic = vaccinesWith(series.antigen);
  return {
    name: series.name,
    kind: series.pregnancy ? "risk" : "standard",
    programme: series.programme,
    genders: series.genders,
    group: series.group ?? "1",
    priority: "A",
    preference: position + 1,
    isDefault: series.isDefault,
    productPath: series.productPath,
    availability: series.availability,
    indications: series.pregnancy ? [{ observation: PREGNANT }] : undefined,
    doses: series.rows.map((row, i) => doseOf(row, isBorrowed(series, row) ? basic : vaccines, i === 0)),
  };
}

/** The antigens of a code, in every group that counts it. */
function vaccineTable() {
  const antigens = [...new Set(vnSeries.map(({ antigen }) => antigen))];
  const table: Record<string, { name: string; antigens: { antigen: string }[] }> = {};
  for (const antigen of antigens) {
    for (const code of vaccinesWith(antigen)) {
      table[code] ??= { name: code, antigens: [] };
      table[code].antigens.push({ antigen });
    }
  }
  return table;
}

/** The Vietnamese rule pack: the rows of the schedule as series of antigens. */
export function vnPack(): RulePack {
  const pack = {
    name: "vn",
    version: asOf,
    source: legalStatus,
    licence: "own compilation; texts of law carry no copyright (Luật Sở hữu trí tuệ, Điều 15)",
    // Vietnamese law knows no days of grace.
    graceDays: 0,
    groups: vnGroups.map((group) => ({ ...group, antigens: group.antigens ?? [group.name] })),
    vaccines: vaccineTable(),
    conflicts: [
      {
        previous: liveVaccines,
        current: liveVaccines,
        begin: "1 day",
        minimumEnd: "28 days",
        end: "28 days",
      },
    ],
    antigens: Object.fromEntries(
      vnGroups.flatMap((group) =>
        (group.antigens ?? [group.name]).map((antigen) => [
          antigen,
          {
            vaccineGroup: group.name,
            series: vnSeries.filter((series) => series.antigen === antigen).map(seriesOf),
          },
        ]),
      ),
    ),
  };
  return RulePack.parse(JSON.parse(JSON.stringify(pack)));
}
