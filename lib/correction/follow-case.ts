import { type SQL, sql } from "drizzle-orm";
import { type Attachment, keepAttachment, readAttachment, shredAttachment } from "#lib/attachment/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import { Conflict, NotFound, Refused } from "#lib/platform/errors.ts";
import type { AddInput, AppealInput, CaseInput } from "./inputs.ts";
import { findCase, findDraft } from "./queries.ts";

const ownBook = (ctx: Context) => openBookInHand(ctx, "corrections");
type OpenedBook = Awaited<ReturnType<typeof ownBook>>;

async function act(book: OpenedBook, step: SQL): Promise<void> {
  const [row] = await book.actOnApp((tx) => tx.execute<{ answer: string }>(step));
  if (row?.answer === "done") return;
  if (row?.answer === "not-found") throw new NotFound();
  if (row?.answer === "closed") throw new Conflict();
  throw new Refused(row?.answer ?? "refused");
}

/** Nhắn thêm hoặc gửi ảnh: adds words, a photo or both to an open case. Sent twice it counts once. */
export async function addToCase(
  ctx: Context,
  { caseId, entryId, said, photo }: AddInput & { photo: Buffer | null },
  keys?: readonly NumberedKey[],
): Promise<void> {
  if (said === "" && photo === null) throw new Refused("empty");
  const book = await ownBook(ctx);
  const found = await findCase(book, caseId);
  if (!found) throw new NotFound();
  // Nothing is kept for a case that would not take it.
  if (found.state.closedAt) throw new Conflict();
  const kept = photo && (await keepAttachment(book, { attachmentId: entryId, bytes: photo }, keys));
  try {
    await act(
      book,
      sql`select app.add_to_correction(${caseId}::uuid, ${entryId}::uuid, ${said}, ${kept ? entryId : null}::uuid) as answer`,
    );
  } catch (error) {
    if (kept?.isNew) await shredAttachment(book, entryId);
    throw error;
  }
}

/** Rút lại báo sai: the case ends, its photos are shredded; that it was sent stays. */
export async function withdrawCase(ctx: Context, { caseId }: CaseInput): Promise<void> {
  await act(await ownBook(ctx), sql`select app.withdraw_correction(${caseId}::uuid) as answer`);
}

/** Gửi Sở Y tế xem lại: the authority looks at a facility's answer, once, with days of its own. */
export async function appealCase(ctx: Context, { caseId, said }: AppealInput): Promise<void> {
  await act(await ownBook(ctx), sql`select app.appeal_correction(${caseId}::uuid, ${said}) as answer`);
}

/** A photo of one's own case or draft; null when it is neither's, or was shredded. */
export async function readOwnPhoto(
  ctx: Context,
  { caseId, attachmentId }: { caseId: string; attachmentId: string },
  keys?: readonly NumberedKey[],
): Promise<Attachment | null> {
  const book = await ownBook(ctx);
  const [found, draft] = await Promise.all([findCase(book, caseId), findDraft(book, caseId)]);
  const known = [draft?.attachmentId, ...(found?.events ?? []).map((event) => event.attachmentId)];
  return known.includes(attachmentId) ? readAttachment(book, attachmentId, keys) : null;
}
