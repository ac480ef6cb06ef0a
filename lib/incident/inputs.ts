import * as z from "zod";
import { momentOf, scopes } from "./rules.ts";

const incidentId = z.uuid();
const moment = z
  .string()
  .max(30)
  .transform((typed, ctx) => {
    const at = momentOf(typed);
    if (at) return at;
    ctx.addIssue({ code: "custom", message: "moment" });
    return z.NEVER;
  });
const words = (most: number) => z.string().trim().min(1, "empty").max(most, "too-long");

/** An incident as an officer enters it. `about`: a facility's code or a member of staff's user name. */
export const RegisterIncidentInput = z.object({
  incidentId,
  known: moment,
  what: words(2000),
  from: moment,
  to: moment,
  scope: z.enum(scopes, "choose"),
  about: z.string().trim().max(100).default(""),
});
export type RegisterIncidentInput = z.infer<typeof RegisterIncidentInput>;

/** Which incident. */
export const IncidentInput = z.object({ incidentId });
export type IncidentInput = z.infer<typeof IncidentInput>;

/** When it was reported, and under what number. */
export const ReportIncidentInput = z.object({ incidentId, at: moment, ref: words(200) });
export type ReportIncidentInput = z.infer<typeof ReportIncidentInput>;

/** What those affected are told. */
export const TellAffectedInput = z.object({ incidentId, words: words(1500) });
export type TellAffectedInput = z.infer<typeof TellAffectedInput>;

/** What was done. */
export const CloseIncidentInput = z.object({ incidentId, done: words(2000) });
export type CloseIncidentInput = z.infer<typeof CloseIncidentInput>;
