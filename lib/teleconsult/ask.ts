import { sql } from "drizzle-orm";
import type * as z from "zod";
import { keepAttachment, shredAttachment } from "#lib/attachment/index.ts";
import { type Book, openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import {
  type answers,
  type CaseInput,
  type DraftAnswers,
  type FlagsInput,
  type PhotoInput,
  partsIn,
  type SendInput,
  type ShareInput,
} from "./inputs.ts";
import { findDraft } from "./queries.ts";
import { bookPartsOf, type ShownPart, WORDING } from "./rules.ts";

type Answer<Name extends keyof typeof answers> = z.infer<(typeof answers)[Name]>;

/** The book in which somebody asks. */
export const askedBook = (ctx: Context): Promise<Book> => openBookInHand(ctx, "teleconsult");

async function keep(ctx: Context, caseId: string, said: DraftAnswers): Promise<void> {
  const book = await askedBook(ctx);
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.keep_teleconsult_draft(${caseId}::uuid, ${JSON.stringify(said)}::text::jsonb)`),
  );
}

/**
 * Dấu hiệu nguy hiểm: whether one of them is there. A yes is written down and answers true: whoever says so is shown whom to
 * call, and the question does not go on. Throws Refused("choose").
 */
export async function sayFlags(ctx: Context, { caseId, flags, none }: FlagsInput): Promise<boolean> {
  if (flags.length === 0 && !none) throw new Refused("choose");
  await keep(ctx, caseId, { noFlags: flags.length === 0 });
  if (flags.length === 0) return false;
  const book = await askedBook(ctx);
  const list = `{${flags.join()}}`;
  await book.actOnApp((tx) => tx.execute(sql`select app.note_red_flags(${caseId}::uuid, ${list}::text[])`));
  return true;
}

/** Điều đang khó chịu, bằng lời của người hỏi. Throws Refused("empty"). */
export async function sayTrouble(ctx: Context, { caseId, trouble }: Answer<"trouble">): Promise<void> {
  if (trouble.length < 3) throw new Refused("empty");
  await keep(ctx, caseId, { trouble });
}

/** Ở đâu trên người. Throws Refused("empty"), as not knowing is an answer of its own. */
export async function sayBodyPart(ctx: Context, o: Answer<"body">): Promise<void> {
  if (o.bodyPart === "" && !o.unknown) throw new Refused("empty");
  await keep(ctx, o.caseId, { bodyPart: o.unknown ? "" : o.bodyPart });
}

/** Từ bao giờ. Throws Refused("empty"). */
export async function saySince(ctx: Context, o: Answer<"since">): Promise<void> {
  if (o.since === "" && !o.unknown) throw new Refused("empty");
  await keep(ctx, o.caseId, { since: o.unknown ? "" : o.since });
}

/** Khó chịu đến mức nào. Throws Refused("choose"). */
export async function saySeverity(ctx: Context, { caseId, severity }: Answer<"severity">): Promise<void> {
  if (!severity) throw new Refused("choose");
  await keep(ctx, caseId, { severity });
}

/** Ảnh và giấy tờ đã đủ, or none. */
export async function finishPhotos(ctx: Context, { caseId }: CaseInput): Promise<void> {
  await keep(ctx, caseId, { photosDone: true });
}

/** The parts that were chosen. Nothing is an answer, but has to be said. Throws Refused: choose, both. */
export function chosenParts(input: ShareInput): ShownPart[] {
  const parts = partsIn(input);
  if ((parts.length === 0) === !input.nothing) throw new Refused(parts.length === 0 ? "choose" : "both");
  return parts;
}

/** Điều bác sĩ được xem. Throws Refused: choose, both. */
export async function chooseShare(ctx: Context, input: ShareInput): Promise<void> {
  await keep(ctx, input.caseId, { parts: chosenParts(input), mayRefer: input.mayRefer });
}

/** Hỏi ai: a facility, by itself or for a specialist through it. Throws Refused("choose"). */
export async function chooseWho(ctx: Context, { caseId, who }: Answer<"who">): Promise<void> {
  const [facilityCode, specialist] = (who ?? "").split(" ");
  if (!facilityCode) throw new Refused("choose");
  const wantsSpecialist = specialist !== undefined;
  await keep(ctx, caseId, { facilityCode, wantsSpecialist, shiftId: null, callAt: null });
}

/** Trả lời bằng cách nào. Throws Refused("choose"). */
export async function chooseWay(ctx: Context, { caseId, way }: Answer<"way">): Promise<void> {
  if (!way) throw new Refused("choose");
  await keep(ctx, caseId, { way, shiftId: null, callAt: null });
}

/** Giờ gọi. Throws Refused("choose"). */
export async function chooseTime(ctx: Context, { caseId, at }: Answer<"when">): Promise<void> {
  const [shiftId, callAt] = (at ?? "").split(" ");
  if (!shiftId || !callAt) throw new Refused("choose");
  await keep(ctx, caseId, { shiftId, callAt });
}

/** Gửi kèm ảnh, giấy tờ: checked and closed by lib/attachment. Throws Refused with a fault of it, or too-many-photos. */
export async function attachToQuestion(
  ctx: Context,
  o: { caseId: string; attachmentId: string; bytes: Buffer },
  keys?: readonly NumberedKey[],
): Promise<void> {
  const book = await askedBook(ctx);
  if (!(await findDraft(book, o.caseId))) throw new NotFound();
  const { attachmentId } = await keepAttachment(book, o, keys);
  const why = await takePhoto(book, o.caseId, attachmentId, false);
  if (why === null) return;
  // What the book has for something else stays, whoever sends its id.
  if (why === "not-theirs") throw new NotFound();
  await shredAttachment(book, attachmentId);
  throw why === "not-found" ? new NotFound() : new Refused(why);
}

async function takePhoto(book: Book, caseId: string, attachmentId: string, out: boolean) {
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.attach_to_teleconsult(${caseId}::uuid, ${attachmentId}::uuid, ${out}) as why`,
    ),
  );
  return row?.why ?? null;
}

/** Bỏ một ảnh đã chọn. */
export async function removeQuestionPhoto(ctx: Context, o: PhotoInput): Promise<void> {
  await takePhoto(await askedBook(ctx), o.caseId, o.attachmentId, true);
}

/** Bỏ bản nháp, with its photos. */
export async function forgetQuestion(ctx: Context, { caseId }: CaseInput): Promise<void> {
  const book = await askedBook(ctx);
  await book.actOnApp((tx) => tx.execute(sql`select app.forget_teleconsult_draft(${caseId}::uuid)`));
}

/**
 * Gửi câu hỏi: makes a case of a draft, with the request to show what was chosen (Law 91/2025, article 26). Sent twice it is one
 * case. Answers the fee note that has to be paid first, null when it is free. Throws Refused: unanswered, flags, closed, paused,
 * way, trouble, no-shift, taken, price (another than the page said), too-many.
 */
export async function sendQuestion(ctx: Context, input: SendInput): Promise<{ noteId: string | null }> {
  const book = await askedBook(ctx);
  const draft = await findDraft(book, input.caseId);
  if (!draft) {
    const [sent] = await book.readApp((tx) =>
      tx.execute<{ note_id: string | null }>(
        sql`select note_id from app.teleconsult_cases where citizen_id = ${book.citizenId} and case_id = ${input.caseId}`,
      ),
    );
    if (sent) return { noteId: sent.note_id };
    throw new NotFound();
  }
  const said = draft.answers;
  if (said.noFlags === false) throw new Refused("flags");
  if (draft.open !== null || !said.parts) throw new Refused("unanswered");
  const parts = `{${bookPartsOf(said.parts).join()}}`;
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; note_id: string | null }>(sql`
      select refusal, note_id from app.send_teleconsult(${input.caseId}::uuid, ${said.facilityCode ?? ""}, ${said.wantsSpecialist ?? false},
        ${said.way ?? ""}, ${said.shiftId ?? null}::uuid, ${said.callAt ?? null}::timestamptz, ${said.trouble ?? ""}, ${said.bodyPart ?? ""},
        ${said.since ?? ""}, ${said.severity ?? ""}, ${parts}::text[], ${said.mayRefer ?? false}, ${WORDING}, ${input.priceVnd}::bigint)`),
  );
  if (!row) throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  return { noteId: row.note_id };
}
