import { ageOn, type DayNumber, dayOf, type Minute, minuteOf } from "./calendar.ts";
import type { Birth, Encounter } from "./encounter.ts";
import type { Person } from "./people.ts";
import { healthCentre, provincialHospital } from "./places.data.ts";
import { examine, perform, prescribe } from "./prescribe.ts";
import type { Random } from "./random.ts";
import type { Registrar } from "./registrar.ts";
import { bedDays, suppliesOf, vitals } from "./stay.ts";
import { arrivalOn, isEmployed, visit } from "./visit.ts";

/** Births a year of a wife, by her age. */
const fertility = (age: number) =>
  age < 18 ? 0 : age < 20 ? 0.06 : age < 25 ? 0.25 : age < 30 ? 0.28 : age < 35 ? 0.18 : age < 40 ? 0.07 : 0;

/** The day on which a mother of this household gives birth, if she does between two days. */
export function deliveryDay(
  random: Random,
  mother: Person,
  youngest: DayNumber,
  from: DayNumber,
  until: DayNumber,
): DayNumber | null {
  for (let year = from; year < until; year += 365) {
    const day = year + random.int(0, 364);
    if (day < youngest + 700 || !random.chance(fertility(ageOn(mother.bornOn, day)))) continue;
    return day < until ? day : null;
  }
  return null;
}

/** Khám thai: at the station in the beginning, then at the health centre, as long as these days are told. */
export function* antenatalCare(
  random: Random,
  mother: Person,
  delivery: DayNumber,
  from: DayNumber,
  until: DayNumber,
): Generator<Encounter> {
  for (const week of [9, 13, 17, 22, 26, 31, 34, 37, 39]) {
    const day = delivery - (40 - week) * 7 + random.int(-3, 3);
    if (!random.chance(0.75) || day < from || day > until || day >= delivery) continue;
    const facility = random.chance(0.4) ? mother.ward.station : healthCentre;
    const at = arrivalOn(random, day);
    const made = visit(random, mother, facility, at, {});
    const tests =
      facility.kind === "station"
        ? []
        : [
            "pregnancyEcho",
            ...(week === 26 ? ["bloodCount", "glucose"] : week === 13 ? ["bloodCount", "urine"] : []),
          ];
    const done = perform(random, tests, { at: at + 16, department: "K27", findings: {} });
    const endedAt = done.endedAt + random.int(6, 25);
    yield {
      ...made,
      departments: ["K27"],
      services: [
        examine(facility.kind === "station" ? "visitStation" : "visitWomen", at, "K27"),
        ...done.services,
      ],
      results: done.results,
      medicines: prescribe(random, random.chance(0.8) ? ["ironFolic", "calcium"] : [], {
        days: 28,
        at: done.endedAt + 3,
        department: "K27",
      }),
      reason: `Khám thai ${week} tuần`,
      provisional: `Thai ${week} tuần`,
      // Its finer codes are none that a visit may have as its main one.
      main: "Z34",
      treatment: "Theo dõi thai",
      outcome: "7",
      ...{ endedAt, paidAt: endedAt + random.int(1, 8), nextVisitOn: day + 28 },
      ...(isEmployed(mother) && week < 14 && facility.kind !== "station" && random.chance(0.12)
        ? { daysOff: 7, restForPregnancy: true }
        : {}),
    };
  }
}

const codes = { vaginal: "O80.0", caesarean: "O82.9", twins: "O84.0" };

/** Đẻ: the mother's stay, and each child with its own. */
export function delivery(
  random: Random,
  parents: { mother: Person; father: Person },
  day: DayNumber,
  living: number,
  registrar: Registrar,
): { encounters: Encounter[]; children: Person[] } {
  const { mother } = parents;
  const twins = random.chance(0.012);
  const caesarean = random.chance(twins ? 0.6 : 0.32);
  const facility = twins || random.chance(0.25) ? provincialHospital : healthCentre;
  const at: Minute = minuteOf(day, random.int(0, 19), random.int(0, 59));
  const bornAt = at + random.int(60, 220);
  const children: Person[] = [];
  const births: Birth[] = [];
  for (let order = 1; order <= (twins ? 2 : 1); order += 1) {
    const time = bornAt + (order - 1) * random.int(3, 14);
    const child = registrar.enterNewborn(random, parents, time, random.chance(0.525) ? "male" : "female");
    const weight = 50 * Math.round((twins ? random.middling(2000, 2900) : random.middling(2500, 3900)) / 50);
    births.push({
      child,
      order,
      weight,
      caesarean,
      attendant: `Hộ sinh số ${random.int(1, 9)}`,
      living: living + order,
      early: false,
    });
    children.push(child);
  }
  const endedAt = minuteOf(dayOf(bornAt) + (caesarean ? 5 : 3), random.int(8, 10), random.int(0, 59));
  const age = ageOn(mother.bornOn, day);
  const why = { emergency: facility === provincialHospital, inpatient: true };
  const made = visit(random, mother, facility, at, why);
  const done = perform(
    random,
    ["bloodCount", caesarean ? "caesarean" : twins ? "twinDelivery" : "delivery"],
    { at: at + 20, department: "K27", findings: {} },
  );
  const stay: Encounter = {
    ...made,
    ...{
      careKind: "03",
      admittedAt: at + 20,
      endedAt,
      paidAt: endedAt + random.int(10, 60),
      days: dayOf(endedAt) - dayOf(at) + 1,
    },
    departments: ["K27"],
    services: [
      examine(facility.kind === "provincial" ? "visitProvincial" : "visitWomen", at, "K27"),
      bedDays(random, "K27", at + 20, endedAt),
      ...done.services,
    ],
    supplies: suppliesOf(random, at + 30, "K27", 3),
    results: done.results,
    medicines: prescribe(
      random,
      caesarean ? ["ceftriaxone", "oxytocin", "paracetamol", "ringerLactate"] : ["oxytocin", "paracetamol"],
      { days: 2, at: bornAt + 5, department: "K27" },
    ),
    notes: [
      { text: `Thai đủ tháng, đau bụng từng cơn. ${vitals(random, age, false)}`, at: at + 25 },
      {
        text: `Sinh lúc ${births.length > 1 ? "hai bé" : "một bé"}, mẹ tỉnh, tử cung co tốt. ${vitals(random, age, false)}`,
        at: bornAt + 30,
        ...(caesarean ? { operation: "Mổ lấy thai đoạn dưới tử cung" } : {}),
      },
      { text: `Mẹ và bé ổn, cho ra viện. ${vitals(random, age, false)}`, at: endedAt - 40 },
    ],
    reason: "Đau bụng chuyển dạ",
    admissionReason: "Chuyển dạ",
    provisional: "Thai đủ tháng, chuyển dạ",
    main: caesarean ? codes.caesarean : twins ? codes.twins : codes.vaginal,
    treatment: caesarean ? "Mổ lấy thai" : "Đỡ đẻ thường",
    outcome: "1",
    note: "Cho bé bú sữa mẹ, tái khám khi có bất thường",
    childWeights: births.map(({ weight }) => weight),
    births,
  };
  const newborns = births.map((birth) => newborn(random, stay, birth, twins));
  return { encounters: [stay, ...newborns], children };
}

function newborn(
  random: Random,
  stay: Encounter,
  { child, weight, order }: Birth,
  twins: boolean,
): Encounter {
  const at = child.bornAt ?? stay.arrivedAt;
  const made = visit(random, child, stay.facility, at, {});
  const done = perform(random, ["cord"], { at: at + 40, department: "K27", findings: {} });
  return {
    ...made,
    underMother: { mother: stay.person, order: twins ? order : null },
    category: made.category === "9" ? "9" : "1.7",
    ...{
      careKind: "03",
      admittedAt: at,
      endedAt: stay.endedAt,
      paidAt: stay.paidAt,
      days: dayOf(stay.endedAt) - dayOf(at) + 1,
    },
    departments: ["K27"],
    services: [bedDays(random, "K27", at, stay.endedAt), ...done.services],
    medicines: prescribe(random, ["vitaminK1"], { days: 1, at: at + 45, department: "K27" }),
    notes: [{ text: `Trẻ khóc to, hồng hào, bú được. ${vitals(random, 0, false)}`, at: at + 50 }],
    reason: "Trẻ sinh tại cơ sở",
    admissionReason: "Theo dõi sơ sinh",
    provisional: "Sơ sinh đủ tháng",
    main: twins ? "Z38.3" : "Z38.0",
    treatment: "Chăm sóc trẻ sơ sinh thường quy",
    outcome: "1",
    weightKg: Math.round(weight / 10) / 100,
    childWeights: [weight],
  };
}
