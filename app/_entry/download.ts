import type { Route } from "next";
import { redirect } from "next/navigation";
import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, SignedOut } from "#lib/platform/errors.ts";
import { currentCitizen } from "./actor.ts";

type Made = { bytes: Uint8Array | string; type: string; name: string };

/** A file of the book in hand, for whoever may read it: never kept by anything on the way. */
export async function download(signInFor: string, make: (ctx: Context) => Promise<Made>): Promise<Response> {
  try {
    const { ctx } = await currentCitizen();
    const { bytes, type, name } = await make(ctx);
    return new Response(typeof bytes === "string" ? bytes : Uint8Array.from(bytes), {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) redirect(`/sign-in?next=${encodeURIComponent(signInFor)}` as Route);
    if (error instanceof NotFound || error instanceof NotAllowed) return new Response(null, { status: 404 });
    throw error;
  }
}
