import { z } from "zod";
import { RulePack } from "../forecasting/pack.ts";
import type { About } from "./published-packs.ts";

/** Texts of the supporting data; an empty one says nothing. */
const text = z
  .string()
  .optional()
  // The rules count days; only one age is given in hours, that of the dose at birth.
  .transform((said) => said?.trim().replace(/^24 hours$/, "1 day") || undefined);
const yes = text.transform((said) =>
  said?.toLowerCase() === "yes" || said === "Y" ? (true as const) : undefined,
);
const codes = text.transform((said) => said?.split(/[;,]\s*/).map((code) => code.trim()));
const ageWindow = { beginAge: text, endAge: text };
const validity = { effectiveDate: text, cessationDate: text };
const vaccine = z.object({ vaccineType: text, cvx: z.string(), ...ageWindow });

const interval = z.object({
  fromPrevious: text,
  fromTargetDose: z.union([z.number(), z.string()]).optional(),
  fromMostRecent: codes,
  fromRelevantObs: z.object({ code: z.string() }).optional(),
  absMinInt: text,
  minInt: text,
  earliestRecInt: text,
  latestRecInt: text,
  intervalPriority: text,
  ...validity,
});

const condition = z.object({
  conditionType: z.string(),
  ...ageWindow,
  interval: text,
  startDate: text,
  endDate: text,
  doseCount: text,
  doseType: text,
  doseCountLogic: text,
  vaccineTypes: codes,
  seriesGroups: text,
});

const seriesDose = z.object({
  age: z
    .array(
      z.object({
        absMinAge: text,
        minAge: text,
        earliestRecAge: text,
        latestRecAge: text,
        maxAge: text,
        ...validity,
      }),
    )
    .default([]),
  interval: z.array(interval).default([]),
  allowableInterval: interval.optional(),
  conditionalSkip: z
    .array(
      z.object({
        context: z.string(),
        setLogic: text,
        set: z.array(z.object({ conditionLogic: text, condition: z.array(condition), ...validity })),
      }),
    )
    .default([]),
  preferableVaccine: z
    .array(vaccine.extend({ mvx: text, volume: text, forecastVaccineType: yes }))
    .default([]),
  allowableVaccine: z.array(vaccine).default([]),
  inadvertentVaccine: z.array(vaccine).default([]),
  recurringDose: yes,
  seasonalRecommendation: z.object({ startDate: text, endDate: text }).optional(),
});

const series = z.object({
  seriesName: z.string(),
  vaccineGroup: z.string(),
  targetDisease: z.string(),
  seriesType: z.string(),
  requiredGender: z.array(z.string()).default([]),
  equivalentSeriesGroups: codes,
  selectSeries: z.object({
    defaultSeries: yes,
    productPath: yes,
    seriesGroup: z.string(),
    seriesPriority: z.string(),
    seriesPreference: text,
    minAgeToStart: text,
    maxAgeToStart: text,
  }),
  indication: z
    .array(z.object({ observationCode: z.object({ code: z.string() }), ...ageWindow }))
    .default([]),
  seriesDose: z.array(seriesDose),
});

const antigenFile = z.object({
  immunity: z
    .object({
      clinicalHistory: z.array(z.object({ guidelineCode: z.string() })).default([]),
      dateOfBirth: z
        .object({
          immunityBirthDate: text,
          birthCountry: text,
          exclusion: z.array(z.object({ exclusionCode: z.string() })).default([]),
        })
        .optional(),
    })
    .optional(),
  contraindications: z
    .object({
      vaccineGroup: z
        .object({ contraindication: z.array(z.object({ observationCode: z.string(), ...ageWindow })) })
        .optional(),
      vaccine: z
        .object({
          contraindication: z.array(
            z.object({ observationCode: z.string(), contraindicatedVaccine: z.array(vaccine) }),
          ),
        })
        .optional(),
    })
    .optional(),
  series: z.array(series),
});

const scheduleFile = z.object({
  liveVirusConflicts: z.object({
    liveVirusConflict: z.array(
      z.object({
        previous: z.object({ cvx: z.string() }),
        current: z.object({ cvx: z.string() }),
        conflictBeginInterval: z.string(),
        minConflictEndInterval: z.string(),
        conflictEndInterval: z.string(),
      }),
    ),
  }),
  vaccineGroups: z.object({
    vaccineGroup: z.array(z.object({ name: z.string(), administerFullVaccineGroup: yes })),
  }),
  vaccineGroupToAntigenMap: z.object({
    vaccineGroupMap: z.array(z.object({ name: z.string(), antigen: z.array(z.string()) })),
  }),
  cvxToAntigenMap: z.object({
    cvxMap: z.array(
      z.object({
        cvx: z.string(),
        shortDescription: z.string(),
        association: z.array(
          z.object({ antigen: z.string(), associationBeginAge: text, associationEndAge: text }),
        ),
      }),
    ),
  }),
});

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

function intervalOf(raw: Raw<typeof interval>) {
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

function conditionOf(raw: Raw<typeof condition>) {
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
function byWindow(vaccines: Raw<typeof vaccine>[]) {
  const grouped = Map.groupBy(vaccines, ({ beginAge, endAge }) => `${beginAge}|${endAge}`);
  return [...grouped.values()].flatMap(([first, ...more]) =>
    first ? [{ vaccines: [first, ...more].map(({ cvx }) => cvx), ...windowOf(first) }] : [],
  );
}

function doseOf(raw: Raw<typeof seriesDose>) {
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

function seriesOf(raw: Raw<typeof series>) {
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

function antigenOf(raw: Raw<typeof antigenFile>) {
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

function conflictsOf(raw: Raw<typeof scheduleFile>) {
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
  const raw = scheduleFile.parse(inner(schedule, "scheduleSupportingData"));
  const antigenFiles = antigens.map((file) => antigenFile.parse(inner(file, "antigenSupportingData")));
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
