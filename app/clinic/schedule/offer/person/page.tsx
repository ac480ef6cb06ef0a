import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { listDepartments } from "#lib/facility/index.ts";
import { PractitionerInput } from "#lib/facility/inputs.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../_warehouse/asked.ts";
import { Closing } from "../../_parts/closing.tsx";
import { OfferForm } from "../../_parts/offer-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";
import { person } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.offer"))("person") };
}

/** Thêm hoặc sửa tên người khám. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/offer/person",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.offer");
    const { departments, practitioners } = await listDepartments(ctx, session.facilityCode ?? "");
    const known = practitioners.find(({ practitionerId }) => practitionerId === search.id);
    const unit = departments.find(
      ({ departmentId }) => departmentId === (known?.departmentId ?? search.departmentId),
    );
    if (!unit) throw new NotFound();
    const typed = await typedOf(PractitionerInput, search);
    return (
      <DeskFrame {...frame} title={known?.name ?? t("addPerson")} below={t("of", { department: unit.name })}>
        <Said search={search} />
        <OfferForm
          action={person}
          typed={typed}
          hidden={{ id: idIn(search.id) ?? crypto.randomUUID(), departmentId: unit.departmentId }}
        >
          <Field
            label={t("personName")}
            name="name"
            hint={t("personHint")}
            maxLength={120}
            autoComplete="off"
            defaultValue={typed.value("name", known?.name)}
            error={typed.error("name")}
          />
        </OfferForm>
        {known ? <Closing kind="practitioner" id={known.practitionerId} /> : null}
        <LinkLine href="/clinic/schedule/offer" label={t("title")} />
      </DeskFrame>
    );
  },
);
