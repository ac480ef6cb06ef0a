import { asc } from "drizzle-orm";
import type { Database } from "#lib/platform/db.ts";
import type { CertificateKey } from "#lib/platform/env.ts";
import { certificateRevocations } from "./certificate-tables.ts";
import { readSigningKeys } from "./certificates/signing-key.ts";
import type { TrustText } from "./certificates/trust.ts";

type Revocation = Pick<typeof certificateRevocations.$inferSelect, "kid" | "kind" | "mark">;

/** What was taken back under any key, in the order in which it was. Nothing of it is about anybody. */
function listRevocations(app: Database): Promise<Revocation[]> {
  const { kid, kind, mark, at } = certificateRevocations;
  return app.select({ kid, kind, mark }).from(certificateRevocations).orderBy(asc(at), asc(mark));
}

const ridsOf = (revocations: readonly Revocation[], of: string) =>
  revocations.flatMap(({ kid, kind, mark }) => (kid === of && kind === "card" ? [mark] : []));

/** A list of revoked cards of one key, as SMART Health Cards publish it; its counter grows with every card. */
export type CardRevocations = { kid: string; method: "rid"; ctr: number; rids: string[] };

const listOf = (kid: string, rids: string[]): CardRevocations => ({
  kid,
  method: "rid",
  ctr: rids.length + 1,
  rids,
});

/** Danh sách thẻ đã thu hồi của một khóa; null for a key that is none of ours. */
export async function cardRevocations(
  app: Database,
  keys: readonly CertificateKey[],
  kid: string,
): Promise<CardRevocations | null> {
  if (!readSigningKeys(keys).some((key) => key.kid === kid)) return null;
  return listOf(kid, ridsOf(await listRevocations(app), kid));
}

/** The public keys that prove health cards, each with the counter of its list of revocations (`crlVersion`). */
export async function publicCardKeys(app: Database, keys: readonly CertificateKey[]) {
  const revocations = await listRevocations(app);
  return readSigningKeys(keys).map(({ kid, publicKey }) => ({
    ...publicKey,
    kid,
    use: "sig" as const,
    alg: "ES256" as const,
    crlVersion: ridsOf(revocations, kid).length + 1,
  }));
}

/** Whom to trust for certificates of this book: keys, certificates and what was taken back, in the form of a trust file. */
export async function ownTrust(
  app: Database,
  { keys, issuer }: { keys: readonly CertificateKey[]; issuer: string },
): Promise<Required<TrustText>> {
  const [revocations, signing] = [await listRevocations(app), readSigningKeys(keys)];
  return {
    hcert: signing.map(({ certificate, kid }) => ({
      certificate: certificate.toString("base64"),
      revoked: revocations.flatMap((one) => (one.kid === kid && one.kind === "hcert" ? [one.mark] : [])),
    })),
    shc: {
      [issuer]: {
        name: signing[0]?.name,
        keys: signing.map(({ kid, publicKey }) => ({ ...publicKey, kid, use: "sig", alg: "ES256" })),
        revocations: signing.map(({ kid }) => listOf(kid, ridsOf(revocations, kid))),
      },
    },
  };
}
