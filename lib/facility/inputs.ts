import * as z from "zod";
import { FACILITY_CODE, facilityLevels } from "./rules.ts";

const code = z.string().trim().toUpperCase().regex(FACILITY_CODE, "code");
const orNothing = (text: unknown) => (text === "" || text === "unknown" ? null : text);
const details = {
  name: z
    .string()
    .transform((text) => text.normalize("NFC").trim().replace(/\s+/g, " "))
    .pipe(z.string().min(1, "name").max(255, "nameLong")),
  level: z.preprocess(orNothing, z.enum(facilityLevels, "level").nullable()),
  wardCode: z.preprocess(
    orNothing,
    z
      .string()
      .regex(/^\d{5}$/, "ward")
      .nullable(),
  ),
};

/** What is entered of a facility; each message is the key of a sentence. */
export const RegisterFacilityInput = z.object({ facilityCode: code, ...details });
export type RegisterFacilityInput = z.infer<typeof RegisterFacilityInput>;

/** What is corrected of a facility: its code stays. */
export const AmendFacilityInput = RegisterFacilityInput;
export type AmendFacilityInput = RegisterFacilityInput;

/** For whom a key is made. */
export const IssueFacilityKeyInput = z.object({ facilityCode: code });
export type IssueFacilityKeyInput = z.infer<typeof IssueFacilityKeyInput>;

/** Which key ends. */
export const RevokeFacilityKeyInput = z.object({
  facilityCode: code,
  keyId: z.coerce.number().int().positive(),
});
export type RevokeFacilityKeyInput = z.infer<typeof RevokeFacilityKeyInput>;

export * from "./offer-inputs.ts";
