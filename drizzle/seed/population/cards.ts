import { ageOn, type DayNumber, dayAt, yearOf, yearsLater, ymd } from "./calendar.ts";
import type { Person } from "./people.ts";

/** Thẻ BHYT as it stands on one day. */
export type Card = {
  number: string;
  from: string;
  to: string;
  registered: string;
  group: string;
  share: number;
};

/** The benefit digit of each group, and its share of the cost (claims of 2025: 1, 2, 5 → 100, 3 → 95, 4 → 80). */
const digits: Record<string, string> = {
  TE: "1",
  CC: "1",
  CK: "2",
  CB: "2",
  HN: "2",
  DT: "2",
  BT: "2",
  HT: "3",
  CN: "3",
  DN: "4",
  HC: "4",
  HS: "4",
  SV: "4",
  GD: "4",
};
const shares: Record<string, number> = { "1": 100, "2": 100, "3": 95, "4": 80, "5": 100 };

/** The group that a person's card has on a day; null when they have no card. */
function groupOn(person: Person, day: DayNumber): string | null {
  const age = ageOn(person.bornOn, day);
  const { household, group } = person.standing;
  if (age < 6) return "TE";
  if (household === "poor") return "HN";
  if (person.ethnicGroup !== "01" && group !== "DN" && group !== "HC") return "DT";
  if (household === "near-poor" && group !== "DN") return "CN";
  if (age < 18) return "HS";
  if (group === "SV" && age > 23) return "GD";
  if (group === "none") return age >= 80 ? "BT" : null;
  return group;
}

/** The card that a person shows on a day. */
export function cardOn(person: Person, day: DayNumber): Card | null {
  const group = groupOn(person, day);
  if (!group) return null;
  const digit = digits[group] ?? "4";
  const number = person.standing.shortCard
    ? person.insuranceNumber
    : `${group}${digit}51${person.insuranceNumber}`;
  const long = group === "HT" || group === "CC" || group === "CK";
  const from = group === "TE" ? person.bornOn : dayAt(long ? 2021 : yearOf(day), 1, 1);
  const to = group === "TE" ? yearsLater(person.bornOn, 6) - 1 : dayAt(long ? 2030 : yearOf(day), 12, 31);
  return {
    number,
    from: ymd(Math.min(from, day)),
    to: ymd(to),
    registered: person.registered.code,
    group,
    share: shares[digit] ?? 80,
  };
}
