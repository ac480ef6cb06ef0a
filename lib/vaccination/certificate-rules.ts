import { dccProducts } from "./certificates/dcc-products.data.ts";
import { type About, COVID, dosesAbout, HISTORY, type SignedDose } from "./certificates/told-dose.ts";

export type CertificateKind = "health-card" | "dcc" | "proof";

/** In what form something is certified: COVID-19 as the EU has it, another disease in our own, the history as health cards. */
export const kindFor = (about: About): CertificateKind =>
  about === HISTORY ? "health-card" : about === COVID ? "dcc" : "proof";

/** How long each is good, in days: short where it is shown at a door. Parameters of ours. */
export const GOOD_FOR_DAYS: Readonly<Record<CertificateKind, number>> = {
  "health-card": 365,
  dcc: 90,
  proof: 90,
};

/** A short proof of one disease holds no more doses than its code can. */
export const MOST_DOSES_OF_PROOF = 30;

export type Answer =
  | { allowed: true; kind: CertificateKind; doses: SignedDose[] }
  | { allowed: false; reason: "no-dose" | "product-unknown" | "too-many-doses" };

/** Whether these doses can be certified, and in what form. `doses` are those that may be signed. */
export function canCertify(about: About, doses: readonly SignedDose[]): Answer {
  const told = dosesAbout(doses, about);
  const last = told.at(-1);
  if (!last) return { allowed: false, reason: "no-dose" };
  const kind = kindFor(about);
  if (kind === "dcc" && !dccProducts[last.code]) return { allowed: false, reason: "product-unknown" };
  if (kind === "proof" && told.length > MOST_DOSES_OF_PROOF)
    return { allowed: false, reason: "too-many-doses" };
  return { allowed: true, kind, doses: told };
}

/** What can be certified of these doses: the history, and each disease by its antigen. */
export function whatCanBeCertified(doses: readonly SignedDose[]): { about: About; doses: number }[] {
  if (doses.length === 0) return [];
  const antigens = [...new Set(doses.flatMap((dose) => dose.antigens))].sort();
  return [
    { about: HISTORY, doses: doses.length },
    ...antigens.map((about) => ({ about, doses: dosesAbout(doses, about).length })),
  ];
}

/** How a certificate stands at a moment. */
export type CertificateStanding = "good" | "expired" | "revoked" | "key-gone";

/** Whether a certificate is good: not taken back, its time not over, and its key among those that still prove (`kids`). */
export function standingOf(
  one: { revokedAt: Date | null; expiresAt: Date; kid: string },
  kids: readonly string[],
  at: Date,
): CertificateStanding {
  if (one.revokedAt) return "revoked";
  if (one.expiresAt <= at) return "expired";
  return kids.includes(one.kid) ? "good" : "key-gone";
}
