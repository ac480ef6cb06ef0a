import * as z from "zod";

/** What the staff issuer's id_token carries. */
export const StaffClaims = z.object({
  sub: z.string().min(1).max(255),
  preferred_username: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(255),
  title: z.string().max(100).nullish(),
  role: z.enum(["clinic", "station", "authority"]),
  facility_code: z.string().max(10).nullish(),
});
