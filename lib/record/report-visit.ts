import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { ReportVisitInput, WithdrawReportInput } from "./inputs.ts";
import { visitDayFrom } from "./visit-day-rules.ts";

/** Tôi đã khám ở đây: writes down that a visit is missing. Sent twice it is one. */
export async function reportVisit(ctx: Context, input: ReportVisitInput): Promise<void> {
  const on = visitDayFrom(input, ctx.today);
  if (!on) throw new Refused("visit-day");
  const place = input.place.normalize("NFC").replace(/\s+/g, " ").trim();
  if (place === "") throw new Refused("place");
  const book = await openBookInHand(ctx, "completeness");
  await book.actOnApp((tx) =>
    tx.execute(
      sql`select app.report_visit(${input.reportId}::uuid, ${input.facilityCode ?? null}, ${place}, ${on})`,
    ),
  );
}

/** Rút lại lời báo: what was said stays, and that it does not count any more. */
export async function withdrawReport(ctx: Context, { reportId }: WithdrawReportInput): Promise<void> {
  const book = await openBookInHand(ctx, "completeness");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.withdraw_report(${reportId}::uuid) as done`),
  );
  if (!row?.done) throw new NotFound();
}
