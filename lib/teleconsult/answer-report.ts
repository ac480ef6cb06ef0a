import { sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { ReportAnswerInput } from "./inputs.ts";

/** Trả lời phản ánh, by an officer of the authority; the person is told. The same again is the same. Throws NotFound, or Refused: answered. */
export async function answerReport(ctx: Context, { caseId, answer }: ReportAnswerInput): Promise<void> {
  const desk = await openDesk(ctx, "follow-teleconsults", "teleconsult-report", caseId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.answer_teleconsult_report(${caseId}::uuid, ${answer}) as why`,
    ),
  );
  if (row?.why === "not-found") throw new NotFound();
  if (row?.why) throw new Refused(row.why);
}
