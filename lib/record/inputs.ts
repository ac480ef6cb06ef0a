import * as z from "zod";
import { waitChoices } from "./wait-rules.ts";

/** Which private visit to open or to close again. */
export const PrivateVisitInput = z.object({ encounterId: z.uuid() });
export type PrivateVisitInput = z.infer<typeof PrivateVisitInput>;

/** Which visit is missing: where, and about when. */
export const ReportVisitInput = z.object({
  reportId: z.uuid(),
  place: z.string().max(200),
  /** The code of the facility, where the book itself named it. */
  facilityCode: z
    .string()
    .regex(/^[0-9A-Z]{5}$/)
    .optional(),
  "visited.day": z.string().max(2).default(""),
  "visited.month": z.string().max(2).default(""),
  "visited.year": z.string().max(4).default(""),
});
export type ReportVisitInput = z.infer<typeof ReportVisitInput>;

/** Which report to withdraw. */
export const WithdrawReportInput = z.object({ reportId: z.uuid() });
export type WithdrawReportInput = z.infer<typeof WithdrawReportInput>;

/** For each kind of result: at once, or wait for the doctor. */
export const ChooseResultsInput = z.object({
  lab: z.enum(waitChoices),
  imaging: z.enum(waitChoices),
  function: z.enum(waitChoices),
});
export type ChooseResultsInput = z.infer<typeof ChooseResultsInput>;

/** Of which visit to open the results that wait for the doctor. */
export const OpenResultsInput = z.object({ encounterId: z.uuid() });
export type OpenResultsInput = z.infer<typeof OpenResultsInput>;
