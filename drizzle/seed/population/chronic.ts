import { ageOn, type DayNumber, dayOf, minuteOf } from "./calendar.ts";
import { type Chronic, sensitiveIllnesses } from "./chronic.data.ts";
import type { Encounter } from "./encounter.ts";
import type { Person } from "./people.ts";
import { type Facility, healthCentre, provincialHospital } from "./places.data.ts";
import { examine, perform, prescribe } from "./prescribe.ts";
import type { Random } from "./random.ts";
import { arrivalOn, examOf, slipOf, visit, type Why } from "./visit.ts";

/** How one person is looked after: where, how faithfully, with what. */
type Course = {
  illness: Chronic;
  others: Chronic[];
  facility: Facility;
  regimen: string[];
  comes: number;
  slip: Encounter["slip"];
  since: DayNumber;
};

function courseOf(random: Random, person: Person, start: DayNumber): Course | null {
  const [illness, ...others] = person.chronic;
  if (!illness) return null;
  const place = random.next();
  const known = Object.values(sensitiveIllnesses).includes(illness);
  const simple = person.chronic.every(({ atStation }) => atStation);
  const facility =
    simple && place < 0.45 ? person.ward.station : known || place < 0.94 ? healthCentre : provincialHospital;
  const regimen = [...new Set(person.chronic.flatMap(({ regimens }) => random.pick(regimens)))];
  const away = facility.kind !== "station" && person.registered !== facility;
  const slip =
    away && (facility.kind === "provincial" || random.chance(0.5))
      ? slipOf(random, person.registered, start)
      : null;
  return {
    illness,
    others,
    facility,
    regimen,
    comes: random.pick([0.3, 0.6, 0.85, 0.95]),
    slip,
    since: start + random.int(0, 40),
  };
}

function careFor(illness: Chronic, since: DayNumber): Encounter["care"] {
  if (illness === sensitiveIllnesses.hiv) return { of: "hiv", since };
  return illness === sensitiveIllnesses.tuberculosis ? { of: "tuberculosis", since } : null;
}

/** Months after which treatment is over. */
const monthsOf = (illness: Chronic) =>
  illness === sensitiveIllnesses.tuberculosis ? 6 : Number.POSITIVE_INFINITY;

function testsDue(course: Course, month: number): string[] {
  const all = [course.illness, ...course.others].flatMap(({ tests }) => tests);
  const due = all.filter(([, every]) => month % every === 0).map(([service]) => service);
  return course.facility.kind === "station" ? [] : [...new Set(due)];
}

function monthly(random: Random, person: Person, course: Course, on: DayNumber, month: number): Encounter {
  const { illness, others, facility, slip } = course;
  const at = arrivalOn(random, on);
  const day = dayOf(at);
  const age = ageOn(person.bornOn, day);
  const why: Why = facility.kind === "provincial" ? { slip, followUp: month > 0 } : { slip };
  const made = visit(random, person, facility, at, why);
  const days = random.pick([28, 28, 30]);
  const figures = Object.assign({}, ...[illness, ...others].map((one) => one.figures ?? {}));
  const done = perform(random, testsDue(course, month), {
    at: at + 18,
    department: "K01",
    findings: { figures },
  });
  const leaves = done.endedAt + random.int(10, 45);
  return {
    ...made,
    careKind: "05",
    services: [examine(examOf(facility, age, false), at, "K01"), ...done.services],
    results: done.results,
    medicines: prescribe(random, course.regimen, { days, at: done.endedAt + 4, department: "K01" }),
    days,
    // Điều trị ngoại trú mạn tính: the visit ends with the last day that the medicines cover.
    endedAt: minuteOf(day + days - 1, 23, 59),
    paidAt: leaves,
    reason: random.pick(illness.complaints),
    provisional: illness.provisional,
    main: illness.code,
    accompanying: others.map(({ code }) => code),
    treatment: illness.treatment,
    outcome: random.chance(0.7) ? "2" : "3",
    nextVisitOn: day + days,
    note: random.chance(0.4) ? "Uống thuốc đều, tái khám đúng hẹn" : null,
    care: careFor(illness, course.since),
  };
}

/** Khám và lĩnh thuốc hằng tháng: the visits of a person with lasting illnesses, as long as they live. */
export function* chronicCare(
  random: Random,
  person: Person,
  start: DayNumber,
  until: DayNumber,
): Generator<Encounter> {
  const course = courseOf(random, person, start);
  if (!course) return;
  let next = course.since;
  for (let month = 0; next <= until && month < monthsOf(course.illness); month += 1) {
    if (random.chance(course.comes)) {
      const made = monthly(random, person, course, next, month);
      yield made;
      next = dayOf(made.arrivedAt) + made.days + random.middling(-1, 4);
    } else next += 30;
  }
}
