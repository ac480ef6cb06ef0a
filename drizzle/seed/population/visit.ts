import { ageOn, type DayNumber, dayOf, isSunday, type Minute, minuteOf } from "./calendar.ts";
import { cardOn } from "./cards.ts";
import type { Encounter } from "./encounter.ts";
import type { Person } from "./people.ts";
import type { Facility } from "./places.data.ts";
import { weightAt } from "./prescribe.ts";
import type { Random } from "./random.ts";

/** When people come: mostly in the morning, hardly on a Sunday. */
export function arrivalOn(random: Random, day: DayNumber): Minute {
  const on = isSunday(day) && random.chance(0.85) ? day - random.int(1, 3) : day;
  const hour = random.weighted([7, 8, 9, 10, 13, 14, 15, 16], (h) => (h < 11 ? 12 - h + 2 : 17 - h));
  return minuteOf(on, hour, random.int(0, 59));
}

export type Why = { slip?: Encounter["slip"]; followUp?: boolean; emergency?: boolean; inpatient?: boolean };

/** MA_DOITUONG_KCB, in the codes of QĐ 3276/2025. */
export function categoryOf(person: Person, facility: Facility, day: DayNumber, why: Why): string {
  if (!cardOn(person, day)) return "9";
  if (facility.kind === "station") return "1.2";
  if (why.emergency) return "2";
  if (why.followUp) return "1.5";
  if (why.slip) return "1.3";
  if (person.registered === facility) return "1.1";
  if (facility.kind === "provincial") return why.inpatient ? "3.2" : "1.14";
  return why.inpatient ? "1.15" : "1.12";
}

/** A visit of which only who, where and when are known. */
export function visit(random: Random, person: Person, facility: Facility, at: Minute, why: Why): Encounter {
  const day = dayOf(at);
  const age = ageOn(person.bornOn, day);
  return {
    ...{
      person,
      facility,
      underMother: null,
      careKind: "01",
      category: categoryOf(person, facility, day, why),
    },
    ...{ arrivedAt: at, admittedAt: null, endedAt: at + 30, paidAt: at + 35, days: 0 },
    ...{ reason: "", admissionReason: null, provisional: "", main: "", accompanying: [], treatment: "" },
    ...{ outcome: "2", discharge: "1", note: null, departments: ["K01"], childWeights: [] },
    weightKg: weightAt(random, age, Math.floor((day - person.bornOn) / 30.4)),
    ...{ medicines: [], services: [], supplies: [], results: [], notes: [], births: [] },
    ...{ nextVisitOn: null, slip: why.slip ?? null, referredTo: null, daysOff: 0, restForPregnancy: false },
    ...{ injury: null, care: null, doctor: random.int(1, facility.doctors) },
  };
}

/** The exam that a visit begins with. */
export function examOf(facility: Facility, age: number, surgical: boolean): string {
  if (facility.kind === "station") return "visitStation";
  if (facility.kind === "provincial") return "visitProvincial";
  if (surgical) return "visitSurgery";
  return age < 16 ? "visitChild" : "visitCentre";
}

/** The number of a slip, as a facility writes it. */
export const slipOf = (random: Random, from: Facility, on: DayNumber): NonNullable<Encounter["slip"]> => ({
  number: `${from.prefix}-${on}-${random.int(100, 999)}`,
  from,
});

export const isEmployed = ({ standing }: Person) => standing.group === "DN" || standing.group === "HC";
