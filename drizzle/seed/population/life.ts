import { acuteEpisode } from "./acute.ts";
import { antenatalCare, delivery, deliveryDay } from "./birth.ts";
import { ageOn, type DayNumber, dayOf } from "./calendar.ts";
import { chronicCare } from "./chronic.ts";
import type { Encounter } from "./encounter.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { Registrar } from "./registrar.ts";

/** Episodes of illness a year that lead to a visit, by age. */
const episodes = (age: number) =>
  age < 2 ? 3.6 : age < 6 ? 3 : age < 16 ? 1.3 : age < 40 ? 0.85 : age < 60 ? 1.2 : age < 75 ? 1.6 : 1.9;

function* acuteCare(
  random: Random,
  person: Person,
  start: DayNumber,
  until: DayNumber,
): Generator<Encounter> {
  for (let from = Math.max(start, person.bornOn + 14); from <= until; from += 365) {
    const span = Math.min(365, until - from + 1);
    const expected = (episodes(ageOn(person.bornOn, from)) * span) / 365;
    // Some hardly ever come, some often.
    let count = Math.floor(expected * random.pick([0.2, 0.7, 1, 1.3, 1.8]) + random.next());
    for (; count > 0; count -= 1) yield* acuteEpisode(random, person, from + random.int(0, span - 1));
  }
}

/** Nobody is in two places at once, or comes after their death. */
function oneAtATime(encounters: Encounter[]): Encounter[] {
  const until = new Map<Person, number>();
  return encounters.filter((encounter) => {
    const { person, arrivedAt, paidAt } = encounter;
    if (arrivedAt <= (until.get(person) ?? 0)) return false;
    until.set(person, paidAt);
    return true;
  });
}

function pregnancy(
  random: Random,
  people: Person[],
  parents: { mother: Person; father: Person },
  registrar: Registrar,
  start: DayNumber,
  until: DayNumber,
) {
  const { mother } = parents;
  const ofHers = people.filter((one) => one.mother === mother);
  const youngest = Math.max(-100_000, ...ofHers.map(({ bornOn }) => bornOn));
  const day = deliveryDay(random, mother, youngest, start, until + 200);
  if (day === null) return { encounters: [], children: [] };
  const visits = [...antenatalCare(random, mother, day, start, until)];
  if (day > until) return { encounters: visits, children: [] };
  const { encounters, children } = delivery(random, parents, day, ofHers.length, registrar);
  return { encounters: [...visits, ...encounters], children };
}

/** Những năm của một hộ: every visit of its people between two days, in order of time; newborns are added to them. */
export function liveOn(
  random: Random,
  people: Person[],
  registrar: Registrar,
  start: DayNumber,
  until: DayNumber,
): Encounter[] {
  let all: Encounter[] = [];
  const [husband, wife] = people;
  if (husband?.sex === "male" && wife?.sex === "female") {
    const { encounters, children } = pregnancy(
      random,
      people,
      { mother: wife, father: husband },
      registrar,
      start,
      until,
    );
    all = all.concat(encounters);
    people.push(...children);
  }
  for (const person of people) {
    all = all.concat(
      [...chronicCare(random, person, start, until)],
      [...acuteCare(random, person, start, until)],
    );
  }
  const sorted = all.sort((a, b) => a.arrivedAt - b.arrivedAt || a.person.index - b.person.index);
  return oneAtATime(sorted).filter(({ person, arrivedAt }) => {
    const day = dayOf(arrivedAt);
    return day >= start && day <= until && (person.diedOn === null || day <= person.diedOn);
  });
}
