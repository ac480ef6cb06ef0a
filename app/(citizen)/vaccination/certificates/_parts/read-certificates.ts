import { type Book, openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  type Certificate,
  listCertificates,
  listDoses,
  readSigningKeys,
  subjectOf,
} from "#lib/vaccination/index.ts";
import {
  type CertificateStanding,
  isProven,
  signedDoses,
  standingOf,
  stillStands,
} from "#lib/vaccination/rules.ts";
import { signing } from "../../../../_entry/signing.ts";

/** How a certificate stands for its person: also when a dose of it changed, and it is not taken back yet. */
export type Shown = Certificate & { standing: CertificateStanding | "changed" };

/** Everything the pages of certificates show of the book in hand. */
export const readCertificates = async (ctx: Context) =>
  certificatesOf(ctx, await openBookInHand(ctx, "certificates"));

/** The same of a book that is open. */
export async function certificatesOf(ctx: Context, book: Book) {
  const [subject, doses, issued, names] = await Promise.all([
    subjectOf(book),
    listDoses(book),
    listCertificates(book),
    facilityNames(ctx.app),
  ]);
  const keys = readSigningKeys(signing().keys);
  const kids = keys.map(({ kid }) => kid);
  const certificates = issued.map((one): Shown => {
    const standing = standingOf(one, kids, ctx.now);
    return { ...one, standing: standing === "good" && !stillStands(one.doses, doses) ? "changed" : standing };
  });
  return {
    subject,
    certificates,
    keys,
    proven: signedDoses(doses, (code) => names.get(code) ?? code),
    /** What is in the book, and cannot be signed; what was taken back is not in it. */
    left: doses.filter((dose) => dose.standing !== "withdrawn" && !isProven(dose)).length,
    own: ctx.inHand.as === "own",
  };
}
