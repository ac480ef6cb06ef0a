import type { Day } from "#lib/platform/clock.ts";
import { type Dose, givenDoses } from "./dose-rules.ts";
import type { DueDose, DueList, NotCounted } from "./due-rules.ts";
import {
  type DayNumber,
  dayNumber,
  earliestOf,
  isDuration,
  plus,
  writtenDay,
} from "./forecasting/calendar.ts";
import type { Facts } from "./forecasting/facts.ts";
import { forecast, type GroupResult, judgementOf } from "./forecasting/forecast.ts";
import type { SeriesForecast } from "./forecasting/forecast-series.ts";
import { antigenRules, type Rules } from "./forecasting/rules-index.ts";
import { openPack } from "./packs/open-pack.ts";
import { type Pregnancy, pregnancyBegan } from "./pregnancy-rules.ts";
import { provinceOf } from "./province.ts";

/** Whom a forecast is for, as far as the registry knows them. */
export type Person = {
  birthDate: string;
  sex: string;
  wardCode: string | null;
  /** What she tells of it herself, while it holds. */
  pregnancy?: Pregnancy | null;
};

/** Observations of CDSi: pregnant, and when it began. */
const PREGNANT = "007";
const PREGNANCY_BEGAN = "170";
/** Rows for pregnant women, of any age. */
const isOfPregnancy = (rule: string) => rule.startsWith("TT_PREG");

function observationsOf(pregnancy: Pregnancy | null | undefined): Facts["observations"] {
  if (!pregnancy) return [];
  const began = pregnancyBegan(pregnancy);
  return [
    { code: PREGNANT, on: null },
    { code: PREGNANCY_BEGAN, on: dayNumber(began ?? pregnancy.toldOn) },
  ];
}

/**
 * From this age on, rows of the programme that name no upper age are not said to be due: they are for children. The law names
 * none there; the number is ours, and whoever is older is told to ask.
 */
const ADULT = "18 years";

/** Rows that are said once: the same row stands in the series of several antigens of one vaccine. */
function rowsOf(results: readonly GroupResult[], programme: "national" | "service") {
  const rows = new Map<string, SeriesForecast[]>();
  for (const one of results.flatMap(({ best }) => best)) {
    const rule = one.next?.target.rules.rule;
    if (one.walk.series.programme === programme && rule) rows.set(rule, [...(rows.get(rule) ?? []), one]);
  }
  return rows;
}

const latest = (days: readonly DayNumber[]) => Math.max(...days);
const written = (day: DayNumber | null) => (day === null ? null : writtenDay(day));

/** From when on a row is late: when every series that it stands in is; never for what was offered only later. */
function lateFrom(own: readonly SeriesForecast[], recommended: DayNumber): DayNumber | null {
  const days = own.flatMap(({ next }) => (next ? [next.dates.pastDue] : []));
  const last = days.some((day) => day === null) ? null : latest(days.map((day) => day ?? 0));
  return last !== null && last >= recommended ? last : null;
}

/** How one row stands on a day. */
function dueDose(
  rule: string,
  own: readonly SeriesForecast[],
  facts: Facts,
  scheduleRow: (rule: string) => ScheduleFacts,
): DueDose {
  const row = scheduleRow(rule);
  const dates = own.flatMap(({ next }) => next?.dates ?? []);
  // Nobody was late for what was not offered yet.
  const offered = own.flatMap(({ walk }) =>
    (walk.series.availability ?? []).flatMap(({ province, from }) =>
      province === facts.province ? (dayNumber(from) ?? []) : [],
    ),
  );
  const recommended = latest([...dates.map((one) => one.recommended), ...offered]);
  const counted = own.flatMap(({ walk }) => walk.judged.filter(({ status }) => status === "valid"));
  const last = counted.length > 0 ? latest(counted.map(({ dose }) => dose.on)) : null;
  const upper = row.targetGroupUpperAge ?? ADULT;
  const limit = earliestOf([
    ...dates.map((one) => one.latest),
    row.targetGroupUpperAge && isDuration(row.targetGroupUpperAge)
      ? plus(facts.bornOn, row.targetGroupUpperAge) - 1
      : null,
  ]);
  const isPast = isDuration(upper) && facts.assessedOn >= plus(facts.bornOn, upper) && !isOfPregnancy(rule);
  const standing = isPast ? "past-age" : recommended <= facts.assessedOn ? "due" : "later";
  const [group = "", number = "0"] = rule.split(" ");
  return {
    ...{ group, dose: Number(number), standing, age: row.recAge ?? row.minAge },
    earliest: writtenDay(latest(dates.map((one) => one.earliest))),
    recommended: writtenDay(recommended),
    pastDue: written(lateFrom(own, recommended)),
    limit: written(limit),
    previousOn: written(last),
    isSure: row.confidence.startsWith("high"),
  };
}

type ScheduleFacts = {
  recAge: string | null;
  minAge: string | null;
  targetGroupUpperAge: string | null;
  confidence: string;
};

const genders: Record<string, Facts["gender"]> = { female: "F", male: "M" };

/** Doses that count for no series, with why; a dose that the pack does not know has no verdict. */
function notCounted(facts: Facts, given: readonly Dose[], results: readonly GroupResult[]): NotCounted[] {
  return facts.doses.flatMap((dose, i) => {
    const judged = judgementOf(dose, results);
    const shown = given[i];
    if (!shown || !judged?.reason || judged.status === "valid") return [];
    return [{ doseId: shown.doseId, reason: judged.reason }];
  });
}

/** Where on its schedule a child stands: what is still to come of every series of the programme that is followed. */
function comingRows(results: readonly GroupResult[]) {
  return results.flatMap(({ best }) =>
    best.flatMap(({ walk, next }) =>
      next === null || walk.series.programme !== "national"
        ? []
        : walk.targets
            .slice(walk.targets.indexOf(next.target))
            .flatMap(({ rules }) => (rules.rule ? [{ rule: rules.rule, antigen: walk.antigen }] : [])),
    ),
  );
}

const rowOf = ({ group, dose }: DueDose) => `${group} ${dose}`;

/**
 * Đến hạn mũi nào: what the Vietnamese schedule says is due today, what comes next and what else can be had, for one person and
 * what their book has. Doses that wait for a station count as given, and what they put off is named. Null where only the
 * year of birth is known: the schedule counts by months.
 */
export async function whatIsDue(person: Person, doses: readonly Dose[], today: Day): Promise<DueList | null> {
  const list = await listFor(person, doses, today);
  const sure = doses.filter((dose) => dose.declared !== "waiting");
  if (!list || sure.length === doses.length) return list;
  const without = await listFor(person, sure, today);
  const due = new Set(list.due.map(rowOf));
  return { ...list, tentative: (without?.due ?? []).filter((row) => !due.has(rowOf(row))) };
}

async function listFor(person: Person, doses: readonly Dose[], today: Day): Promise<DueList | null> {
  const [bornOn, assessedOn] = [dayNumber(person.birthDate), dayNumber(today)];
  if (bornOn === null || assessedOn === null || bornOn > assessedOn) return null;
  const [rules, { scheduleRow, vnSchedule }] = await Promise.all([openPack("vn"), import("./packs/vn.ts")]);
  const given = givenDoses(doses).filter(
    ({ givenOn }) => (dayNumber(givenOn) ?? assessedOn + 1) <= assessedOn,
  );
  const facts: Facts = {
    bornOn,
    gender: genders[person.sex] ?? "unknown",
    countryOfBirth: null,
    observations: observationsOf(person.pregnancy),
    doses: given.map(({ givenOn, vaccineCode }) => ({
      on: dayNumber(givenOn) ?? assessedOn,
      vaccine: vaccineCode,
      maker: null,
      volume: null,
      withoutEffect: false,
    })),
    province: person.wardCode ? provinceOf(person.wardCode) : null,
    assessedOn,
  };
  return listOf(facts, given, rules, scheduleRow, vnSchedule.reviewedOn);
}

const PREGNANCY_GROUP = "Tetanus in pregnancy";

/**
 * The series for pregnant women by what they had before: two of them begin with the three doses of childhood. Whoever has not had
 * all of these follows the one that counts tetanus vaccines alone, not the rest of a child's doses.
 */
function forPregnancy(results: readonly GroupResult[], facts: Facts, rules: Rules): readonly GroupResult[] {
  const next = results
    .filter(({ group }) => group === PREGNANCY_GROUP)
    .flatMap(({ best }) => best.flatMap((one) => one.next?.target.rules.rule ?? []));
  if (next.every(isOfPregnancy)) return results;
  const own = antigenRules(rules, PREGNANCY_GROUP);
  const onlyBasic = { ...own, series: own.series.filter(({ isDefault }) => isDefault) };
  const antigens = { ...rules.pack.antigens, [PREGNANCY_GROUP]: onlyBasic };
  const alone = forecast(facts, { ...rules, pack: { ...rules.pack, antigens } });
  const isIt = ({ group }: GroupResult) => group === PREGNANCY_GROUP;
  return [...results.filter((one) => !isIt(one)), ...alone.filter(isIt)];
}

function listOf(
  facts: Facts,
  given: readonly Dose[],
  rules: Rules,
  scheduleRow: (rule: string) => ScheduleFacts,
  reviewedOn: string,
): DueList {
  const results = forPregnancy(forecast(facts, rules), facts, rules);
  const rows = [...rowsOf(results, "national")].map(([rule, own]) => dueDose(rule, own, facts, scheduleRow));
  const sorted = rows.toSorted((a, b) =>
    a.recommended < b.recommended ? -1 : a.recommended > b.recommended ? 1 : a.group < b.group ? -1 : 1,
  );
  const service = [...rowsOf(results, "service").values()].flatMap(([first]) =>
    first?.next && first.next.dates.earliest <= facts.assessedOn ? [first.walk.antigen] : [],
  );
  return {
    due: sorted.filter(({ standing }) => standing === "due"),
    later: sorted.filter(({ standing }) => standing === "later"),
    pastAge: sorted.filter(({ standing }) => standing === "past-age"),
    tentative: [],
    service: [...new Set(service)],
    notCounted: notCounted(facts, given, results),
    coming: comingRows(results).map(({ rule, antigen }) => ({
      rule,
      antigen,
      age: scheduleRow(rule).recAge,
    })),
    reviewedOn,
  };
}
