import { ageOn, type DayNumber, dayOf, monthOf } from "./calendar.ts";
import type { Encounter } from "./encounter.ts";
import { type Illness, illnesses, seasons } from "./illnesses.data.ts";
import type { Person } from "./people.ts";
import { type Facility, healthCentre, provincialHospital } from "./places.data.ts";
import { examine, perform, prescribe } from "./prescribe.ts";
import type { Random } from "./random.ts";
import { makeStay } from "./stay.ts";
import { arrivalOn, examOf, isEmployed, slipOf, visit, type Why } from "./visit.ts";

const bandOf = (age: number) => (age < 6 ? 0 : age < 16 ? 1 : age < 60 ? 2 : 3);

/** Which illness brings a person on that day. */
function fallIll(random: Random, person: Person, day: DayNumber): Illness {
  const band = bandOf(ageOn(person.bornOn, day));
  const month = monthOf(day) - 1;
  return random.weighted(illnesses, ({ often, season, sex }) =>
    sex && sex !== person.sex && band > 1 ? 0 : often[band] * (seasons[season][month] ?? 1),
  );
}

function placeFor(random: Random, person: Person, { services, injury, stay }: Illness): Facility {
  if (stay?.chance === 1) return random.chance(0.3) ? provincialHospital : healthCentre;
  const atStation = person.registered.kind === "station" ? 0.75 : 0.35;
  if (random.chance(services.length === 0 || injury ? atStation : atStation / 3)) return person.ward.station;
  return healthCentre;
}

const stationDoes = new Set(["suture", "dressing"]);

function outpatient(
  random: Random,
  person: Person,
  illness: Illness,
  at: number,
  facility: Facility,
  why: Why,
): Encounter {
  const day = dayOf(at);
  const age = ageOn(person.bornOn, day);
  const made = visit(random, person, facility, at, why);
  const [department] = made.departments as [string];
  const services =
    facility.kind === "station" ? illness.services.filter((key) => stationDoes.has(key)) : illness.services;
  const done = perform(
    random,
    services.filter(() => random.chance(0.85)),
    { at: at + 18, department, findings: illness },
  );
  const days = random.int(...illness.days);
  const keys = age < 12 ? (illness.childMedicines ?? illness.medicines) : illness.medicines;
  const endedAt = done.endedAt + random.int(8, 40);
  return {
    ...made,
    services: [examine(examOf(facility, age, illness.injury === true), at, department), ...done.services],
    results: done.results,
    medicines: prescribe(random, keys, { days, at: done.endedAt + 3, department }),
    reason: random.pick(illness.complaints),
    provisional: illness.provisional,
    main: illness.code,
    treatment: illness.treatment,
    outcome: random.chance(0.12) ? "1" : "2",
    injury: illness.injury ? random.pick(["1", "2", "3", "3", "5"]) : null,
    note: random.chance(0.3)
      ? random.pick([
          "Uống thuốc theo đơn, khám lại khi không đỡ",
          "Nghỉ ngơi, uống nhiều nước",
          "Khám lại ngay nếu sốt cao",
        ])
      : null,
    nextVisitOn: illness.injury && random.chance(0.5) ? day + days : null,
    daysOff: isEmployed(person) && facility.kind !== "station" && random.chance(0.2) ? random.int(1, 3) : 0,
    ...{ endedAt, paidAt: endedAt + random.int(1, 10) },
  };
}

/** A station sends a patient on: its own visit ends in a referral. */
function refer(random: Random, made: Encounter, to: Facility): Encounter {
  return {
    ...made,
    medicines: [],
    discharge: "2",
    outcome: "3",
    referredTo: to,
    nextVisitOn: null,
    note: null,
    daysOff: 0,
    paidAt: made.endedAt + random.int(1, 10),
  };
}

/** Một đợt ốm: the visits that one illness leads to. */
export function acuteEpisode(random: Random, person: Person, on: DayNumber): Encounter[] {
  const at = arrivalOn(random, on);
  const day = dayOf(at);
  if (day < person.bornOn) return [];
  const illness = fallIll(random, person, day);
  const facility = placeFor(random, person, illness);
  const { stay } = illness;
  if (stay && facility.kind !== "station" && random.chance(stay.chance)) {
    const emergency = random.chance(stay.chance === 1 ? 0.8 : 0.35);
    return [makeStay(random, person, illness, stay, facility, at, { emergency, inpatient: true })];
  }
  const first = outpatient(random, person, illness, at, facility, {});
  if (facility.kind !== "station" || illness.services.length === 0 || !random.chance(0.25)) return [first];
  const slip = slipOf(random, facility, day);
  const sent = refer(random, first, healthCentre);
  const later = sent.endedAt + random.int(45, 180);
  if (dayOf(later) !== day) return [sent];
  const why = { slip, inpatient: stay ? random.chance(stay.chance) : false };
  const next =
    stay && why.inpatient
      ? makeStay(random, person, illness, stay, healthCentre, later, why)
      : outpatient(random, person, illness, later, healthCentre, why);
  return [sent, next];
}
