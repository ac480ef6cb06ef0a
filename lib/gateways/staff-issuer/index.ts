import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Issuer } from "#lib/platform/env.ts";
import { type professions, StaffClaims } from "./wire.ts";

/** Who the staff issuer says somebody is, in our words. */
export type StaffPerson = {
  subject: string;
  username: string;
  name: string;
  title: string | null;
  role: "clinic" | "station" | "authority";
  facilityCode: string | null;
  /** What their licence to practise names them; null without a licence. */
  profession: (typeof professions)[number] | null;
  practiceLicence: string | null;
};

/** Reads an id_token's claims; null when they do not name a member of staff with a role of ours. */
export function readStaff(claims: unknown): StaffPerson | null {
  const read = StaffClaims.safeParse(claims);
  if (!read.success) return null;
  const { sub, preferred_username, name, title, role, facility_code, profession, practice_licence } =
    read.data;
  if (role !== "authority" && !facility_code) return null;
  return {
    subject: sub,
    username: preferred_username,
    name: name.normalize("NFC"),
    title: title ?? null,
    role,
    facilityCode: facility_code ?? null,
    profession: profession ?? null,
    practiceLicence: practice_licence || null,
  };
}

/** The staff issuer as next-auth knows an identity provider. */
export function staffProvider(o: Issuer): OAuthConfig<Record<string, unknown>> {
  return {
    id: "staff",
    name: "Staff",
    type: "oauth",
    issuer: o.issuer,
    wellKnown: `${o.issuer}/.well-known/openid-configuration`,
    clientId: o.clientId,
    clientSecret: o.clientSecret,
    authorization: { params: { scope: "openid profile staff", prompt: "login" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    client: { id_token_signed_response_alg: "RS256" },
    profile: (claims) => ({ id: String(claims.sub), ...claims }),
  };
}
