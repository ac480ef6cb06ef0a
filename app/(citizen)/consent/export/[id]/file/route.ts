import { Readable } from "node:stream";
import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { dayOf } from "#lib/platform/clock.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { takeExport } from "#lib/rights/index.ts";
import { currentCitizen } from "../../../../../_entry/actor.ts";

type Place = { params: Promise<{ id: string }> };

/** Tải bản sao: the file, once, by the link that was given to whoever signed in again. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const exportId = z.uuid().safeParse((await params).id);
  const link = new URL(request.url).searchParams.get("link") ?? "";
  if (!exportId.success || !/^[\w-]{43}$/.test(link)) return new Response(null, { status: 404 });
  try {
    const { ctx } = await currentCitizen();
    const taken = await takeExport(ctx, { exportId: exportId.data, link });
    return new Response(Readable.toWeb(Readable.from(taken.content)) as ReadableStream, {
      headers: {
        "content-type": "application/zip",
        "content-length": String(taken.bytes),
        "content-disposition": `attachment; filename="so-suc-khoe-${dayOf(taken.asOf)}.zip"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const said = error instanceof SignedOut ? "sign-in-again" : "not-there";
    return redirect(`/consent/export/${exportId.data}?said=${said}` as Route);
  }
}
