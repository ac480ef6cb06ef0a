import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { attachmentFaults } from "#lib/attachment/rules.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { findDraft, targetIn } from "#lib/correction/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";

/** Every fault that a page of a report can name. */
const faults = [
  "choose",
  "empty",
  "words",
  "too-long",
  "too-many",
  "closed",
  "failed",
  ...attachmentFaults,
] as const;

/** The sentence of a fault in an address; nothing for any other word. */
export async function faultWords(word: string | undefined): Promise<string | undefined> {
  const t = await getTranslations("correction.faults");
  const fault = faults.find((one) => one === word);
  return fault ? t(fault) : undefined;
}

/** The id of a case in an address; NotFound for anything else. */
export function idOf(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new NotFound();
  return id.data;
}

/** A report that is being written, with the line it is about; NotFound when there is none. */
export async function draftOf(ctx: Context, caseId: string | undefined) {
  const id = idOf(caseId);
  const book = await openBookInHand(ctx, "corrections");
  const draft = await findDraft(book, id);
  if (!draft) throw new NotFound();
  return { book, draft, target: await targetIn(ctx, book, draft.of) };
}
