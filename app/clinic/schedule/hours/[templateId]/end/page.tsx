import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { clockOf, enteredSchedule } from "#lib/booking/index.ts";
import { EndHoursInput } from "#lib/booking/inputs.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { deskPage } from "../../../../../_entry/desk-page.tsx";
import { CheckForm } from "../../../_parts/check-form.tsx";
import { Said } from "../../../_parts/said.tsx";
import { typedOf } from "../../../_parts/typed.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.hours"))("end") };
}

/** Kết thúc giờ khám after a day. */
export default deskPage(
  "clinic",
  ({ templateId }) => `/clinic/schedule/hours/${templateId ?? ""}/end`,
  async ({ ctx, session, params, search, frame }) => {
    const t = await getTranslations("schedule");
    const facilityCode = session.facilityCode ?? "";
    const [{ rooms }, { templates }] = await Promise.all([
      listDepartments(ctx, facilityCode),
      enteredSchedule(ctx, facilityCode, ctx.today),
    ]);
    const hours = templates.find(({ templateId }) => templateId === params.templateId);
    const room = rooms.find(({ roomId }) => roomId === hours?.roomId);
    if (!hours || !room) throw new NotFound();
    const typed = await typedOf(EndHoursInput, search);
    const { templateId } = hours;
    const what = [
      room.name,
      t(`weekday.${hours.weekday as 1}`),
      t("sitting", { from: clockOf(hours.fromMinute), until: clockOf(hours.untilMinute) }),
    ];
    return (
      <DeskFrame {...frame} title={t("hours.end")} below={what.join(", ")}>
        <Said search={search} />
        <CheckForm what="end-hours" typed={typed} hidden={{ templateId }}>
          <Field
            label={t("hours.last")}
            name="last"
            hint={t("field.dayHint")}
            width="phone"
            autoComplete="off"
            defaultValue={typed.value("last", calendarDay(ctx.today))}
            error={typed.error("last")}
          />
        </CheckForm>
        <LinkLine
          href={`/clinic/schedule/hours/${templateId}` as Route}
          label={t("hours.change", { room: room.name, weekday: t(`weekday.${hours.weekday as 1}`) })}
        />
      </DeskFrame>
    );
  },
);
