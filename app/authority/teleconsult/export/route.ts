import { facilityNames } from "#lib/facility/index.ts";
import { monthOf } from "#lib/payment/rules.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { figuresCsv, figuresDesk, figuresWorkbook, monthFigures } from "#lib/teleconsult/index.ts";
import { currentStaff } from "../../../_entry/actor.ts";
import { to } from "../../../_entry/upload.ts";

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Xuất số liệu tư vấn từ xa của một tháng, as CSV or Excel. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  try {
    const { ctx } = await currentStaff("authority");
    const month = monthOf(asked.get("month") ?? undefined, ctx.today);
    const excel = asked.get("as") === "xlsx";
    const [rows, names] = await Promise.all([
      monthFigures(await figuresDesk(ctx), month),
      facilityNames(ctx.app),
    ]);
    const nameOf = (code: string) => names.get(code) ?? code;
    const body = excel ? new Uint8Array(await figuresWorkbook(rows, nameOf)) : figuresCsv(rows, nameOf);
    return new Response(body, {
      headers: {
        "content-type": excel ? EXCEL : "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="tu-van-tu-xa-${month}.${excel ? "xlsx" : "csv"}"`,
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
