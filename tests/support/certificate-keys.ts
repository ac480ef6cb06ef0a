import type { CertificateKey } from "#lib/platform/env.ts";
import { newP256 } from "#lib/platform/p256.ts";
import { selfSigned } from "#lib/platform/self-signed.ts";

const DAY = 86_400_000;
const VACCINATIONS = "1.3.6.1.4.1.1847.2021.1.2";

/** A key that signs certificates, with a certificate about it, as the launcher makes them. */
export function aCertificateKey(
  kid: number,
  o: { name?: string; days?: number; usages?: string[]; now?: Date } = {},
): CertificateKey & { secret: Buffer } {
  const secret = Buffer.from(newP256(), "hex");
  const from = new Date((o.now ?? new Date()).getTime() - DAY);
  const certificate = selfSigned(secret, {
    name: o.name ?? "DEMO Nơi cấp thử",
    country: "VN",
    from,
    until: new Date(from.getTime() + (o.days ?? 730) * DAY),
    usages: o.usages ?? [VACCINATIONS],
  });
  return { kid, secret, certificate };
}
