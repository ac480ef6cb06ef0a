import { openDesk } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { figuresCsv, figuresWorkbook, listFigures } from "#lib/teleconsult/index.ts";
import { currentStaff } from "../../../_entry/actor.ts";
import { to } from "../../../_entry/upload.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { askedOf } from "../_parts/asked.ts";

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Xuất số liệu tư vấn: each facility by month, as CSV or Excel. The desk's log has it. */
export async function GET(request: Request): Promise<Response> {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const { ctx } = await currentStaff("authority");
    const asked = askedOf(search, ctx.today);
    const excel = search.as === "xlsx";
    const desk = await openDesk(ctx, "export-teleconsults", "teleconsult-figures");
    const figures = await listFigures(desk, { ...asked, cells: true });
    const { facilityName } = await facilityWords(await facilityNames(ctx.app));
    const body = excel
      ? new Uint8Array(await figuresWorkbook(figures, facilityName))
      : figuresCsv(figures, facilityName);
    return new Response(body, {
      headers: {
        "content-type": excel ? EXCEL : "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="tu-van-tu-xa-${asked.period.from}-${asked.period.until}.${excel ? "xlsx" : "csv"}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) return to("/sign-in/staff?error=ended&next=%2Fauthority%2Fteleconsult");
    if (error instanceof KnownError) return new Response(null, { status: 404 });
    log("export.failed", { error: summaryOf(error) });
    return new Response(null, { status: 500 });
  }
}
