import { type Details, datesAgree, differences, foldedName, mergeDetails } from "./matching-rules.ts";

/** What one visit said of its citizen. */
export type Telling = Details & { facilityCode: string; seenAt: Date };

/** The details that stand, with the visit they are from. */
export type StandingDetails = Details & { detailsFrom: string; detailsAsOf: Date };

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** By the arrival of the visit, then by what was said: the same order wherever and whenever the visits came in. */
const earlierFirst = (a: Telling, b: Telling) =>
  a.seenAt.getTime() - b.seenAt.getTime() ||
  inOrder(a.facilityCode, b.facilityCode) ||
  inOrder(JSON.stringify(a), JSON.stringify(b));

/** The name that most visits told, case and marks aside, as the latest of them spells it; of equals the one told first. */
function standingName(told: readonly Telling[]): string {
  const [first = ""] = told.map(({ name }) => name);
  if (told.every(({ name }) => name === first)) return first;
  const names = told.map(({ name }) => foldedName(name));
  const votes = new Map<string, number>();
  for (const name of names) votes.set(name, (votes.get(name) ?? 0) + 1);
  let [best = "", most = 0] = ["", 0];
  for (const [name, count] of votes) if (count > most) [best, most] = [name, count];
  return told.findLast((_, i) => names[i] === best)?.name ?? best;
}

/** The birth date that most visits agree with; of equals the most complete, then the one that was told first. */
function standingBirthDate(told: readonly Telling[]): string {
  let [best, most] = ["", 0];
  for (const date of new Set(told.map(({ birthDate }) => birthDate))) {
    const votes = told.filter((one) => datesAgree(one.birthDate, date)).length;
    if (votes > most || (votes === most && date.length > best.length)) [best, most] = [date, votes];
  }
  return best;
}

/**
 * Thông tin hành chính đang dùng: what the registry says of a citizen, from what all their visits told. Name and birth
 * date are those of most visits, so that one slip changes nobody; the rest is what the latest of the visits that agree
 * with both says, gaps filled from earlier ones. The order in which the visits came in makes no difference.
 */
export function standingDetails(tellings: readonly Telling[]): StandingDetails | null {
  if (tellings.length === 0) return null;
  const told = tellings.length === 1 ? tellings : [...tellings].sort(earlierFirst);
  const person = { name: standingName(told), birthDate: standingBirthDate(told) };
  const agreeing = told.filter((one) => differences(one, person).length === 0);
  // Name and birth date may be those of different visits; then no visit agrees with both.
  const [first, ...later] = agreeing.length > 0 ? agreeing : told.slice(0, 1);
  if (!first) return null;
  const merged = later.reduce<Details>((earlier, one) => mergeDetails(one, earlier), first);
  const last = later.at(-1) ?? first;
  const { wardCode, address, phone, bloodGroup, sex } = merged;
  return {
    ...{
      name: person.name,
      birthDate: person.birthDate,
      sex,
      wardCode,
      address,
      phone,
      bloodGroup,
    },
    detailsFrom: last.facilityCode,
    detailsAsOf: last.seenAt,
  };
}
