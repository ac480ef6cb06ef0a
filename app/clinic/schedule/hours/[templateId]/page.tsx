import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { clockOf, enteredSchedule } from "#lib/booking/index.ts";
import { ChangeHoursInput } from "#lib/booking/inputs.ts";
import { addDays } from "#lib/booking/rules.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { CheckForm } from "../../_parts/check-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { SittingFields } from "../../_parts/sitting-fields.tsx";
import { typedOf } from "../../_parts/typed.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.hours"))("title") };
}

/** Đổi giờ khám: other hours from a day on. */
export default deskPage(
  "clinic",
  ({ templateId }) => `/clinic/schedule/hours/${templateId ?? ""}`,
  async ({ ctx, session, params, search, frame }) => {
    const t = await getTranslations("schedule");
    const facilityCode = session.facilityCode ?? "";
    const [{ rooms, practitioners }, { templates }] = await Promise.all([
      listDepartments(ctx, facilityCode),
      enteredSchedule(ctx, facilityCode, ctx.today),
    ]);
    const hours = templates.find(({ templateId }) => templateId === params.templateId);
    const room = rooms.find(({ roomId }) => roomId === hours?.roomId);
    if (!hours || !room) throw new NotFound();
    const changed = await typedOf(ChangeHoursInput, search);
    const { templateId } = hours;
    const sitting = { from: clockOf(hours.fromMinute), until: clockOf(hours.untilMinute) };
    return (
      <DeskFrame
        {...frame}
        title={t("hours.change", { room: room.name, weekday: t(`weekday.${hours.weekday as 1}`) })}
        below={t("hours.changeLead", sitting)}
      >
        <Said search={search} />
        <CheckForm what="change-hours" typed={changed} hidden={{ templateId }}>
          <SittingFields
            typed={changed}
            known={{
              practitionerId: hours.practitionerId,
              fromMinute: sitting.from,
              untilMinute: sitting.until,
              slotMinutes: String(hours.slotMinutes),
              capacity: String(hours.capacity),
              reserve: String(hours.reserve),
            }}
            people={practitioners.filter(({ departmentId }) => departmentId === room.departmentId)}
          />
          <Field
            label={t("field.validFrom")}
            name="validFrom"
            hint={t("field.dayHint")}
            width="phone"
            autoComplete="off"
            defaultValue={changed.value("validFrom", calendarDay(addDays(ctx.today, 1)))}
            error={changed.error("validFrom")}
          />
        </CheckForm>
        <LinkLine href={`/clinic/schedule/hours/${templateId}/end` as Route} label={t("hours.end")} />
        <LinkLine href="/clinic/schedule/hours" label={t("hours.title")} />
      </DeskFrame>
    );
  },
);
