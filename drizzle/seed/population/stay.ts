import { ageOn, dayOf, type Minute, minuteOf } from "./calendar.ts";
import type { Encounter, Note, SupplyLine } from "./encounter.ts";
import type { Illness, StayPlan } from "./illnesses.data.ts";
import type { Person } from "./people.ts";
import type { Facility } from "./places.data.ts";
import { examine, perform, prescribe } from "./prescribe.ts";
import type { Random } from "./random.ts";
import { serviceOf, supplies } from "./services.data.ts";
import { examOf, isEmployed, visit, type Why } from "./visit.ts";

const beds: Record<string, string> = {
  K03: "bedInternal",
  K18: "bedChild",
  K19: "bedSurgery",
  K27: "bedWomen",
};

/** Mạch, nhiệt, huyết áp … as nurses write them into a note. */
export function vitals(random: Random, age: number, fever: boolean): string {
  const pulse =
    age < 2 ? random.int(110, 145) : age < 10 ? random.int(85, 120) : random.int(68, fever ? 104 : 92);
  const temperature = (fever ? 38 + random.next() * 1.4 : 36.5 + random.next() * 0.7).toFixed(1);
  const pressure = age < 10 ? "" : `_HA${random.int(10, 14) * 10}/${random.int(6, 8) * 10}`;
  const breath = age < 2 ? random.int(28, 42) : random.int(17, 23);
  return `CSST<M${pulse}_T${temperature}${pressure}_NT${breath}_SP${random.int(95, 99)}_HL${fever ? 2 : 3}>`;
}

/** Giường: the days of a stay, first and last counted as one. */
export function bedDays(random: Random, department: string, from: Minute, to: Minute) {
  const quantity = Math.max(1, dayOf(to) - dayOf(from));
  const bed = `H${String(random.int(1, 60)).padStart(3, "0")}`;
  const service = serviceOf(beds[department] ?? "bedInternal");
  return { service, quantity, orderedAt: from, doneAt: from, endedAt: to, department, bed };
}

export function suppliesOf(random: Random, at: Minute, department: string, days: number): SupplyLine[] {
  return supplies
    .filter(() => random.chance(0.75))
    .map((supply) => ({
      ...supply,
      quantity: supply.unit === "Cái" ? Math.ceil(days / 2) : 1,
      orderedAt: at,
      department,
    }));
}

function notesOf(
  random: Random,
  illness: Illness,
  age: number,
  from: Minute,
  to: Minute,
  operation: string | null,
): Note[] {
  const first: Note = {
    text: `${random.pick(illness.complaints)}. ${vitals(random, age, true)}`,
    at: from + 20,
  };
  const between: Note[] = [];
  for (let day = dayOf(from) + 1; day < dayOf(to); day += random.int(1, 2)) {
    const text = random.pick([
      "Đỡ mệt, ăn được, còn ho ít",
      "Bệnh tỉnh, tiếp xúc tốt, không sốt",
      "Đỡ đau, ngủ được",
      "Ăn uống khá hơn, sinh hiệu ổn",
    ]);
    between.push({ text: `${text}. ${vitals(random, age, false)}`, at: minuteOf(day, 8, random.int(0, 40)) });
  }
  if (operation && between[0]) between[0] = { ...between[0], operation };
  const last: Note = {
    text: `Ổn định, cho ra viện. ${vitals(random, age, false)}`,
    at: to - random.int(30, 70),
  };
  return [first, ...between, last];
}

/** How a stay ends: the very old may die, or be taken home to die at home. */
function endOf(random: Random, illness: Illness, age: number) {
  const grave = illness.code === "I63.9" || illness.code === "S72.0" || illness.code === "J18.9";
  if (grave && age >= 70 && random.chance(0.06)) return { outcome: "6", discharge: "4", dies: true };
  if (grave && age >= 70 && random.chance(0.02)) return { outcome: "5", discharge: "1", dies: true };
  if (random.chance(0.03)) return { outcome: "2", discharge: "4", dies: false };
  return { outcome: random.chance(0.45) ? "1" : "2", discharge: "1", dies: false };
}

/** Một đợt điều trị nội trú. */
export function makeStay(
  random: Random,
  person: Person,
  illness: Illness,
  plan: StayPlan,
  facility: Facility,
  at: Minute,
  why: Why,
): Encounter {
  const age = ageOn(person.bornOn, dayOf(at));
  const department = plan.department === "K03" && age < 16 ? "K18" : plan.department;
  const nights = random.int(...plan.days) - 1;
  const admittedAt = at + random.int(25, 70);
  const endedAt = minuteOf(dayOf(at) + nights, random.int(8, 10), random.int(0, 59));
  const made = visit(random, person, facility, at, why);
  const done = perform(random, [...new Set([...illness.services, ...plan.services])], {
    at: at + 15,
    department: "K01",
    findings: illness,
  });
  const operated = plan.operation
    ? perform(random, [plan.operation], { at: admittedAt + 90, department, findings: illness })
    : null;
  const operation = plan.operation ? serviceOf(plan.operation).name : null;
  const keys =
    age < 12 && illness.childMedicines
      ? [
          ...plan.medicines.filter((key) => key !== "paracetamol" && key !== "bromhexine"),
          ...illness.childMedicines,
        ]
      : plan.medicines;
  const { outcome, discharge, dies } = endOf(random, illness, age);
  if (dies) person.diedOn = dayOf(endedAt);
  const well = !dies && discharge === "1";
  return {
    ...made,
    ...{ careKind: "03", admittedAt, endedAt, paidAt: endedAt + random.int(10, 60), days: nights + 1 },
    services: [
      examine(examOf(facility, age, department === "K19"), at, "K01"),
      bedDays(random, department, admittedAt, endedAt),
      ...done.services,
      ...(operated?.services ?? []),
    ],
    supplies: suppliesOf(random, admittedAt + 15, department, nights + 1),
    results: done.results,
    medicines: prescribe(random, keys, { days: Math.max(1, nights), at: admittedAt + 25, department }),
    notes: notesOf(random, illness, age, admittedAt, endedAt, operation),
    reason: random.pick(illness.complaints),
    admissionReason: `${illness.provisional}, cần theo dõi nội trú`,
    provisional: illness.provisional,
    main: illness.code,
    accompanying: person.chronic
      .filter(({ code }) => code === "I10" || code === "E11.9")
      .map(({ code }) => code),
    treatment: illness.treatment,
    ...{ outcome, discharge },
    note: well ? "Uống thuốc theo đơn, tái khám đúng hẹn" : null,
    departments: ["K01", department],
    injury: illness.injury ? random.pick(["1", "2", "3", "5"]) : null,
    nextVisitOn: well && random.chance(0.6) ? dayOf(endedAt) + random.pick([7, 10, 14]) : null,
    daysOff: well && isEmployed(person) ? random.int(2, 7) : 0,
  };
}
