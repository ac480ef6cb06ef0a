import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Issuer } from "#lib/platform/env.ts";
import { VneidClaims } from "./wire.ts";

/** Who VNeID says somebody is, in our words. */
export type VneidPerson = {
  subject: string;
  personalId: string;
  name: string;
  /** As far as it is known: `1949`, `1949-05` or `1949-05-20`. */
  birthDate: string;
  sex: "male" | "female" | "undetermined";
  /** Level of assurance of the account, 1 or 2. */
  assurance: number;
  /** When the person was last asked who they are; null when VNeID did not say. */
  authenticatedAt: Date | null;
};

/** Reads an id_token's claims; null when they do not name a person that a book can belong to. */
export function readPerson(claims: unknown): VneidPerson | null {
  const read = VneidClaims.safeParse(claims);
  if (!read.success) return null;
  const { sub, personal_id, name, birthdate, gender, acr, auth_time } = read.data;
  return {
    subject: sub,
    personalId: personal_id,
    name: name.normalize("NFC"),
    birthDate: birthdate,
    sex: gender === "unknown" ? "undetermined" : gender,
    assurance: Number(acr),
    authenticatedAt: auth_time === undefined ? null : new Date(auth_time * 1000),
  };
}

/**
 * VNeID as next-auth knows an identity provider. A phone is lent: `prompt=login` asks for the person every time, and
 * `max_age=0` has the answer say when that was.
 */
export function vneidProvider(o: Issuer): OAuthConfig<Record<string, unknown>> {
  return {
    id: "vneid",
    name: "VNeID",
    type: "oauth",
    issuer: o.issuer,
    wellKnown: `${o.issuer}/.well-known/openid-configuration`,
    clientId: o.clientId,
    clientSecret: o.clientSecret,
    authorization: {
      params: { scope: "openid profile citizen", acr_values: "2", prompt: "login", max_age: 0 },
    },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    client: { id_token_signed_response_alg: "RS256" },
    profile: (claims) => ({ id: String(claims.sub), ...claims }),
  };
}
