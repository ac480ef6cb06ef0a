import { openDesk } from "#lib/consent/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { originalOf } from "#lib/warehouse/index.ts";
import { currentStaff } from "../_entry/actor.ts";
import type { Desk } from "../_entry/desk-places.ts";
import { idIn } from "./asked.ts";

const none = (status: number) =>
  new Response(null, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });

/** Tải bản gốc: a held dossier as it came, to the facility that sent it and the authority. The log has it first. */
export const originalRoute =
  (at: Desk) =>
  async (_: Request, { params }: { params: Promise<{ heldId: string }> }): Promise<Response> => {
    const heldId = idIn((await params).heldId);
    if (!heldId) return none(404);
    try {
      const { ctx } = await currentStaff(at);
      const desk = await openDesk(ctx, "mend-dossiers", "held-original", heldId);
      const found = await originalOf(desk, heldId);
      if (!found) return none(404);
      const name = found.claimRef.replace(/[^0-9A-Za-z-]/g, "_").slice(0, 100);
      return new Response(new Uint8Array(found.original), {
        headers: {
          "content-type": "application/xml; charset=utf-8",
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
