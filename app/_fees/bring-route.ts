import { readUpload } from "#lib/attachment/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import { bringReport } from "#lib/payment/index.ts";
import { type Day, dayOf } from "#lib/platform/clock.ts";
import { KnownError, NotAllowed, Refused, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentStaff } from "../_entry/actor.ts";
import type { Desk } from "../_entry/desk-places.ts";
import { shop } from "../_entry/shop.ts";
import { isOurs, to } from "../_entry/upload.ts";

const MOST_BYTES = 20_100_000;

/** The day that somebody wrote, 27/11/2026 or 2026-11-27; null for none, or one that has not been. */
function dayIn(text: FormDataEntryValue | null, today: Day): Day | null {
  const written = String(text ?? "").trim();
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  const on = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : written;
  const at = new Date(`${on}T12:00:00+07:00`);
  return /^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(at.getTime()) && dayOf(at) === on && on <= today
    ? (on as Day)
    : null;
}

/** Nhập báo cáo của VNPay at a desk: a form with a file, as a route of its own. */
export const bringRoute = (at: Desk) => {
  const path = at === "clinic" ? "/clinic/fees/reconciliation" : "/authority/payments/reconciliation";
  const back = (said: string) => to(`${path}?said=${encodeURIComponent(said)}#said`);
  return async (request: Request): Promise<Response> => {
    if (!isOurs(request)) return new Response(null, { status: 403 });
    try {
      const { ctx } = await currentStaff(at);
      const open = shop();
      const form = await readUpload(request, MOST_BYTES);
      const day = dayIn(form.get("day"), ctx.today);
      const file = form.get("file");
      if (!day) return back("no-day");
      if (!open || !(file instanceof File) || file.size === 0) return back("no-file");
      const desk = await openDesk(ctx, "collect-fees", "fees");
      const bytes = new Uint8Array(await file.arrayBuffer());
      await bringReport(desk, open.terminal.code, { day, name: file.name, bytes });
      return back(`brought.${day}`);
    } catch (error) {
      if (error instanceof SignedOut)
        return to(`/sign-in/staff?error=ended&next=${encodeURIComponent(path)}`);
      if (error instanceof NotAllowed) return to(`/${at}`);
      if (error instanceof Refused)
        return back(
          error.reason === "photo-too-large" ? "too-large" : error.reason.replace(/^photo-.*/, "no-file"),
        );
      if (!(error instanceof KnownError)) log("report.failed", { error: summaryOf(error) });
      return back("other");
    }
  };
};
