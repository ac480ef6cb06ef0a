import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { webEnv } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { checkPdf } from "./check-pdf.ts";
import { cleanPhoto } from "./clean-photo.ts";
import { type AttachmentFault, type AttachmentKind, contentOf, MOST_BYTES } from "./rules.ts";
import { type Sealed, seal } from "./seal.ts";

const no = (fault: AttachmentFault) => new Refused(fault);

/** What is kept of a file: a photo drawn anew, or a plain PDF. Throws Refused with an AttachmentFault. */
export async function cleaned(bytes: Buffer): Promise<{ kind: AttachmentKind; bytes: Buffer }> {
  if (bytes.length === 0) throw no("photo-none");
  if (bytes.length > MOST_BYTES) throw no("photo-too-large");
  switch (contentOf(bytes)) {
    case "jpeg":
    case "png":
    case "webp":
      return { kind: "image/jpeg", bytes: await cleanPhoto(bytes) };
    case "pdf":
      return { kind: "application/pdf", bytes: checkPdf(bytes) };
    case "heic":
      throw no("photo-heic");
    case "svg":
      throw no("photo-svg");
    default:
      throw no("photo-kind");
  }
}

/** A file, checked and closed for one book, that another module keeps in a step of its own. */
export type Closed = { kind: AttachmentKind } & Sealed;

/** Đóng ảnh cho một cuốn sổ: checks what was sent by its content and closes it under a key of its own. Throws Refused with an AttachmentFault. */
export async function closeFor(
  { citizenId, attachmentId, bytes: sent }: { citizenId: string; attachmentId: string; bytes: Buffer },
  keys = webEnv().attachmentKeys,
): Promise<Closed> {
  const { kind, bytes } = await cleaned(sent);
  return { kind, ...seal(bytes, { citizenId, attachmentId, kind }, keys) };
}

/**
 * Giữ ảnh, giấy tờ: checks what a person sent by its content, closes it under a key of its own and keeps it in their
 * book, under the id that the form brought: the same form again keeps it once, and `isNew` says whether this was the first
 * time. Throws Refused with an AttachmentFault, and NotFound for the id of a paper of another part.
 */
export async function keepAttachment(
  book: Book,
  o: { attachmentId: string; bytes: Buffer },
  keys = webEnv().attachmentKeys,
): Promise<{ attachmentId: string; kind: AttachmentKind; isNew: boolean }> {
  const { attachmentId } = o;
  const { kind, sealed, kid, wrapped } = await closeFor(
    { citizenId: book.citizenId, attachmentId, bytes: o.bytes },
    keys,
  );
  const [row] = await book.actOnApp(
    (tx) => clientOf(tx)<{ answer: string }[]>`
      select app.keep_attachment(${attachmentId}::uuid, ${kind}, ${sealed}, ${kid}, ${wrapped}) as answer`,
  );
  if (row?.answer === "not-theirs") throw new NotFound();
  if (row?.answer !== "kept" && row?.answer !== "known") throw no("too-many-photos");
  return { attachmentId, kind, isNew: row.answer === "kept" };
}
