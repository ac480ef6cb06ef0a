import { importJWK, type JWK, type JWTPayload, SignJWT } from "jose";

/** How an issuer may misbehave, beside `normal`. */
export const scenarios = {
  down: "answers 503 everywhere",
  slow: "answers after some seconds",
  denied: "the person cancels",
  "bad-signature": "the id_token's signature does not fit",
  "expired-token": "the id_token ended an hour ago",
  "wrong-nonce": "the id_token answers another request",
  "wrong-audience": "the id_token is for another client",
  "wrong-issuer": "the id_token names another issuer",
  "level-1": "the account has level of assurance 1",
  "no-personal-id": "the account has no personal id",
} as const;

/** A scenario by name. */
export type Scenario = keyof typeof scenarios | "normal";

/** Whether a text names a scenario. */
export const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && name in scenarios);

const alterations: Partial<Record<Scenario, (claims: JWTPayload) => JWTPayload>> = {
  "expired-token": ({ iat = 0, ...claims }) => ({ ...claims, iat: iat - 7200, exp: iat - 3600 }),
  "wrong-nonce": (claims) => ({ ...claims, nonce: "of-another-request" }),
  "wrong-audience": (claims) => ({ ...claims, aud: "another-client" }),
  "wrong-issuer": (claims) => ({ ...claims, iss: "https://another-issuer.example" }),
  "level-1": (claims) => ({ ...claims, acr: "1" }),
  "no-personal-id": ({ personal_id: _, ...claims }) => claims,
};

function part(token: string, at: number): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[at] ?? "", "base64url").toString());
}

/** The id_token as the scenario has it: really altered, and signed with the issuer's own key. */
export async function alterToken(token: string, scenario: Scenario, key: JWK): Promise<string> {
  if (scenario === "bad-signature") {
    const [header, claims, signature = ""] = token.split(".");
    const bytes = Buffer.from(signature, "base64url");
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    return [header, claims, bytes.toString("base64url")].join(".");
  }
  const alter = alterations[scenario];
  if (!alter) return token;
  const { alg = "RS256", kid } = part(token, 0);
  return new SignJWT(alter(part(token, 1)))
    .setProtectedHeader({ alg: String(alg), kid: String(kid) })
    .sign(await importJWK(key, String(alg)));
}
