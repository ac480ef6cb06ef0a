import type { Day } from "#lib/platform/clock.ts";
import { type DayNumber, dayNumber, writtenDay } from "./forecasting/calendar.ts";
import type { Facts, GivenDose } from "./forecasting/facts.ts";
import { forecast, forecastGroup, type GroupResult, judgementOf } from "./forecasting/forecast.ts";
import type { SeriesStatus } from "./forecasting/forecast-series.ts";
import type { DoseStatus, JudgedDose, Reason } from "./forecasting/judged-dose.ts";
import type { Rules } from "./forecasting/rules-index.ts";
import type { ForecastCase } from "./inputs.ts";
import { provinceOf } from "./province.ts";

/** One vaccine group's forecast, in the words of the suite that the case belongs to. */
export type AnsweredForecast = {
  seriesStatus: string;
  forecastDose: string | null;
  earliest: Day | null;
  recommended: Day | null;
  pastDue: Day | null;
};

export type AnsweredDose = { date: Day; cvx: string; status: string | null; reason: string | null };

export type Answer = { id: string | number; doses: AnsweredDose[] } & (
  | { forecast: AnsweredForecast }
  | { forecasts: ({ vaccineGroup: string } & AnsweredForecast)[] }
);

/** A question that the pack cannot answer, said so that the asker can mend it. */
export class Unanswerable extends Error {}

const doseWords: Record<DoseStatus, string> = {
  valid: "Valid",
  "not-valid": "Not Valid",
  extraneous: "Extraneous",
  "sub-standard": "Sub-standard",
};

const reasonWords: Record<Reason, string> = {
  "without-effect": "Dose Condition",
  inadvertent: "Inadvertent Vaccine",
  "too-young": "Age: Too Young",
  "too-old": "Age: Too Old",
  "too-soon": "Interval: too Soon",
  "live-conflict": "Live Virus Conflict",
  "wrong-vaccine": "Not a preferable or allowable vaccine",
  "series-complete": "Series Already Complete",
  "not-in-schedule": "Not in the schedule",
};

type Words = { statuses: Record<SeriesStatus, string>; noDose: string | null };

/** CDC's suite for the healthy writes `Not complete` and leaves the dose empty; that for conditions does otherwise. */
const healthy: Words = {
  statuses: {
    "not-complete": "Not complete",
    complete: "Complete",
    immune: "Immune",
    contraindicated: "Contraindicated",
    "aged-out": "Aged out",
    "not-recommended": "Not recommended",
  },
  noDose: null,
};

const conditions: Words = {
  statuses: {
    "not-complete": "Not Complete",
    complete: "Complete",
    immune: "Immune",
    contraindicated: "Contraindicated",
    "aged-out": "Aged Out",
    "not-recommended": "Not Recommended",
  },
  noDose: "-",
};

const wordsOf = (asked: ForecastCase): Words =>
  asked.suite?.startsWith("conditions") ? conditions : healthy;

/** The day of a text that the input has already checked. */
function checkedDay(text: Day): DayNumber {
  const day = dayNumber(text);
  if (day === null) throw new Unanswerable(`“${text}” is no date`);
  return day;
}

const genders: Record<string, Facts["gender"]> = { f: "F", female: "F", m: "M", male: "M" };

/** Codes are two digits at least, as CVX writes them. */
const vaccineCode = (cvx: string) => (/^\d$/.test(cvx) ? `0${cvx}` : cvx);

function givenDose(dose: ForecastCase["doses"][number]): GivenDose {
  return {
    on: checkedDay(dose.date),
    vaccine: vaccineCode(dose.cvx),
    maker: dose.mvx ?? null,
    volume: dose.volume ?? null,
    withoutEffect: dose.withoutEffect ?? false,
  };
}

function factsOf(asked: ForecastCase, doses: readonly GivenDose[]): Facts {
  return {
    bornOn: checkedDay(asked.dob),
    gender: genders[asked.gender?.toLowerCase() ?? ""] ?? "unknown",
    countryOfBirth: asked.birthCountry ?? null,
    observations: (asked.observations ?? []).map(({ code, date }) => ({
      code,
      on: date ? checkedDay(date) : null,
    })),
    doses: doses.toSorted((a, b) => a.on - b.on),
    assessedOn: checkedDay(asked.assessmentDate),
    province: asked.ward ? provinceOf(asked.ward) : null,
  };
}

function groupNamed(name: string, rules: Rules) {
  const wanted = name.trim().toLowerCase();
  const found = rules.pack.groups.find((group) =>
    [group.name, ...(group.spellings ?? [])].some((spelling) => spelling.toLowerCase() === wanted),
  );
  if (!found) throw new Unanswerable(`the ${rules.pack.name} pack has no vaccine group “${name}”`);
  return found;
}

/** A forecast in words; a group that no series of the pack speaks of for this person is not recommended. */
function answeredForecast(result: GroupResult | undefined, words: Words): AnsweredForecast {
  const written = (day: DayNumber | null | undefined) => (day == null ? null : writtenDay(day));
  const { forecast: found } = result ?? {};
  const number = found?.doseNumber ?? null;
  return {
    seriesStatus: words.statuses[found?.status ?? "not-recommended"],
    forecastDose: number === null ? words.noDose : String(number),
    earliest: written(found?.earliest),
    recommended: written(found?.recommended),
    pastDue: written(found?.pastDue),
  };
}

/**
 * Answers one case: every dose judged for the case's vaccine group (a dose without its antigens by its own groups), and
 * what is next; without a group, what is next for every group of the pack.
 */
export function answerCase(asked: ForecastCase, rules: Rules): Answer {
  const words = wordsOf(asked);
  const doses = asked.doses.map(givenDose);
  const facts = factsOf(asked, doses);
  const group = asked.vaccineGroup ? groupNamed(asked.vaccineGroup, rules) : null;
  const own = group ? forecastGroup(group, facts, rules) : forecast(facts, rules);
  const judge = (dose: GivenDose): JudgedDose | null =>
    judgementOf(dose, own) ?? (group ? judgementOf(dose, forecast(facts, rules)) : null);
  const answeredDoses = asked.doses.map(({ date, cvx }, i) => {
    const dose = doses[i];
    const judged = dose ? judge(dose) : null;
    const reason = judged ? judged.reason : "not-in-schedule";
    return {
      date,
      cvx,
      status: judged ? doseWords[judged.status] : null,
      reason: reason && reasonWords[reason],
    };
  });
  const answer = { id: asked.id, doses: answeredDoses };
  if (group) return { ...answer, forecast: answeredForecast(own[0], words) };
  const first = Map.groupBy(own, (result) => result.group);
  const forecasts = rules.pack.groups.map(({ name }) => ({
    vaccineGroup: name,
    ...answeredForecast(first.get(name)?.[0], words),
  }));
  return { ...answer, forecasts };
}
