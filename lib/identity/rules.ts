import { differences } from "./matching-rules.ts";

/** Details of a person as one source has them. */
export type PersonDetails = { name: string; birthDate: string; sex: string };

/** A field on which two sources may differ. */
export type DetailField = "name" | "birthDate" | "sex";

/** The fields on which VNeID and the warehouse do not say the same. */
export function differingFields(vneid: PersonDetails, warehouse: PersonDetails): DetailField[] {
  const fields: DetailField[] = differences(vneid, warehouse);
  if (vneid.sex !== warehouse.sex && vneid.sex !== "undetermined" && warehouse.sex !== "undetermined")
    fields.push("sex");
  return fields;
}

/**
 * How often sign-in may be tried, per address on the network and for everybody together. Generous for a family behind
 * one address, too slow for a machine.
 */
export const SIGN_IN_LIMITS = {
  startsPerMinute: 120,
  failuresPerMinute: 60,
  everybodyPerMinute: 3000,
} as const;

/** A name as people write it: claims send NGUYỄN VĂN MẪU, a book says Nguyễn Văn Mẫu. Mixed letters stay as they are. */
export function displayName(name: string): string {
  const clean = name.normalize("NFC").trim().replace(/\s+/g, " ");
  if (clean !== clean.toLocaleUpperCase("vi")) return clean;
  return clean
    .toLocaleLowerCase("vi")
    .replace(
      /(^|[\s\-'’])(\p{L})/gu,
      (_, gap: string, letter: string) => gap + letter.toLocaleUpperCase("vi"),
    );
}
