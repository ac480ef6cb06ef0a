import { and, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import type { AttachmentKind } from "./rules.ts";
import { type Sealed, unseal } from "./seal.ts";
import { attachmentKeys, attachments } from "./tables.ts";

/** An attachment as it is shown. */
export type Attachment = { kind: AttachmentKind; bytes: Buffer };
/** An attachment as the database keeps it. `sealed` and its key are null once it is shredded. */
export type KeptAttachment = {
  citizenId: string;
  attachmentId: string;
  kind: string;
  sealed: Buffer | null;
  kid: number | null;
  wrapped: Buffer | null;
};

/** Mở ảnh đã giữ: its bytes; null once it is shredded. Whoever asks has read the row under a grant of their own. */
export function openKept(
  kept: KeptAttachment,
  keys: readonly NumberedKey[] = webEnv().attachmentKeys,
): Attachment | null {
  const { sealed, kid, wrapped } = kept;
  if (!sealed || kid === null || !wrapped) return null;
  const closed: Sealed = { sealed, kid, wrapped };
  // The table allows no other kind.
  return { kind: kept.kind as AttachmentKind, bytes: unseal(closed, kept, keys) };
}

/** Xem ảnh, giấy tờ: one attachment of this book; null when the book has none of that id, or it is shredded. */
export async function readAttachment(
  book: Book,
  attachmentId: string,
  keys?: readonly NumberedKey[],
): Promise<Attachment | null> {
  const [kept] = await book.readApp((tx) =>
    tx
      .select({
        citizenId: attachments.citizenId,
        attachmentId: attachments.attachmentId,
        kind: attachments.kind,
        sealed: attachments.sealed,
        kid: attachmentKeys.kid,
        wrapped: attachmentKeys.wrapped,
      })
      .from(attachments)
      .innerJoin(
        attachmentKeys,
        and(
          eq(attachmentKeys.citizenId, attachments.citizenId),
          eq(attachmentKeys.attachmentId, attachments.attachmentId),
        ),
      )
      .where(and(eq(attachments.citizenId, book.citizenId), eq(attachments.attachmentId, attachmentId))),
  );
  return kept ? openKept(kept, keys) : null;
}

/** Whether this book holds that attachment, not shredded. */
export async function hasAttachment(book: Book, attachmentId: string): Promise<boolean> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ kid: attachmentKeys.kid })
      .from(attachmentKeys)
      .where(
        and(eq(attachmentKeys.citizenId, book.citizenId), eq(attachmentKeys.attachmentId, attachmentId)),
      ),
  );
  return row !== undefined;
}
