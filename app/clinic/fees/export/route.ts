import { openDesk } from "#lib/consent/index.ts";
import { accountCsv, accountWorkbook, listFacilityNotes } from "#lib/payment/index.ts";
import { monthOf } from "#lib/payment/rules.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentStaff } from "../../../_entry/actor.ts";
import { to } from "../../../_entry/upload.ts";

const MOST_NOTES = 100_000;
const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Xuất cho kế toán: the notes of a month as CSV or Excel. The desk's log has it, with the month. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  try {
    const { ctx, session } = await currentStaff("clinic");
    const month = monthOf(asked.get("month") ?? undefined, ctx.today);
    const excel = asked.get("as") === "xlsx";
    const desk = await openDesk(ctx, "collect-fees", "fees", `export-${month}`);
    const facilityCode = session.facilityCode ?? "";
    const notes = await listFacilityNotes(desk, { month, facilityCode, most: MOST_NOTES });
    const body = excel ? new Uint8Array(await accountWorkbook(notes)) : accountCsv(notes);
    return new Response(body, {
      headers: {
        "content-type": excel ? EXCEL : "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="vien-phi-${facilityCode}-${month}.${excel ? "xlsx" : "csv"}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) return to("/sign-in/staff?error=ended&next=%2Fclinic%2Ffees");
    if (error instanceof KnownError) return new Response(null, { status: 404 });
    log("export.failed", { error: summaryOf(error) });
    return new Response(null, { status: 500 });
  }
}
