import type { z } from "zod";
import { RulePack } from "../forecasting/pack.ts";
import type { About } from "./published-packs.ts";
import {
  AntigenFile,
  type Condition,
  type Interval,
  ScheduleFile,
  type Series,
  type SeriesDose,
  type Vaccine,
} from "./supporting-data-wire.ts";

const inner = (file: unknown, name: string): unknown =>
  typeof file === "object" && file !== null && name in file
    ? Object.entries(file).find(([k]) => k === name)?.[1]
    : file;

type Raw<T extends z.ZodType> = z.infer<T>;

const windowOf = ({ beginAge, endAge }: { beginAge?: string | undefined; endAge?: string | undefined }) => ({
  from: beginAge,
  until: endAge,
});

const validityOf = (rule: { effectiveDate?: string | undefined; cessationDate?: string | undefined }) => ({
  validFrom: rule.effectiveDate,
  validTo: rule.cessationDate,
});

/** Birth dates are written `01/01/1957`, every other date `1957-01-01`. */
const isoDay = (date: string | undefined) => date?.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, "$3-$1-$2");

function intervalOf(raw: Raw<typeof Interval>) {
  const since = () => {
    if (raw.fromTargetDose !== undefined) return { targetDose: Number(raw.fromTargetDose) };
    if (raw.fromMostRecent) return { mostRecent: raw.fromMostRecent };
    if (raw.fromRelevantObs) return { observation: raw.fromRelevantObs.code };
    return "previous" as const;
  };
  return {
    since: raw.fromPrevious === "Y" ? ("previous" as const) : since(),
    absoluteMinimum: raw.absMinInt,
    minimum: raw.minInt,
    earliestRecommended: raw.earliestRecInt,
    latestRecommended: raw.latestRecInt,
    priority: raw.intervalPriority === "override" ? (true as const) : undefined,
    ...validityOf(raw),
  };
}

function conditionOf(raw: Raw<typeof Condition>) {
  const kind = raw.conditionType.toLowerCase();
  if (kind === "age") return { kind: "age" as const, ...windowOf(raw) };
  if (kind === "interval") return { kind: "interval" as const, interval: raw.interval };
  if (kind === "completed series") return { kind: "completed-series" as const, group: raw.seriesGroups };
  if (!kind.startsWith("vaccine count by")) throw new Error(`unknown condition “${raw.conditionType}”`);
  const logic = raw.doseCountLogic?.toLowerCase() ?? "";
  return {
    kind: "count" as const,
    than: logic.startsWith("greater") ? "more" : logic.startsWith("less") ? "fewer" : "exactly",
    count: Number(raw.doseCount),
    only: raw.doseType?.toLowerCase() === "valid" ? "valid" : "any",
    vaccines: raw.vaccineTypes,
    ...windowOf(raw),
    startsOn: raw.startDate,
    endsOn: raw.endDate,
  };
}

const needs = (logic: string | undefined) => (logic?.toUpperCase() === "AND" ? "every" : "some");

const orNone = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Vaccines of one age window together: the lists are long and their windows few. */
function byWindow(vaccines: Raw<typeof Vaccine>[]) {
  const grouped = Map.groupBy(vaccines, ({ beginAge, endAge }) => `${beginAge}|${endAge}`);
  return [...grouped.values()].flatMap(([first, ...more]) =>
    first ? [{ vaccines: [first, ...more].map(({ cvx }) => cvx), ...windowOf(first) }] : [],
  );
}

function doseOf(raw: Raw<typeof SeriesDose>) {
  const season = raw.seasonalRecommendation;
  const ages = raw.age.map((one) => ({
    absoluteMinimum: one.absMinAge,
    minimum: one.minAge,
    earliestRecommended: one.earliestRecAge,
    latestRecommended: one.latestRecAge,
    maximum: one.maxAge,
    ...validityOf(one),
  }));
  return {
    ages: ages.filter((one) => Object.values(one).some((value) => value !== undefined)),
    intervals: orNone(raw.interval.map(intervalOf)),
    allowableInterval: raw.allowableInterval ? intervalOf(raw.allowableInterval) : undefined,
    skips: orNone(
      raw.conditionalSkip.map((skip) => ({
        when: skip.context.toLowerCase(),
        needs: needs(skip.setLogic),
        sets: skip.set.map((set) => ({
          needs: needs(set.conditionLogic),
          conditions: set.condition.map(conditionOf),
          ...validityOf(set),
        })),
      })),
    ),
    preferable: orNone(
      raw.preferableVaccine.map((one) => ({
        vaccine: one.cvx,
        ...windowOf(one),
        maker: one.mvx,
        volume: one.volume === undefined ? undefined : Number(one.volume),
        named: one.forecastVaccineType,
      })),
    ),
    allowable: orNone(byWindow(raw.allowableVaccine)),
    inadvertent: orNone(raw.inadvertentVaccine.map(({ cvx }) => cvx)),
    recurring: raw.recurringDose,
    season: season?.startDate ? { startsOn: season.startDate, endsOn: season.endDate } : undefined,
  };
}

const genders: Record<string, string> = { Female: "F", Male: "M", Unknown: "unknown" };

function seriesOf(raw: Raw<typeof Series>) {
  const select = raw.selectSeries;
  return {
    name: raw.seriesName,
    kind: raw.seriesType.toLowerCase().replaceAll(" ", "-"),
    genders: orNone(raw.requiredGender.map((gender) => genders[gender] ?? gender)),
    group: select.seriesGroup,
    equivalentGroups: raw.equivalentSeriesGroups,
    priority: select.seriesPriority,
    preference: select.seriesPreference === undefined ? undefined : Number(select.seriesPreference),
    isDefault: select.defaultSeries,
    productPath: select.productPath,
    minimumAgeToStart: select.minAgeToStart,
    maximumAgeToStart: select.maxAgeToStart,
    indications: orNone(
      raw.indication.map((one) => ({ observation: one.observationCode.code, ...windowOf(one) })),
    ),
    doses: raw.seriesDose.map(doseOf),
  };
}

function antigenOf(raw: Raw<typeof AntigenFile>) {
  const { immunity, contraindications } = raw;
  const birth = immunity?.dateOfBirth;
  return {
    vaccineGroup: raw.series[0]?.vaccineGroup,
    immunity: immunity && {
      history: orNone(immunity.clinicalHistory.map(({ guidelineCode }) => guidelineCode)),
      bornBefore: isoDay(birth?.immunityBirthDate),
      country: birth?.birthCountry,
      exclusions: orNone(birth?.exclusion.map(({ exclusionCode }) => exclusionCode) ?? []),
    },
    contraindications: contraindications && {
      antigen: contraindications.vaccineGroup?.contraindication.map((one) => ({
        observation: one.observationCode,
        ...windowOf(one),
      })),
      vaccine: contraindications.vaccine?.contraindication.map((one) => ({
        observation: one.observationCode,
        vaccines: one.contraindicatedVaccine.map((named) => ({ vaccine: named.cvx, ...windowOf(named) })),
      })),
    },
    series: raw.series.map(seriesOf),
  };
}

function conflictsOf(raw: Raw<typeof ScheduleFile>) {
  const pairs = raw.liveVirusConflicts.liveVirusConflict;
  const spans = Map.groupBy(
    pairs,
    (pair) =>
      `${pair.current.cvx}|${pair.conflictBeginInterval}|${pair.minConflictEndInterval}|${pair.conflictEndInterval}`,
  );
  const perCurrent = [...spans.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const {
      conflictBeginInterval: begin,
      minConflictEndInterval: minimumEnd,
      conflictEndInterval: end,
    } = first;
    const previous = [first, ...more].map((pair) => pair.previous.cvx).sort();
    return [{ previous, current: first.current.cvx, begin, minimumEnd, end }];
  });
  const alike = Map.groupBy(perCurrent, (one) =>
    JSON.stringify([one.previous, one.begin, one.minimumEnd, one.end]),
  );
  return [...alike.values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, current: [first, ...more].map(({ current }) => current) }] : [],
  );
}

/** Drops what is undefined, as JSON would. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * A rule pack of CDSi supporting data: the schedule's file and one file per antigen, as the JSON that fhir-fli/cicada
 * publishes. What it does not understand stops it.
 */
export function packOfSupportingData(
  { spellings, ...about }: About,
  schedule: unknown,
  antigens: readonly unknown[],
): RulePack {
  const raw = ScheduleFile.parse(inner(schedule, "scheduleSupportingData"));
  const antigenFiles = antigens.map((file) => AntigenFile.parse(inner(file, "antigenSupportingData")));
  const known = new Map(antigenFiles.map((file) => [file.series[0]?.targetDisease ?? "", antigenOf(file)]));
  const full = new Map(
    raw.vaccineGroups.vaccineGroup.map((one) => [one.name, one.administerFullVaccineGroup]),
  );
  const groups = raw.vaccineGroupToAntigenMap.vaccineGroupMap.map((one) => ({
    name: one.name,
    antigens: one.antigen.filter((name) => known.has(name)),
    fullGroup: full.get(one.name),
    spellings: spellings[one.name],
  }));
  const pack = {
    ...about,
    graceDays: 0,
    groups: groups.filter((one) => one.antigens.length > 0),
    vaccines: Object.fromEntries(
      raw.cvxToAntigenMap.cvxMap.map((one) => [
        one.cvx,
        {
          name: one.shortDescription,
          antigens: one.association.map((of) => ({
            antigen: of.antigen,
            from: of.associationBeginAge,
            until: of.associationEndAge,
          })),
        },
      ]),
    ),
    conflicts: conflictsOf(raw),
    antigens: Object.fromEntries(known),
  };
  return RulePack.parse(asJson(pack));
}
