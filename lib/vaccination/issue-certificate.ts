import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Book, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import type { CertificateKey } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { listCertificates } from "./certificate-queries.ts";
import { canCertify, GOOD_FOR_DAYS } from "./certificate-rules.ts";
import { makeDcc, makeProof } from "./certificates/make-hcert.ts";
import { makeHealthCards } from "./certificates/make-health-cards.ts";
import { revocationMark } from "./certificates/revocation-mark.ts";
import { type ActiveKey, activeKey, readSigningKeys } from "./certificates/signing-key.ts";
import { markOf, type SignedDose, type Subject, signedDoses, stillStands } from "./certificates/told-dose.ts";
import { listDoses } from "./dose-queries.ts";
import type { Dose } from "./dose-rules.ts";
import type { IssueInput, RevokeInput } from "./inputs.ts";

/** Who signs: the keys of the book, and the address under which they are published. */
export type Signing = { keys: readonly CertificateKey[]; issuer: string };

const DAY = 86_400_000;
/** A health card's `rid` is at most 24 letters of base64url; it means nothing to anybody. */
const RID_BYTES = 9;
const opaque = () => randomBytes(16).toString("hex").toUpperCase();

type Made = { texts: string[]; mark: string; until: Date };

async function sign(
  key: ActiveKey,
  subject: Subject,
  o: {
    about: string;
    kind: keyof typeof GOOD_FOR_DAYS;
    doses: readonly SignedDose[];
    issuer: string;
    at: Date;
  },
): Promise<Made> {
  const { about, kind, doses, issuer, at } = o;
  const until = new Date(Math.min(at.getTime() + GOOD_FOR_DAYS[kind] * DAY, key.until.getTime()));
  if (kind === "health-card") {
    const rid = randomBytes(RID_BYTES).toString("base64url");
    return { texts: makeHealthCards(key, subject, doses, { issuer, rid, at, until }), mark: rid, until };
  }
  const uvci = `URN:UVCI:01:VN:${opaque()}`;
  const hcert = { at, until, uvci };
  const text =
    kind === "dcc" ? makeDcc(key, subject, doses, hcert) : makeProof(key, subject, { about, doses }, hcert);
  if (!text) throw new Refused("product-unknown");
  return { texts: [text], mark: await revocationMark(uvci), until };
}

/** Takes back what tells of a dose that was mended or withdrawn since: it would prove what is not so. */
async function revokeOverturned(book: Book, doses: readonly Dose[]): Promise<void> {
  for (const one of await listCertificates(book)) {
    if (one.revokedAt || stillStands(one.doses, doses)) continue;
    await book.actOnApp((tx) =>
      tx.execute(sql`select app.revoke_certificate(${one.certificateId}::uuid, 'dose-changed')`),
    );
  }
}

/** Whom the certificates of an opened book name: as VNeID says it, where it does. */
export async function subjectOf(book: Book): Promise<Subject> {
  const { warehouse, vneid } = await whoseBook(book);
  const { name, birthDate } = vneid ?? warehouse;
  return { name: displayName(name), birthDate };
}

/**
 * Cấp chứng nhận tiêm chủng: signs the recorded doses of the book in hand, all of them or those against one disease. What
 * tells of a dose that changed since is taken back. Throws Refused; the same form again signs nothing anew.
 */
export async function issueCertificate(
  ctx: Context,
  { keys, issuer }: Signing,
  { certificateId, about }: IssueInput,
): Promise<void> {
  const key = activeKey(readSigningKeys(keys), ctx.now);
  if (!key) throw new Refused("no-key");
  const book = await openBookInHand(ctx, "certificates");
  const [subject, doses, names] = await Promise.all([
    subjectOf(book),
    listDoses(book),
    facilityNames(ctx.app),
  ]);
  const answer = canCertify(
    about,
    signedDoses(doses, (code) => names.get(code) ?? code),
  );
  await revokeOverturned(book, doses);
  if (!answer.allowed) throw new Refused(answer.reason);
  const { kind } = answer;
  const made = await sign(key, subject, { about, kind, doses: answer.doses, issuer, at: ctx.now });
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{
      refusal: string | null;
    }>(sql`select app.issue_certificate(${certificateId}::uuid, ${kind}, ${about},
      ${JSON.stringify(made.texts)}::text::jsonb, ${JSON.stringify(answer.doses.map(markOf))}::text::jsonb, ${key.kid}, ${made.mark},
      ${ctx.now.toISOString()}::timestamptz, ${made.until.toISOString()}::timestamptz) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Thu hồi chứng nhận: whoever checks it from now on is told so. */
export async function revokeCertificate(ctx: Context, { certificateId }: RevokeInput): Promise<void> {
  const book = await openBookInHand(ctx, "certificates");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(
      sql`select app.revoke_certificate(${certificateId}::uuid, 'asked') as done`,
    ),
  );
  if (!row?.done) throw new NotFound();
}
