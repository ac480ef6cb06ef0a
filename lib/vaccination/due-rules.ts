import type { Day } from "#lib/platform/clock.ts";
import type { Dose } from "./dose-rules.ts";
import type { Reason } from "./forecasting/judged-dose.ts";

/** A dose of the programme that a person still needs by the schedule. */
export type DueDose = {
  /** The row of the schedule: `PENTA`, and which dose of it. */
  group: string;
  dose: number;
  /** `past-age`: the person has grown out of those for whom the programme is. */
  standing: "due" | "later" | "past-age";
  /** When the schedule wants it, as it writes ages. */
  age: string | null;
  earliest: Day;
  recommended: Day;
  /** The last day before it is late, which is a choice of ours; null where nobody can be late. */
  pastDue: Day | null;
  /** The last day of the age for which the dose, or the programme, is; null without one. */
  limit: Day | null;
  /** The latest dose that counts before it. */
  previousOn: Day | null;
  /** Whether the row has a sure source. */
  isSure: boolean;
};

/** A dose that counts for nothing by the schedule, and why. */
export type NotCounted = { doseId: string; reason: Reason };

/** What the schedule says for one person on one day. */
export type DueList = {
  due: readonly DueDose[];
  later: readonly DueDose[];
  pastAge: readonly DueDose[];
  /** What would be due if what a person says was given did not count: tạm tính, until a station has looked. */
  tentative: readonly DueDose[];
  /** Antigens against which there are vaccines outside the programme that may be had now. */
  service: readonly string[];
  notCounted: readonly NotCounted[];
  /** Rows of the programme that are still to come, for the picture. */
  coming: readonly { rule: string; antigen: string; age: string | null }[];
  /** When the schedule was last gone through; no officer has approved it. */
  reviewedOn: Day;
};

/** How a dose that is due is named in an address. */
export const dueRef = ({ group, dose }: Pick<DueDose, "group" | "dose">) => `${group}-${dose}`;

/** An age as the schedule writes it, in a number and a unit; a second step such as a week more is left out. */
export function ageIn(
  text: string | null,
): { unit: "birth" | "weeks" | "months" | "years"; count: number } | null {
  const [, count = "", unit = ""] = /^(\d+) (day|week|month|year)s?/.exec(text ?? "") ?? [];
  if (unit === "") return null;
  if (unit === "day") return count === "0" ? { unit: "birth", count: 0 } : null;
  return { unit: `${unit}s` as "weeks" | "months" | "years", count: Number(count) };
}

/** Rows of a group of which there is one dose only, or whose number says nothing to people. */
const unnumbered = ["BCG", "HEPB_BIRTH", "DTP_B1", "TD_B2", "MEASLES", "MR"];
/** Whether a dose is told by its number. */
export const hasNumber = ({ group }: Pick<DueDose, "group">) => !unnumbered.includes(group);

/** The diseases of the picture, each with the antigens and the rows that stand in it. */
export const stripRows = [
  { name: "tb", antigens: ["TB"] },
  { name: "hepB", antigens: ["HepB"] },
  { name: "dtp", antigens: ["Diphtheria", "Tetanus", "Pertussis"] },
  { name: "polio", antigens: ["Polio"] },
  { name: "rota", antigens: ["Rotavirus"] },
  { name: "pneumo", antigens: ["Pneumococcal"] },
  { name: "measles", antigens: ["Measles", "Rubella"] },
  { name: "je", antigens: ["Japanese Encephalitis"] },
] as const;
export type StripRowName = (typeof stripRows)[number]["name"];

/** The ages of its columns in months: those at which the programme's schedule has something. */
export const stripMonths = [0, 2, 3, 4, 5, 9, 12, 18, 24] as const;

/** Until this age in months the picture tells something. */
export const STRIP_UNTIL = 72;

export type StripMark = {
  column: number;
  kind: "given" | "reported" | "waiting" | "due" | "later";
  times: number;
};
export type StripRow = { name: StripRowName; marks: readonly StripMark[] };
/** The picture of a child's schedule. */
export type Strip = { rows: readonly StripRow[]; today: number };

const wholeMonths = (from: Day, to: Day): number => {
  const parts = (on: Day) => on.split("-").map(Number) as [number, number, number];
  const [[fromYear, fromMonth, fromDay], [toYear, toMonth, toDay]] = [parts(from), parts(to)];
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
};

const daysBetween = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Until this age what the programme's age has passed is worth asking about at once, and growth has a chart. */
export const CHILD_YEARS = 18;

/** How old somebody is on a day, in the unit that people use; null where only the year is known. */
export function ageOn(
  birthDate: string,
  today: Day,
): { unit: "days" | "months" | "years"; count: number } | null {
  if (birthDate.length < 10 || birthDate > today) return null;
  const months = wholeMonths(birthDate, today);
  if (months < 1) return { unit: "days", count: daysBetween(birthDate, today) };
  return months < STRIP_UNTIL
    ? { unit: "months", count: months }
    : { unit: "years", count: Math.floor(months / 12) };
}

/** The column of an age: the last that has begun by then. */
const columnAt = (months: number) => stripMonths.findLastIndex((month) => month <= months);

/** The months of an age as the schedule writes it. */
function monthsOf(age: string | null): number | null {
  const read = ageIn(age);
  if (!read || read.unit === "weeks") return read ? 0 : null;
  return read.unit === "years" ? read.count * 12 : read.count;
}

/**
 * The schedule of a child as on the paper card: diseases by age, what was given, what is due, what comes; a disease of which
 * there is nothing to say has no row. Null for whoever is
 * older, or whose day of birth is not known.
 */
export function stripOf(
  birthDate: string,
  doses: readonly Dose[],
  list: Pick<DueList, "due" | "coming">,
  today: Day,
): Strip | null {
  if (birthDate.length < 10 || wholeMonths(birthDate, today) >= STRIP_UNTIL) return null;
  const now = Math.max(0, columnAt(wholeMonths(birthDate, today)));
  const isDue = (rule: string) => list.due.some(({ group, dose }) => `${group} ${dose}` === rule);
  const rows = stripRows.map(({ name, antigens }): StripRow => {
    const holds = (one: string) => (antigens as readonly string[]).includes(one);
    const marks = new Map<string, StripMark>();
    const put = (column: number, kind: StripMark["kind"], once: boolean) => {
      const key = `${column} ${kind}`;
      const before = marks.get(key);
      marks.set(key, { column, kind, times: before && !once ? before.times + 1 : 1 });
    };
    for (const dose of doses.filter((one) => one.standing !== "withdrawn" && one.antigens.some(holds)))
      put(
        Math.max(0, columnAt(wholeMonths(birthDate, dose.givenOn))),
        dose.declared === "waiting" ? "waiting" : dose.standing === "reported" ? "reported" : "given",
        false,
      );
    const coming = list.coming.filter(({ antigen }) => holds(antigen));
    if (coming.some(({ rule }) => isDue(rule))) put(now, "due", true);
    for (const { rule, age } of coming) {
      const months = monthsOf(age);
      const column = months === null ? -1 : columnAt(months);
      if (!isDue(rule) && months !== null && months <= 24 && column > now) put(column, "later", true);
    }
    return { name, marks: [...marks.values()] };
  });
  return { rows: rows.filter(({ marks }) => marks.length > 0), today: now };
}
