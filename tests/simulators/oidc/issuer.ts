import { createHash, generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import Provider from "oidc-provider";
import { alterToken, type Scenario } from "./scenarios.ts";

/** The one client of a simulator. */
export type Client = { id: string; secret: string; redirectUri: string };

/** What an issuer says of the people whom it knows. */
export type IssuerDefinition = {
  system: string;
  /** Claims by scope. */
  claims: Record<string, string[]>;
  /** The claims of an account; undefined when nobody has that id. */
  claimsOf(accountId: string): Record<string, unknown> | undefined;
};

/** A signing key from the environment, so that a restart keeps it; else a new one. */
export function signingKey(text: string | undefined): JWK {
  if (text) return JSON.parse(text);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "made-at-start" };
}

/** Opaque, and the same for a person every time. */
export function subjectOf(system: string, id: string): string {
  return createHash("sha256").update(`${system} ${id}`).digest("base64url").slice(0, 27);
}

/** An OpenID provider in front of a definition; `scenario` is asked at every token. */
export function makeIssuer(
  url: string,
  client: Client,
  key: JWK,
  definition: IssuerDefinition,
  scenario: () => Scenario,
): Provider {
  const { system, claims, claimsOf } = definition;
  const scope = ["openid", ...Object.keys(claims)].join(" ");
  const name = (kind: string) => `${system}-simulator-${kind}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        id_token_signed_response_alg: "RS256",
      },
    ],
    jwks: { keys: [key] },
    scopes: scope.split(" "),
    claims: { acr: null, openid: ["sub"], ...claims },
    acrValues: ["1", "2"],
    // The book reads the id_token only.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    // Cookies know no ports: two simulators on one computer would overwrite each other's.
    cookies: {
      keys: [createHash("sha256").update(client.secret).digest("hex")],
      names: { session: name("session"), interaction: name("interaction"), resume: name("resume") },
    },
    ttl: {
      Interaction: 3600,
      Session: 8 * 3600,
      Grant: 8 * 3600,
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 600,
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => {
      const known = claimsOf(id);
      return known && { accountId: id, claims: () => ({ ...known, sub: id }) };
    },
    loadExistingGrant: async ({
      oidc,
    }: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) => {
      // The department's and VNeID's own consent page is not part of what we try out.
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body;
    if (context.oidc?.route !== "token" || !body || typeof body !== "object" || !("id_token" in body)) return;
    context.body = { ...body, id_token: await alterToken(String(body.id_token), scenario(), key) };
  });
  provider.on("server_error", (_, error) => console.error(error));
  return provider;
}
