import type { Route } from "next";
import { redirect } from "next/navigation";
import { openBookInHand } from "#lib/consent/index.ts";
import { lockPicture, readEmergencyCard, signLines } from "#lib/emergency-card/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { download } from "../../../../_entry/download.ts";
import { cardSheet } from "../../_parts/card-sheet.ts";

/** Tải ảnh cho màn hình khóa: a PNG with the chosen lines of the card, and a QR that says no more than they do. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  return download("/emergency-card/lock-screen", async (ctx) => {
    const card = await readEmergencyCard(await openBookInHand(ctx, "emergency-card"));
    // Numbers of lines mean something on the card for which they were asked, and on no other.
    if (!card || card.cardId !== asked.get("card")) throw new NotFound();
    const lines = card.lines.filter((_, at) => asked.get(`line${at}`) === "yes");
    const named = asked.get("name") === "yes";
    if (lines.length === 0) redirect("/emergency-card/lock-screen?fault=nothing" as Route);
    const { issuedOn, advisedUntil } = card;
    const { checkable } = signLines({
      ...{ name: named ? card.name : "", bornYear: card.born.slice(0, 4), lines, issuedOn, advisedUntil },
    });
    return {
      bytes: await lockPicture(cardSheet(card, { lines, named, checkable })),
      type: "image/png",
      name: "the-cap-cuu.png",
    };
  });
}
