import { and, asc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { clientOf, type Database } from "#lib/platform/db.ts";
import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { closeFor } from "./keep-attachment.ts";
import { type Attachment, hasAttachment, readAttachment } from "./read-attachment.ts";
import type { AttachmentKind } from "./rules.ts";
import { attachments, sharedFiles } from "./tables.ts";

/** A file that its owner shared into the book and has not used yet. */
export type SharedFile = { sharedId: string; kind: AttachmentKind; sharedAt: Date };

/**
 * Giữ tệp được chia sẻ: checked and closed like every attachment, in the sharer's own book. Nothing is filed by it: the file
 * waits for its owner to say what it is for. Throws Refused with an AttachmentFault.
 */
export async function keepShared(
  own: Book,
  o: { sharedId: string; bytes: Buffer },
  keys: readonly NumberedKey[] = webEnv().attachmentKeys,
): Promise<void> {
  const { kind, sealed, kid, wrapped } = await closeFor(
    { citizenId: own.citizenId, attachmentId: o.sharedId, bytes: o.bytes },
    keys,
  );
  const [row] = await own.actOnApp(
    (tx) => clientOf(tx)<{ answer: string }[]>`
      select app.keep_shared_file(${o.sharedId}::uuid, ${kind}, ${sealed}, ${kid}, ${wrapped}) as answer`,
  );
  if (row?.answer === "too-many-shared") throw new Refused("too-many-shared");
  if (row?.answer !== "kept") throw new Refused("too-many-photos");
}

/** Tệp đang chờ trong sổ của mình, cũ trước. */
export async function listShared(own: Book): Promise<SharedFile[]> {
  const rows = await own.readApp((tx) =>
    tx
      .select({ sharedId: attachments.attachmentId, kind: attachments.kind, sharedAt: sharedFiles.sharedAt })
      .from(sharedFiles)
      .innerJoin(
        attachments,
        and(
          eq(attachments.citizenId, sharedFiles.citizenId),
          eq(attachments.attachmentId, sharedFiles.attachmentId),
        ),
      )
      .where(eq(sharedFiles.citizenId, own.citizenId))
      .orderBy(asc(sharedFiles.sharedAt)),
  );
  return rows as SharedFile[];
}

/** Xem tệp đang chờ; null when none of that id waits in this book. */
export async function readShared(
  own: Book,
  sharedId: string,
  keys?: readonly NumberedKey[],
): Promise<Attachment | null> {
  const waits = (await listShared(own)).some((one) => one.sharedId === sharedId);
  return waits ? readAttachment(own, sharedId, keys) : null;
}

/** Bỏ tệp đang chờ: its key and its bytes go. True also when it went before. */
export async function dropShared(own: Book, sharedId: string): Promise<void> {
  await own.actOnApp((tx) => tx.execute(sql`select app.drop_shared_file(${sharedId}::uuid)`));
}

/** Where a file is attached: under which id, in which book, and the verb that keeps it there. */
export type Use = {
  attachmentId: string;
  book: () => Promise<Book>;
  attach: (bytes: Buffer) => Promise<void>;
};

/**
 * Kèm tệp đang chờ: `attach` keeps it where it belongs, which may be somebody else's book; then it waits no more. Twice is
 * once. NotFound when none of that id waits in one's own book, and none was attached.
 */
export async function useShared(
  own: Book,
  sharedId: string,
  { attachmentId, book, attach }: Use,
  keys?: readonly NumberedKey[],
): Promise<void> {
  const found = await readShared(own, sharedId, keys);
  if (found) {
    await attach(found.bytes);
    await dropShared(own, sharedId);
  } else if (!(await hasAttachment(await book(), attachmentId))) throw new NotFound();
}

/** Hủy tệp không ai dùng sau một ngày; answers how many. */
export async function sweepShared(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`
    select app.sweep_shared_files(${now.toISOString()}::timestamptz) as swept`;
  return row?.swept ?? 0;
}
