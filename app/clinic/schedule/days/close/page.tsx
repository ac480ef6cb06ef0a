import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { CloseDaysInput } from "#lib/booking/inputs.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { CheckForm } from "../../_parts/check-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.days"))("close") };
}

/** Thêm ngày nghỉ: of a room or the whole facility, a day, some days, or some hours. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/days/close",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const { departments, rooms } = await listDepartments(ctx, session.facilityCode ?? "");
    const typed = await typedOf(CloseDaysInput, search);
    const text = (name: "fromDay" | "untilDay" | "fromMinute" | "untilMinute") => ({
      name,
      width: "phone" as const,
      autoComplete: "off",
      defaultValue: typed.value(name),
      error: typed.error(name),
    });
    return (
      <DeskFrame {...frame} title={t("days.close")} below={t("days.closeLead")}>
        <Said search={search} />
        <CheckForm what="close-days" typed={typed}>
          <SelectField
            label={t("field.room")}
            name="roomId"
            none={t("field.roomAll")}
            value={typed.value("roomId")}
            groups={departments.map((unit) => ({
              label: unit.name,
              options: rooms
                .filter(({ departmentId }) => departmentId === unit.departmentId)
                .map(({ roomId, name }) => ({ value: roomId, label: name })),
            }))}
          />
          <Field label={t("field.fromDay")} hint={t("field.dayHint")} {...text("fromDay")} />
          <Field label={t("field.untilDay")} {...text("untilDay")} />
          <Field label={t("field.closeFrom")} hint={t("field.timeHint")} {...text("fromMinute")} />
          <Field label={t("field.closeUntil")} {...text("untilMinute")} />
          <Field
            label={t("field.reason")}
            name="reason"
            hint={t("field.reasonHint")}
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
