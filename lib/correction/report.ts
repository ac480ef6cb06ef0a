import { sql } from "drizzle-orm";
import { keepAttachment, shredAttachment } from "#lib/attachment/index.ts";
import { type Book, noteRefusal, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { CaseInput, ReasonInput, WantedInput } from "./inputs.ts";
import { findDraft } from "./queries.ts";
import { type ReadTarget, readTarget } from "./read-target.ts";
import { reasonsOf, targetRef } from "./target-rules.ts";

const ownBook = (ctx: Context) => openBookInHand(ctx, "corrections");

/** The line that a link names, in this book; NotFound and a line in the security log for any other. */
export async function targetIn(ctx: Context, book: Book, of: string): Promise<ReadTarget> {
  const ref = targetRef(of);
  const found = ref ? await readTarget(book, ref, ctx.inHand) : null;
  if (found) return found;
  if (ref?.encounterId) await noteRefusal(ctx, "not-in-this-book", `line ${of}`);
  throw new NotFound();
}

async function keepDraft(
  book: Book,
  o: { caseId: string; of: string; reason?: string; wanted?: string; attachmentId?: string },
): Promise<void> {
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.keep_correction_draft(${o.caseId}::uuid, ${o.of}, ${o.reason ?? null}, ${o.wanted ?? null},
      ${o.attachmentId ?? null}::uuid)`),
  );
}

async function draftOf(book: Book, caseId: string) {
  const draft = await findDraft(book, caseId);
  if (!draft) throw new NotFound();
  return draft;
}

/** Sai ở đâu: keeps the first answer of a report, of a line that stands in one's own book. */
export async function chooseReason(ctx: Context, { caseId, of, reason }: ReasonInput): Promise<void> {
  const ref = targetRef(of);
  if (!ref) throw new NotFound();
  if (!reasonsOf(ref.kind).includes(reason)) throw new Refused("choose");
  const book = await ownBook(ctx);
  await targetIn(ctx, book, of);
  await keepDraft(book, { caseId, of, reason });
}

/** Đúng ra là gì: keeps what it should be; nothing is an answer too. */
export async function sayWhatItShouldBe(
  ctx: Context,
  { caseId, wanted, unknown }: WantedInput,
): Promise<void> {
  const book = await ownBook(ctx);
  const { of } = await draftOf(book, caseId);
  if (wanted === "" && unknown === undefined) throw new Refused("empty");
  await keepDraft(book, { caseId, of, wanted: unknown === undefined ? wanted : "" });
}

/** Gửi kèm ảnh: keeps a photo for a report that is not sent yet, in the place of the one before. */
export async function attachToReport(
  ctx: Context,
  o: { caseId: string; attachmentId: string; bytes: Buffer },
  keys?: readonly NumberedKey[],
): Promise<void> {
  const book = await ownBook(ctx);
  const { of } = await draftOf(book, o.caseId);
  const { attachmentId, isNew } = await keepAttachment(book, o, keys);
  await keepDraft(book, { caseId: o.caseId, of, attachmentId }).catch(async (error: unknown) => {
    if (isNew) await shredAttachment(book, attachmentId);
    throw error;
  });
}

/** Bỏ ảnh đã chọn. */
export async function removePhoto(ctx: Context, { caseId }: CaseInput): Promise<void> {
  const book = await ownBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.drop_correction_photo(${caseId}::uuid)`));
}

/**
 * Gửi báo sai: makes a case of a draft, with a copy of what stands there now, for the facility that sent the line or else
 * the health authority. Sent twice it is one case. Throws Refused("too-many"), and Refused("open <case id>") when the
 * line has an open case already.
 */
export async function sendReport(ctx: Context, { caseId }: CaseInput): Promise<{ caseId: string }> {
  const book = await ownBook(ctx);
  const draft = await findDraft(book, caseId);
  if (!draft) {
    // The same form again: its draft has become the case.
    const [sent] = await book.readApp((tx) =>
      tx.execute(
        sql`select 1 from app.corrections where citizen_id = ${book.citizenId} and case_id = ${caseId}`,
      ),
    );
    if (sent) return { caseId };
    throw new NotFound();
  }
  if (draft.reason === null) throw new Refused("unanswered");
  const [found, { vneid, warehouse }] = await Promise.all([targetIn(ctx, book, draft.of), whoseBook(book)]);
  const { name, birthDate, sex } = vneid ?? warehouse;
  const person = JSON.stringify({ name, birthDate, sex });
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ answer: string; case_id: string | null }>(sql`
      select answer, case_id from app.send_correction(${caseId}::uuid, ${found.facilityCode}, ${found.ref.kind}, ${found.target},
        ${found.ref.encounterId}::uuid, ${found.claimRef}, ${found.happenedOn}::date, ${found.private},
        ${JSON.stringify(found.stood)}::text::jsonb, ${found.receivedAt?.toISOString() ?? null}::timestamptz, ${draft.reason},
        ${draft.wanted ?? ""}, ${person}::text::jsonb)`),
  );
  if (row?.answer === "open") throw new Refused(`open ${row.case_id}`);
  if (row?.answer !== "sent") throw new Refused("too-many");
  return { caseId };
}
