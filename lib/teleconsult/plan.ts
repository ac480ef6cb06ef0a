import { type SQL, sql } from "drizzle-orm";
import { minuteFrom } from "#lib/booking/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type {
  EmergencyPlaceInput,
  EndConditionInput,
  RemoteConditionInput,
  ShiftChoice,
  ShiftInput,
  TemplateChoice,
  TemplateInput,
  TermsInput,
} from "./inputs.ts";
import { ways } from "./rules.ts";

async function plan(ctx: Context, call: SQL): Promise<void> {
  const desk = await openDesk(ctx, "plan-teleconsults", "teleconsult-terms");
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(sql`select ${call}::text as why`),
  );
  if (row?.why === "not-found") throw new NotFound();
  if (row?.why) throw new Refused(row.why);
}

/** Quy định tư vấn từ xa: ways, promise, prices; from now on. Throws Refused("ways") when none is chosen. */
export async function setTeleconsultTerms(ctx: Context, input: TermsInput): Promise<void> {
  const chosen = ways.filter((way) => input[way]);
  if (chosen.length === 0) throw new Refused("ways");
  const { answerHours, writtenPriceVnd, callPriceVnd, insuranceNote, pausedUntil = null, closed } = input;
  const terms = JSON.stringify({
    ways: chosen,
    answerHours,
    writtenPriceVnd,
    callPriceVnd,
    insuranceNote,
    pausedUntil,
    closed,
  });
  await plan(ctx, sql`app.set_teleconsult_terms(${terms}::text::jsonb)`);
}

/** Thêm ca trực. Sent twice it is one. Throws Refused: overlaps, too-many. */
export async function addShift(ctx: Context, o: ShiftInput): Promise<void> {
  await plan(
    ctx,
    sql`app.add_teleconsult_shift(${o.shiftId}::uuid, ${o.doctorName}, ${o.weekday}::int, ${minuteFrom(o.from)}::int, ${minuteFrom(o.until)}::int,
      ${o.callMinutes}::int, ${o.validFrom ?? ctx.today}::date, ${o.validUntil ?? null}::date)`,
  );
}

/** Bỏ ca trực: no new times; calls that are agreed on stand. */
export async function endShift(ctx: Context, { shiftId }: ShiftChoice): Promise<void> {
  await plan(ctx, sql`app.end_teleconsult_shift(${shiftId}::uuid)`);
}

/** Lưu mẫu trả lời, in the facility's own words. */
export async function keepTemplate(ctx: Context, input: TemplateInput): Promise<void> {
  const { templateId, name, summary, advice, warning } = input;
  const words = JSON.stringify({ summary, advice, warning });
  await plan(ctx, sql`app.keep_teleconsult_template(${templateId}::uuid, ${name}, ${words}::text::jsonb)`);
}

/** Bỏ mẫu trả lời. */
export async function removeTemplate(ctx: Context, { templateId }: TemplateChoice): Promise<void> {
  await plan(ctx, sql`app.remove_teleconsult_template(${templateId}::uuid)`);
}

/** Nơi cấp cứu: the facility says that it receives emergencies, at which number; an empty one takes it back. */
export async function setEmergencyPlace(ctx: Context, { phone }: EmergencyPlaceInput): Promise<void> {
  await plan(ctx, sql`app.set_emergency_place(${phone === "" ? null : phone}::text)`);
}

/**
 * Ghi một dòng của danh mục được khám từ xa (Thông tư 30/2023/TT-BYT), by an officer of the authority. The same code
 * from the same day again mends it. Throws Refused: overlaps, days.
 */
export async function enterRemoteCondition(ctx: Context, o: RemoteConditionInput): Promise<void> {
  await plan(
    ctx,
    sql`app.enter_remote_condition(${o.code}, ${o.name}, ${o.source}, ${o.validFrom}::date, ${o.validUntil ?? null}::date)`,
  );
}

/** Ghi ngày hết hiệu lực của một dòng. Throws NotFound, or Refused: days. */
export async function endRemoteCondition(ctx: Context, o: EndConditionInput): Promise<void> {
  await plan(ctx, sql`app.end_remote_condition(${o.code}, ${o.validFrom}::date, ${o.validUntil}::date)`);
}
