import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { listDepartments } from "#lib/facility/index.ts";
import { DepartmentInput } from "#lib/facility/inputs.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../_warehouse/asked.ts";
import { Closing } from "../../_parts/closing.tsx";
import { OfferForm } from "../../_parts/offer-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";
import { department } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.offer"))("department") };
}

/** Mở hoặc đổi tên khoa, phòng khám. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/offer/department",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.offer");
    const { departments } = await listDepartments(ctx, session.facilityCode ?? "");
    const known = departments.find(({ departmentId }) => departmentId === search.id);
    const typed = await typedOf(DepartmentInput, search);
    return (
      <DeskFrame {...frame} title={known?.name ?? t("addDepartment")} below={t("lead")}>
        <Said search={search} />
        <OfferForm action={department} typed={typed} hidden={{ id: idIn(search.id) ?? crypto.randomUUID() }}>
          <Field
            label={t("departmentName")}
            name="name"
            maxLength={120}
            autoComplete="off"
            defaultValue={typed.value("name", known?.name)}
            error={typed.error("name")}
          />
        </OfferForm>
        {known ? <Closing kind="department" id={known.departmentId} /> : null}
        <LinkLine href="/clinic/schedule/offer" label={t("title")} />
      </DeskFrame>
    );
  },
);
