import * as z from "zod/mini";
import type { Bytes } from "./verdict.ts";
import { readCertificate, type SigningCertificate } from "./x509.ts";

const text = z.optional(z.string());
const JsonWebKeyShape = z.looseObject({
  kty: z.string(),
  kid: text,
  crv: text,
  alg: text,
  use: text,
  x: text,
  y: text,
});
export type IssuerKey = z.infer<typeof JsonWebKeyShape>;

/** Cards that an issuer took back (SMART Health Cards, “Revocation”): `rid`, or `rid.seconds` for those issued before. */
const Revocations = z.object({ kid: z.string(), method: z.literal("rid"), rids: z.array(z.string()) });

/** Whom a verifier trusts, as a file says it. */
const TrustFile = z.object({
  hcert: z._default(
    z.array(
      z.object({
        certificate: z.string(),
        /** Taken back: of each identifier (`ci`) the first 16 bytes of its SHA-256, in base64, as the EU's lists have it. */
        revoked: z._default(z.array(z.string()), []),
      }),
    ),
    [],
  ),
  shc: z._default(
    z.record(
      z.string(),
      z.object({
        /** Whom people know by that address. */
        name: text,
        keys: z.array(JsonWebKeyShape),
        revocations: z._default(z.array(Revocations), []),
      }),
    ),
    {},
  ),
});

/** A trust file as it is written. */
export type TrustText = z.input<typeof TrustFile>;

export type Trust = {
  hcert: (SigningCertificate & { revoked: ReadonlySet<string> })[];
  shc: z.infer<typeof TrustFile>["shc"];
};

/** Nobody. */
export const noTrust: Trust = { hcert: [], shc: {} };

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
}

/** Reads a trust file; a certificate in it that cannot be read is trusted by nobody, and left out. */
export async function readTrust(file: unknown): Promise<Trust> {
  const { hcert, shc } = TrustFile.parse(file);
  const read = await Promise.allSettled(
    hcert.map(async ({ certificate, revoked }) => ({
      ...(await readCertificate(fromBase64(certificate))),
      revoked: new Set(revoked),
    })),
  );
  return { hcert: read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])), shc };
}
