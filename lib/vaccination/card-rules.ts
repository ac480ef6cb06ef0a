import type { Dose } from "./dose-rules.ts";
import { type DueDose, type DueList, type StripRowName, stripRows } from "./due-rules.ts";

/** One box of a row: a dose that was given, or the next that the schedule wants. */
export type CardBox = { kind: "given"; dose: Dose } | { kind: "due" | "later"; row: DueDose };
export type CardRow = { name: StripRowName | null; antigen: string; boxes: readonly CardBox[] };

/** On which row of the card a dose of the schedule stands: that of the first antigen of its series. */
const antigensOf = (list: DueList, row: DueDose) =>
  list.coming.flatMap(({ rule, antigen }) => (rule === `${row.group} ${row.dose}` ? [antigen] : []));

/**
 * Sổ tiêm chủng như sổ giấy: a row for each disease, a box for each dose in the order in which they were given, then the next one.
 * Diseases of the programme come first, each with all that is against it; of others only what was given.
 */
export function cardOf(doses: readonly Dose[], list: DueList | null): CardRow[] {
  const given = doses.filter(({ standing }) => standing !== "withdrawn").toReversed();
  const boxesOf = (antigens: readonly string[]): CardBox[] => [
    ...given
      .filter((dose) => dose.antigens.some((one) => antigens.includes(one)))
      .map((dose): CardBox => ({ kind: "given", dose })),
    ...(list ? [...list.due, ...list.later] : [])
      .filter((row) => antigensOf(list as DueList, row).some((one) => antigens.includes(one)))
      .slice(0, 1)
      .map((row): CardBox => ({ kind: row.standing === "due" ? "due" : "later", row })),
  ];
  const known = new Set<string>(stripRows.flatMap(({ antigens }) => antigens));
  const others = [...new Set(given.flatMap(({ antigens }) => antigens))].filter(
    (antigen) => !known.has(antigen) && antigen !== "Hib" && antigen !== "Mumps",
  );
  return [
    ...stripRows.map(({ name, antigens }) => ({ name, antigen: antigens[0], boxes: boxesOf(antigens) })),
    ...others.map((antigen) => ({ name: null, antigen, boxes: boxesOf([antigen]) })),
  ].filter(({ boxes }) => boxes.length > 0);
}
