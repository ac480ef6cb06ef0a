import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decideAtDesk, sessionDesk } from "./plan-vaccination.ts";
import type { AttendeeInput, RecordDoseInput, UndoDoseInput } from "./station-inputs.ts";
import { clockText } from "./station-rules.ts";

/**
 * Ghi mũi tiêm của một buổi tiêm: it is in the book when this answers, and the lot has one less, never below nothing. The same id again is the
 * same dose. Throws NotFound, or Refused: not-there, not-screened, already, none-left, expired, stock, given-by, future, other-day,
 * before-birth, undone, and where the session does not go on.
 */
export async function recordDose(ctx: Context, input: RecordDoseInput): Promise<AttendeeInput> {
  const { sessionId, citizenId, doseId, stockId, number, site, givenBy, at } = input;
  const givenAt = at === null ? null : `${ctx.today}T${clockText(at).padStart(5, "0")}:00+07:00`;
  const route = site === "uống" ? "uống" : "";
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.record_dose(${doseId}::uuid, ${sessionId}::uuid, ${citizenId}::uuid, ${stockId}::uuid, ${number}::int,
      ${route ? "" : site}, ${route}, ${givenBy}, ${givenAt}::text::timestamptz) as why`,
  );
  return { sessionId, citizenId };
}

/** Hoàn tác một mũi ghi nhầm, with a reason: it stands as withdrawn in the book, and the lot has it again. Throws NotFound, Refused: reason. */
export async function undoDose(ctx: Context, input: UndoDoseInput): Promise<AttendeeInput> {
  const { sessionId, citizenId, doseId, because } = input;
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.undo_dose(${sessionId}::uuid, ${doseId}::uuid, ${because}) as why`,
  );
  return { sessionId, citizenId };
}
