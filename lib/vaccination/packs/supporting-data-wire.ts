import { z } from "zod";

// CDSi supporting data as fhir-fli/cicada writes it: field names are the CDC's own.

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
/** A vaccine by its CVX, in an age window. */
export const Vaccine = z.object({ vaccineType: text, cvx: z.string(), ...ageWindow });

/** A span after something. */
export const Interval = z.object({
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

/** One condition of a conditional skip. */
export const Condition = z.object({
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

/** One target dose. */
export const SeriesDose = z.object({
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
  interval: z.array(Interval).default([]),
  allowableInterval: Interval.optional(),
  conditionalSkip: z
    .array(
      z.object({
        context: z.string(),
        setLogic: text,
        set: z.array(z.object({ conditionLogic: text, condition: z.array(Condition), ...validity })),
      }),
    )
    .default([]),
  preferableVaccine: z
    .array(Vaccine.extend({ mvx: text, volume: text, forecastVaccineType: yes }))
    .default([]),
  allowableVaccine: z.array(Vaccine).default([]),
  inadvertentVaccine: z.array(Vaccine).default([]),
  recurringDose: yes,
  seasonalRecommendation: z.object({ startDate: text, endDate: text }).optional(),
});

/** A series of target doses. */
export const Series = z.object({
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
  seriesDose: z.array(SeriesDose),
});

/** The file of one antigen. */
export const AntigenFile = z.object({
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
            z.object({ observationCode: z.string(), contraindicatedVaccine: z.array(Vaccine) }),
          ),
        })
        .optional(),
    })
    .optional(),
  series: z.array(Series),
});

/** The file of what antigens share. */
export const ScheduleFile = z.object({
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
