import * as z from "zod";

/**
 * What VNeID's id_token carries. The claim names of the real service are not published to us: they are the ones of the
 * simulator, kept in this one file so that the real ones are a change of one file.
 */
export const VneidClaims = z.object({
  sub: z.string().min(1).max(255),
  personal_id: z.string().regex(/^\d{12}$/),
  name: z.string().trim().min(1).max(255),
  birthdate: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  gender: z.enum(["male", "female", "unknown"]),
  acr: z.string().regex(/^[0-9]$/),
  /** When the person was last asked who they are, in seconds (OpenID Connect Core 1.0, section 2). */
  auth_time: z.number().int().positive().optional(),
});
