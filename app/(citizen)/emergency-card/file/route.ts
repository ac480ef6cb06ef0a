import { getLocale } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { cardPdf, readEmergencyCard } from "#lib/emergency-card/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { download } from "../../../_entry/download.ts";
import { cardSheet } from "../_parts/card-sheet.ts";

/** In thẻ giấy: a PDF with the card in its true size. */
export async function GET(): Promise<Response> {
  const language = await getLocale();
  const { title, paper } = copy[language].emergencyCard;
  return download("/emergency-card", async (ctx) => {
    const card = await readEmergencyCard(await openBookInHand(ctx, "emergency-card"));
    if (!card) throw new NotFound();
    const { lines, checkable } = card;
    return {
      bytes: await cardPdf(cardSheet(card, { lines, named: true, checkable }), {
        ...{ language, title, how: [paper.cut, paper.fold] },
      }),
      type: "application/pdf",
      name: "the-cap-cuu.pdf",
    };
  });
}
