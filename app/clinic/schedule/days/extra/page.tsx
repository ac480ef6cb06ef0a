import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { ExtraHoursInput } from "#lib/booking/inputs.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { CheckForm } from "../../_parts/check-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { SittingFields } from "../../_parts/sitting-fields.tsx";
import { typedOf } from "../../_parts/typed.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.days"))("extra") };
}

/** Khám thêm giờ: one sitting of a room on one day, beside its week or on a day off. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/days/extra",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const { departments, rooms, practitioners } = await listDepartments(ctx, session.facilityCode ?? "");
    const typed = await typedOf(ExtraHoursInput, search);
    return (
      <DeskFrame {...frame} title={t("days.extra")} below={t("days.extraLead")}>
        <Said search={search} />
        <CheckForm what="extra-hours" typed={typed}>
          <SelectField
            label={t("field.room")}
            name="roomId"
            none={t("field.roomChoose")}
            value={typed.value("roomId")}
            error={typed.error("roomId")}
            groups={departments.map((unit) => ({
              label: unit.name,
              options: rooms
                .filter(({ departmentId }) => departmentId === unit.departmentId)
                .map(({ roomId, name }) => ({ value: roomId, label: name })),
            }))}
          />
          <Field
            label={t("field.day")}
            name="day"
            hint={t("field.dayHint")}
            width="phone"
            autoComplete="off"
            defaultValue={typed.value("day")}
            error={typed.error("day")}
          />
          <SittingFields
            typed={typed}
            known={{ slotMinutes: "20", capacity: "1", reserve: "0" }}
            people={practitioners}
          />
          <Field
            label={t("field.reason")}
            name="reason"
            hint={t("field.extraReasonHint")}
            maxLength={200}
            autoComplete="off"
            defaultValue={typed.value("reason")}
            error={typed.error("reason")}
          />
        </CheckForm>
        <LinkLine href="/clinic/schedule/days" label={t("days.title")} />
      </DeskFrame>
    );
  },
);
