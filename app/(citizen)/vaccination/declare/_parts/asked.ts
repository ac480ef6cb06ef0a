import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { attachmentFaults } from "#lib/attachment/rules.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { readDeclared } from "#lib/correction/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";

/** The id of a declaration in an address; NotFound for anything else. */
export function declarationId(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new NotFound();
  return id.data;
}

/** A missing dose that is being told, as far as it was; nothing was told of it while there is no draft. */
export async function declarationOf(ctx: Context, text: string | undefined) {
  const caseId = declarationId(text);
  const book = await openBookInHand(ctx, "corrections");
  return { caseId, book, read: await readDeclared(ctx, book, caseId) };
}

const faults = [
  ...["choose", "product", "no-day", "future", "before-birth", "place", "lot", "number"],
  "failed",
] as const;

/** The sentence of a fault in an address; nothing for any other word. */
export async function declareFault(word: string | undefined): Promise<string | undefined> {
  const t = await getTranslations("vaccination.declare.faults");
  const ofPhotos = await getTranslations("correction.faults");
  const fault = faults.find((one) => one === word);
  if (fault) return t(fault as "failed");
  const ofPhoto = [...attachmentFaults, "too-many" as const].find((one) => one === word);
  return ofPhoto ? ofPhotos(ofPhoto) : undefined;
}
