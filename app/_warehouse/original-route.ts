import { type Desk as DeskOf, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { originalOf, pieceOf } from "#lib/warehouse/index.ts";
import { currentStaff } from "../_entry/actor.ts";
import type { Desk } from "../_entry/desk-places.ts";
import { idIn } from "./asked.ts";

const none = (status: number) =>
  new Response(null, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });

const open = (ctx: Context, heldId: string) => openDesk(ctx, "mend-dossiers", "held-original", heldId);

/** What a desk was opened for may be read for a minute; a slow line takes longer, so it is opened anew before. */
const REOPEN_AFTER_MS = 40_000;

/** A large original, read from the database as fast as it is taken. */
function inPieces(ctx: Context, heldId: string, first: DeskOf, pieces: number): ReadableStream<Uint8Array> {
  let [desk, openedAt, piece] = [first, performance.now(), 0];
  return new ReadableStream({
    async pull(stream) {
      if (piece >= pieces) return stream.close();
      if (performance.now() - openedAt > REOPEN_AFTER_MS)
        [desk, openedAt] = [await open(ctx, heldId), performance.now()];
      piece += 1;
      stream.enqueue(new Uint8Array(await pieceOf(desk, heldId, piece)));
    },
  });
}

/** Tải bản gốc: a held dossier as it came, to the facility that sent it and the authority. The log has it first. */
export const originalRoute =
  (at: Desk) =>
  async (_: Request, { params }: { params: Promise<{ heldId: string }> }): Promise<Response> => {
    const heldId = idIn((await params).heldId);
    if (!heldId) return none(404);
    try {
      const { ctx } = await currentStaff(at);
      const desk = await open(ctx, heldId);
      const found = await originalOf(desk, heldId);
      if (!found) return none(404);
      const name = found.claimRef.replace(/[^0-9A-Za-z-]/g, "_").slice(0, 100);
      const { original, pieces } = found;
      const body = pieces > 0 ? inPieces(ctx, heldId, desk, pieces) : new Uint8Array(original);
      return new Response(body, {
        headers: {
          "content-type": "application/xml",
          "content-disposition": `attachment; filename="ho-so-${name}.xml"`,
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
        },
      });
    } catch (error) {
      if (error instanceof KnownError) return none(404);
      log("original.failed", { error: summaryOf(error) });
      return none(500);
    }
  };
