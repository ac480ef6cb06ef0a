import { and, desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { certificates } from "./certificate-tables.ts";

const shown = {
  certificateId: certificates.certificateId,
  kind: certificates.kind,
  about: certificates.about,
  texts: certificates.texts,
  doses: certificates.doses,
  kid: certificates.kid,
  issuedAt: certificates.issuedAt,
  expiresAt: certificates.expiresAt,
  revokedAt: certificates.revokedAt,
  revokedBecause: certificates.revokedBecause,
};

/** A certificate that the book signed. */
export type Certificate = Pick<typeof certificates.$inferSelect, keyof typeof shown>;

const MOST = 200;

/** Các chứng nhận đã cấp của một sổ, the newest first. */
export async function listCertificates(book: Book): Promise<Certificate[]> {
  return book.readApp((tx) =>
    tx
      .select(shown)
      .from(certificates)
      .where(eq(certificates.citizenId, book.citizenId))
      .orderBy(desc(certificates.issuedAt), desc(certificates.certificateId))
      .limit(MOST),
  );
}

/** Một chứng nhận; null when this book has none such. */
export async function findCertificate(book: Book, certificateId: string): Promise<Certificate | null> {
  const [one] = await book.readApp((tx) =>
    tx
      .select(shown)
      .from(certificates)
      .where(and(eq(certificates.citizenId, book.citizenId), eq(certificates.certificateId, certificateId))),
  );
  return one ?? null;
}
