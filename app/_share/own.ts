import { useShared } from "#lib/attachment/index.ts";
import type { AttachSharedInput } from "#lib/attachment/inputs.ts";
import { type Book, openBook, openBookInHand, type Part } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";

/** The sharer's own book, whatever book is in hand: shared files wait there. */
export const ownBook = (ctx: Context, part: Part): Promise<Book> =>
  openBook(ctx, ctx.actor.id, "own-reading", part);

type Attach = (ctx: Context, o: { caseId: string; attachmentId: string; bytes: Buffer }) => Promise<void>;

/** Kèm giấy vừa chia sẻ: as the verb of a case keeps any photo. */
export const withShared =
  (part: Part, attach: Attach) =>
  async (ctx: Context, { caseId, sharedId, entryId }: AttachSharedInput): Promise<void> =>
    useShared(await ownBook(ctx, part), sharedId, {
      attachmentId: entryId,
      book: () => openBookInHand(ctx, part),
      attach: (bytes) => attach(ctx, { caseId, attachmentId: entryId, bytes }),
    });
