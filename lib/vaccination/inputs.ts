import { z } from "zod";
import { dayNumber } from "./forecasting/calendar.ts";

const day = z
  .string()
  .refine((text) => dayNumber(text) !== null, { error: ({ input }) => `“${input}” is no date (YYYY-MM-DD)` });

const code = z.string().trim().min(1).max(32);

/** A person as a forecast is asked for one: facts and doses, without any answer. */
export const ForecastCase = z
  .object({
    id: z.union([z.string(), z.number()]),
    /** Whose spellings the answer takes; the two published suites differ in theirs. */
    suite: z.string().nullish(),
    dob: day,
    gender: z.string().nullish(),
    assessmentDate: day,
    vaccineGroup: z.string().nullish(),
    doses: z
      .array(
        z.object({
          date: day,
          cvx: code,
          mvx: code.nullish(),
          volume: z.number().positive().nullish(),
          /** Expired, recalled or known to be without effect. */
          withoutEffect: z.boolean().nullish(),
        }),
      )
      .max(1000),
    observations: z
      .array(z.object({ code, date: day.nullish() }))
      .max(1000)
      .nullish(),
    birthCountry: z.string().nullish(),
    /** Commune code: some vaccines are free only in some places. */
    ward: z.string().nullish(),
  })
  .superRefine(({ dob, assessmentDate, doses }, ctx) => {
    if (assessmentDate < dob) ctx.addIssue({ code: "custom", message: "assessmentDate is before dob" });
    doses.forEach(({ date }, i) => {
      if (date < dob)
        ctx.addIssue({ code: "custom", path: ["doses", i, "date"], message: `${date} is before dob` });
    });
  });

export type ForecastCase = z.infer<typeof ForecastCase>;

export { PregnancyInput } from "./pregnancy-inputs.ts";
export {
  AttendeeInput,
  BringVaccineInput,
  CancelVaccinationInput,
  DueListInput,
  EndWatchInput,
  InviteInput,
  PlanVaccinationInput,
  RecordDoseInput,
  ScreenInput,
  SoughtAtSessionInput,
  UndoDoseInput,
  UnnumberedInput,
} from "./station-inputs.ts";
/** Cấp chứng nhận: what it is to prove, the whole history or one disease by its antigen. */
export const IssueInput = z.object({
  certificateId: z.uuid(),
  about: z.string({ error: "choose" }).trim().min(1, "choose").max(40),
});
export type IssueInput = z.infer<typeof IssueInput>;

/** Thu hồi chứng nhận. */
export const RevokeInput = z.object({ certificateId: z.uuid() });
export type RevokeInput = z.infer<typeof RevokeInput>;
