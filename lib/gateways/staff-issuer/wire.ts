import * as z from "zod";

/** The titles that need a licence to practise: Law 15/2023/QH15, article 26, paragraph 1. */
export const professions = [
  "doctor",
  "assistant-doctor",
  "nurse",
  "midwife",
  "medical-technician",
  "clinical-nutritionist",
  "paramedic",
  "clinical-psychologist",
  "herbalist",
] as const;

/** What the staff issuer's id_token carries. */
export const StaffClaims = z.object({
  sub: z.string().min(1).max(255),
  preferred_username: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(255),
  title: z.string().max(100).nullish(),
  role: z.enum(["clinic", "station", "authority"]),
  facility_code: z.string().max(10).nullish(),
  /** A profession that we have no word for is none: its holder signs in, and treats nobody here. */
  profession: z.enum(professions).nullish().catch(null),
  practice_licence: z.string().trim().max(40).nullish().catch(null),
});
