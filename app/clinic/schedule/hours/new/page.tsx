import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { HoursInput, weekdays } from "#lib/booking/inputs.ts";
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
  return { title: (await getTranslations("schedule.hours"))("add") };
}

/** Thêm giờ khám: one sitting of a room, on the days of the week that are ticked. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/hours/new",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const { rooms, practitioners } = await listDepartments(ctx, session.facilityCode ?? "");
    const room = rooms.find(({ roomId }) => roomId === search.roomId);
    if (!room) throw new NotFound();
    const typed = await typedOf(HoursInput, search);
    const none = typed.error("weekday1");
    return (
      <DeskFrame {...frame} title={t("hours.addFor", { room: room.name })} below={t("hours.lead")}>
        <Said search={search} />
        <CheckForm what="add-hours" typed={typed} hidden={{ roomId: room.roomId }}>
          <fieldset>
            <legend className="text-line-title">{t("field.weekdays")}</legend>
            {none ? <FieldError id="weekdays-error">{none}</FieldError> : null}
            <div className="grid gap-x-6 min-[30rem]:grid-cols-2">
              {weekdays.map((one) => (
                <Checkbox
                  key={one}
                  name={`weekday${one}`}
                  label={t(`weekday.${one}`)}
                  checked={typed.checked(`weekday${one}`)}
                />
              ))}
            </div>
          </fieldset>
          <SittingFields
            typed={typed}
            known={{ slotMinutes: "20", capacity: "1", reserve: "0" }}
            people={practitioners.filter(({ departmentId }) => departmentId === room.departmentId)}
          />
          <Field
            label={t("field.validFrom")}
            name="validFrom"
            hint={t("field.dayHint")}
            width="phone"
            autoComplete="off"
            defaultValue={typed.value("validFrom", calendarDay(addDays(ctx.today, 1)))}
            error={typed.error("validFrom")}
          />
          <Field
            label={t("field.validUntil")}
            name="validUntil"
            width="phone"
            autoComplete="off"
            defaultValue={typed.value("validUntil")}
            error={typed.error("validUntil")}
          />
        </CheckForm>
        <LinkLine href="/clinic/schedule/hours" label={t("hours.title")} />
      </DeskFrame>
    );
  },
);
