import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";
import { layOwnSlots } from "./lay-slots.ts";
import type {
  ChangeHoursInput,
  CloseDaysInput,
  EndHoursInput,
  ExtraHoursInput,
  HoursInput,
  WithdrawInput,
} from "./schedule-inputs.ts";

type Answer = { refusal: string | null }[];

/** Says why the database refused; else lays the days anew, so that the change holds at once. */
async function andLay(ctx: Context, [row]: Answer): Promise<void> {
  const refusal = row?.refusal;
  if (refusal === "signed-out") throw new SignedOut();
  if (refusal === "not-allowed") throw new NotAllowed();
  if (refusal === "not-found") throw new NotFound();
  if (refusal) throw new Refused(refusal);
  await layOwnSlots(ctx);
}

/** Thêm giờ khám trong tuần. Throws NotAllowed, NotFound, or Refused: overlap. */
export async function addHours(ctx: Context, o: HoursInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app.$client<Answer>`
      select app.add_hours(${ctx.actor.token}, ${o.key}, ${o.roomId}, ${o.practitionerId}::uuid, ${`{${o.weekdays.join()}}`}::integer[],
        ${o.fromMinute}, ${o.untilMinute}, ${o.slotMinutes}, ${o.capacity}, ${o.reserve}, ${o.validFrom}::date, ${o.validUntil}::date) as refusal`,
  );
}

/** Đổi giờ khám trong tuần, from a day on. Throws NotAllowed, NotFound, or Refused: overlap, ended. */
export async function changeHours(ctx: Context, o: ChangeHoursInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app.$client<Answer>`
      select app.change_hours(${ctx.actor.token}, ${o.key}, ${o.templateId}, ${o.practitionerId}::uuid, ${o.fromMinute}, ${o.untilMinute},
        ${o.slotMinutes}, ${o.capacity}, ${o.reserve}, ${o.validFrom}::date) as refusal`,
  );
}

/** Kết thúc giờ khám after a day. Throws NotAllowed, NotFound. */
export async function endHours(ctx: Context, { templateId, last }: EndHoursInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app
      .$client<Answer>`select app.end_hours(${ctx.actor.token}, ${templateId}, ${last}::date) as refusal`,
  );
}

/** Nghỉ một ngày, vài giờ, hay nhiều ngày. Throws NotAllowed, NotFound, or Refused: past, too-many-days. */
export async function closeDays(ctx: Context, o: CloseDaysInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app.$client<Answer>`
      select app.add_exception(${ctx.actor.token}, ${o.key}, 'closed', ${o.roomId}::uuid, null, ${o.fromDay}::date, ${o.untilDay ?? o.fromDay}::date,
        ${o.fromMinute}, ${o.untilMinute}, null, null, null, ${o.reason}) as refusal`,
  );
}

/** Khám thêm giờ on one day. Throws NotAllowed, NotFound, or Refused: past. */
export async function openHours(ctx: Context, o: ExtraHoursInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app.$client<Answer>`
      select app.add_exception(${ctx.actor.token}, ${o.key}, 'open', ${o.roomId}, ${o.practitionerId}::uuid, ${o.day}::date, ${o.day}::date,
        ${o.fromMinute}, ${o.untilMinute}, ${o.slotMinutes}, ${o.capacity}, ${o.reserve}, ${o.reason}) as refusal`,
  );
}

/** Bỏ ngày khác thường: the day is as its week says again. Throws NotAllowed, NotFound. */
export async function withdrawException(ctx: Context, { exceptionId }: WithdrawInput): Promise<void> {
  await andLay(
    ctx,
    await ctx.app.$client<Answer>`select app.end_exception(${ctx.actor.token}, ${exceptionId}) as refusal`,
  );
}
