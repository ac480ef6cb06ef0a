import { type SQL, sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type {
  CloseIncidentInput,
  IncidentInput,
  RegisterIncidentInput,
  ReportIncidentInput,
  TellAffectedInput,
} from "./inputs.ts";

/** Opens the desk for this one incident, which leaves its row in the desk's log, and acts. */
async function workOn(ctx: Context, incidentId: string, act: SQL): Promise<{ incidentId: string }> {
  const desk = await openDesk(ctx, "answer-incidents", "incidents", incidentId);
  const [row] = await desk.actOnApp((tx) => tx.execute<{ refusal: string | null }>(act));
  if (row?.refusal === "not-found") throw new NotFound();
  if (row?.refusal) throw new Refused(row.refusal);
  return { incidentId };
}

/** Ghi sự cố, and finds whose books were opened in its window. Throws Refused (`in-the-future`, `window`, `no-facility`, `no-staff`). */
export function registerIncident(ctx: Context, input: RegisterIncidentInput) {
  const { incidentId, known, what, from, to, scope, about } = input;
  return workOn(
    ctx,
    incidentId,
    sql`select app.register_incident(${incidentId}::uuid, ${known.toISOString()}::timestamptz, ${what}, ${from.toISOString()}::timestamptz,
      ${to.toISOString()}::timestamptz, ${scope}, ${about || null}) as refusal`,
  );
}

/** Tìm lại người bị ảnh hưởng: the list only grows. */
export const countAffected = (ctx: Context, { incidentId }: IncidentInput) =>
  workOn(
    ctx,
    incidentId,
    sql`select case when app.count_affected(${incidentId}::uuid) is null then 'closed' end as refusal`,
  );

/** Ghi đã báo cơ quan. Throws Refused (`in-the-future`). */
export const reportIncident = (ctx: Context, { incidentId, at, ref }: ReportIncidentInput) =>
  workOn(
    ctx,
    incidentId,
    sql`select app.report_incident(${incidentId}::uuid, ${at.toISOString()}::timestamptz, ${ref}) as refusal`,
  );

/** Báo cho người bị ảnh hưởng: everybody on the list, once. Throws Refused (`closed`). */
export const tellAffected = (ctx: Context, { incidentId, words }: TellAffectedInput) =>
  workOn(ctx, incidentId, sql`select app.tell_affected(${incidentId}::uuid, ${words}) as refusal`);

/** Đóng sự cố. Throws Refused (`untold`) while somebody on the list does not know. */
export const closeIncident = (ctx: Context, { incidentId, done }: CloseIncidentInput) =>
  workOn(ctx, incidentId, sql`select app.close_incident(${incidentId}::uuid, ${done}) as refusal`);
