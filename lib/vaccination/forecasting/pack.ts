import { z } from "zod";
import { dayNumber, isDuration } from "./calendar.ts";

const duration = z.string().refine(isDuration, "no duration");
const day = z.string().refine((text) => dayNumber(text) !== null, "no date");
/** CVX, or a code of our own for a product without one. */
const vaccineCode = z.string();
/** An age window: from `from`, before `until`. */
const window = { from: duration.optional(), until: duration.optional() };
/** When a rule was in force, both days included. */
const validity = { validFrom: day.optional(), validTo: day.optional() };

const ages = z.strictObject({
  absoluteMinimum: duration.optional(),
  minimum: duration.optional(),
  earliestRecommended: duration.optional(),
  latestRecommended: duration.optional(),
  maximum: duration.optional(),
  ...validity,
});

const interval = z.strictObject({
  /** From the immediately previous dose, from the dose that met a target dose, from the most recent of some vaccines, or from an observation. */
  since: z.union([
    z.literal("previous"),
    z.strictObject({ targetDose: z.int() }),
    z.strictObject({ mostRecent: z.array(vaccineCode) }),
    z.strictObject({ observation: z.string() }),
  ]),
  absoluteMinimum: duration.optional(),
  minimum: duration.optional(),
  earliestRecommended: duration.optional(),
  latestRecommended: duration.optional(),
  /** FORECASTPRIORITY-1: such a dose does not wait for the other antigens of its group. */
  priority: z.literal(true).optional(),
  ...validity,
});

const skipCondition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("age"), ...window }),
  z.strictObject({ kind: z.literal("interval"), interval: duration }),
  z.strictObject({ kind: z.literal("completed-series"), group: z.string() }),
  z.strictObject({
    kind: z.literal("count"),
    than: z.enum(["more", "exactly", "fewer"]),
    count: z.int(),
    only: z.enum(["valid", "any"]),
    vaccines: z.array(vaccineCode).optional(),
    ...window,
    startsOn: day.optional(),
    endsOn: day.optional(),
  }),
]);

const skip = z.strictObject({
  when: z.enum(["evaluation", "forecast", "both"]),
  needs: z.enum(["every", "some"]),
  sets: z.array(
    z.strictObject({
      needs: z.enum(["every", "some"]),
      conditions: z.array(skipCondition),
      ...validity,
    }),
  ),
});

const preferable = z.strictObject({
  vaccine: vaccineCode,
  ...window,
  /** MVX, where only one maker's product will do. */
  maker: z.string().optional(),
  /** Millilitres. */
  volume: z.number().optional(),
  /** Named in a recommendation (forecast vaccine type flag). */
  named: z.literal(true).optional(),
});

const seriesDose = z.strictObject({
  /** The row of the pack's own schedule that this dose comes from. */
  rule: z.string().optional(),
  ages: z.array(ages),
  intervals: z.array(interval).optional(),
  allowableInterval: interval.optional(),
  skips: z.array(skip).optional(),
  preferable: z.array(preferable).optional(),
  allowable: z.array(z.strictObject({ vaccines: z.array(vaccineCode), ...window })).optional(),
  inadvertent: z.array(vaccineCode).optional(),
  recurring: z.literal(true).optional(),
  season: z.strictObject({ startsOn: day, endsOn: day.optional() }).optional(),
});

const series = z.strictObject({
  name: z.string(),
  kind: z.enum(["standard", "risk", "evaluation-only"]),
  /** Who offers it, where that differs: the national programme, or vaccination that is paid for. */
  programme: z.enum(["national", "service"]).optional(),
  /** Where and since when it is offered; everywhere and always when left out. */
  availability: z.array(z.strictObject({ province: z.string(), from: day })).optional(),
  genders: z.array(z.enum(["F", "M", "unknown"])).optional(),
  group: z.string(),
  equivalentGroups: z.array(z.string()).optional(),
  priority: z.string(),
  preference: z.int().optional(),
  isDefault: z.literal(true).optional(),
  productPath: z.literal(true).optional(),
  minimumAgeToStart: duration.optional(),
  maximumAgeToStart: duration.optional(),
  indications: z.array(z.strictObject({ observation: z.string(), ...window })).optional(),
  doses: z.array(seriesDose).min(1),
});

const antigen = z.strictObject({
  vaccineGroup: z.string(),
  immunity: z
    .strictObject({
      history: z.array(z.string()).optional(),
      bornBefore: day.optional(),
      country: z.string().optional(),
      exclusions: z.array(z.string()).optional(),
    })
    .optional(),
  contraindications: z
    .strictObject({
      antigen: z.array(z.strictObject({ observation: z.string(), ...window })).optional(),
      vaccine: z
        .array(
          z.strictObject({
            observation: z.string(),
            vaccines: z.array(z.strictObject({ vaccine: vaccineCode, ...window })),
          }),
        )
        .optional(),
    })
    .optional(),
  series: z.array(series).min(1),
});

/** Rules as data, in the terms of the CDSi logic specification: what the engine is given besides a person's facts. */
export const RulePack = z.strictObject({
  name: z.string(),
  version: z.string(),
  source: z.string(),
  licence: z.string(),
  /** What a minimum may be undercut by where the rules state no absolute minimum. */
  graceDays: z.int().nonnegative(),
  groups: z.array(
    z.strictObject({
      name: z.string(),
      antigens: z.array(z.string()).min(1),
      /** Given as one vaccine for all its antigens, such as MMR. */
      fullGroup: z.literal(true).optional(),
      /** Other spellings of the name that callers use. */
      spellings: z.array(z.string()).optional(),
    }),
  ),
  vaccines: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      antigens: z.array(z.strictObject({ antigen: z.string(), ...window })),
    }),
  ),
  conflicts: z.array(
    z.strictObject({
      previous: z.array(vaccineCode),
      current: z.array(vaccineCode),
      begin: duration,
      minimumEnd: duration,
      end: duration,
    }),
  ),
  antigens: z.record(z.string(), antigen),
});

export type RulePack = z.infer<typeof RulePack>;
export type AntigenRules = z.infer<typeof antigen>;
export type Series = z.infer<typeof series>;
export type SeriesDose = z.infer<typeof seriesDose>;
export type Ages = z.infer<typeof ages>;
export type Interval = z.infer<typeof interval>;
export type Skip = z.infer<typeof skip>;
export type SkipCondition = z.infer<typeof skipCondition>;
export type Preferable = z.infer<typeof preferable>;
export type Conflict = Omit<RulePack["conflicts"][number], "current">;
