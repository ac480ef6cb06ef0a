import * as z from "zod";
import { openDesk } from "#lib/consent/index.ts";
import { listAffected } from "#lib/incident/index.ts";
import { cell } from "#lib/incident/rules.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentStaff } from "../../../../_entry/actor.ts";

const none = (status: number) =>
  new Response(null, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });

/** Tải danh sách người bị ảnh hưởng: a table for spreadsheets, to the authority alone. The desk's log has it first. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ incidentId: string }> },
): Promise<Response> {
  const id = z.uuid().safeParse((await params).incidentId);
  if (!id.success) return none(404);
  try {
    const { ctx } = await currentStaff("authority");
    const desk = await openDesk(ctx, "answer-incidents", "incidents", id.data);
    const rows = await listAffected(desk, id.data, 300_000);
    const said = (at: Date | null) => at?.toISOString() ?? "";
    const lines = [
      ["name", "birth_date", "openings", "first_opened_at", "last_opened_at", "told_at", "read_at"],
      ...rows.map((row) => [
        row.name ?? "",
        row.birthDate ?? "",
        String(row.openings),
        ...[row.firstAt, row.lastAt, row.toldAt, row.readAt].map(said),
      ]),
    ];
    // With the mark by which spreadsheets know UTF-8.
    return new Response(`\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="su-co-${id.data.slice(0, 8)}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof KnownError) return none(404);
    log("affected.failed", { error: summaryOf(error) });
    return none(500);
  }
}
