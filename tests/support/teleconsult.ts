import { randomUUID } from "node:crypto";
import type { Context } from "#lib/platform/context.ts";
import {
  chooseShare,
  chooseTime,
  chooseWay,
  chooseWho,
  finishPhotos,
  listCallTimes,
  sayBodyPart,
  sayFlags,
  saySeverity,
  saySince,
  sayTrouble,
  sendQuestion,
} from "#lib/teleconsult/index.ts";
import { FlagsInput, ShareInput } from "#lib/teleconsult/inputs.ts";
import type { Way } from "#lib/teleconsult/rules.ts";
import type { Reach } from "./guarded-books.ts";
import { makeClinic } from "./schedules.ts";

/** A facility of the test's own that answers around the clock, every day. */
export async function makeAnswering(
  reach: Pick<Reach, "appOwner">,
  o: {
    level?: "initial" | "basic" | "specialised";
    writtenPriceVnd?: number;
    callPriceVnd?: number;
    shifts?: boolean;
  } = {},
) {
  const sql = reach.appOwner.$client;
  const clinic = await makeClinic(reach);
  const { facilityCode } = clinic;
  await sql`update app.facilities set level = ${o.level ?? "initial"} where facility_code = ${facilityCode}`;
  await sql`insert into app.teleconsult_terms (facility_code, ways, answer_hours, written_price_vnd, call_price_vnd)
    values (${facilityCode}, '{written,voice,video}', 4, ${o.writtenPriceVnd ?? 0}, ${o.callPriceVnd ?? 0})`;
  if (o.shifts !== false)
    await sql`insert into app.teleconsult_shifts (shift_id, facility_code, doctor_name, weekday, from_minute, until_minute, call_minutes, valid_from)
      select gen_random_uuid(), ${facilityCode}, 'BS. Thử Nghiệm', d, 0, 1440, 15, '2026-01-01' from generate_series(1, 7) d`;
  return clinic;
}

type Asked = {
  facilityCode: string;
  caseId?: string;
  trouble?: string;
  way?: Way;
  parts?: string[];
  mayRefer?: boolean;
  severity?: "mild" | "moderate" | "severe" | "unknown";
  at?: string;
};

/** Answers every question of a draft. */
export async function fillQuestion(ctx: Context, o: Asked): Promise<string> {
  const caseId = o.caseId ?? randomUUID();
  await sayFlags(ctx, FlagsInput.parse({ caseId, none: "yes" }));
  await sayTrouble(ctx, { caseId, trouble: o.trouble ?? "Đau bụng âm ỉ sau ăn." });
  await sayBodyPart(ctx, { caseId, bodyPart: "bụng trên", unknown: false });
  await saySince(ctx, { caseId, since: "3 ngày nay", unknown: false });
  await saySeverity(ctx, { caseId, severity: o.severity ?? "moderate" });
  await finishPhotos(ctx, { caseId });
  const parts = o.parts ?? ["conditions", "medicines"];
  const ticks = Object.fromEntries(parts.map((part) => [part, "yes"]));
  const nothing = parts.length === 0 ? { nothing: "yes" } : {};
  await chooseShare(
    ctx,
    ShareInput.parse({ caseId, ...ticks, ...nothing, ...(o.mayRefer ? { mayRefer: "yes" } : {}) }),
  );
  await chooseWho(ctx, { caseId, who: o.facilityCode });
  await chooseWay(ctx, { caseId, way: o.way ?? "written" });
  if ((o.way ?? "written") !== "written") {
    const [, time] = await listCallTimes(ctx, o.facilityCode, ctx.today);
    await chooseTime(ctx, { caseId, at: o.at ?? `${time?.shiftId} ${time?.startsAt.toISOString()}` });
  }
  return caseId;
}

/** Asks a doctor, with every answer of the form; free unless a price is named. */
export async function ask(
  ctx: Context,
  o: Asked & { priceVnd?: number },
): Promise<{ caseId: string; noteId: string | null }> {
  const caseId = await fillQuestion(ctx, o);
  const { noteId } = await sendQuestion(ctx, { caseId, priceVnd: o.priceVnd ?? 0 });
  return { caseId, noteId };
}
