import { createHmac } from "node:crypto";
import { getLocale } from "next-intl/server";
import type { SentCopy } from "#components/device/copy-sheet.ts";
import { webEnv } from "#lib/platform/env.ts";
import { KnownError, NotAllowed, Refused, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { keepOfflineCopy } from "#lib/rights/index.ts";
import { OfflineCopyInput } from "#lib/rights/inputs.ts";
import { currentCitizen } from "../../../../_entry/actor.ts";
import { bodyOf } from "../../../../_entry/sent-json.ts";
import { isOurs } from "../../../../_entry/upload.ts";
import { copySheet } from "../_parts/copy-words.ts";
import { readCopy } from "../_parts/read-copy.ts";

const MOST_BYTES = 500;
const said = (status: number, body: SentCopy | { fault: string }) =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/** Whose copy it is, so that nobody can read a person in it. */
const boxOf = (citizenId: string) =>
  createHmac("sha256", webEnv().sessionSecret).update(`copy ${citizenId}`).digest("base64url").slice(0, 22);

/** Bản để cất trong máy: one's own book in words, to be closed on the phone that asks; each time it leaves its trace. */
export async function POST(request: Request): Promise<Response> {
  if (!isOurs(request)) return said(403, { fault: "failed" });
  const sent = await bodyOf(request, MOST_BYTES);
  const input = OfflineCopyInput.safeParse(typeof sent === "object" ? sent.value : null);
  if (!input.success) return said(400, { fault: "failed" });
  try {
    const { ctx, session } = await currentCitizen();
    // A helper acts in one book only, on a phone that is not its owner's.
    if (ctx.actor.kind !== "citizen" || session.book?.role === "helper") throw new NotAllowed();
    const { ctx: own, book, lastsUntil } = await keepOfflineCopy(ctx, input.data);
    const sheet = await copySheet(await readCopy(own, book), ctx.now);
    return said(200, {
      sheet,
      language: await getLocale(),
      box: boxOf(ctx.actor.id),
      madeAt: ctx.now.toISOString(),
      lastsUntil: lastsUntil.toISOString(),
    });
  } catch (error) {
    if (error instanceof SignedOut) return said(401, { fault: "signed-out" });
    if (error instanceof Refused) return said(409, { fault: error.reason });
    if (!(error instanceof KnownError)) log("offline-copy.failed", { error: summaryOf(error) });
    return said(error instanceof KnownError ? 403 : 500, { fault: "failed" });
  }
}
