import { getTranslations } from "next-intl/server";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { listDepartments, listServices } from "#lib/facility/index.ts";
import { ServiceInput } from "#lib/facility/inputs.ts";
import { reasons } from "#lib/facility/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../_warehouse/asked.ts";
import { Closing } from "../../_parts/closing.tsx";
import { OfferForm } from "../../_parts/offer-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";
import { service } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.offer"))("service") };
}

/** Thêm hoặc sửa dịch vụ: its price, what the insurance pays, why people come, what they bring. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/offer/service",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.offer");
    const words = await getTranslations("booking.reasons");
    const facilityCode = session.facilityCode ?? "";
    const [{ departments }, services] = await Promise.all([
      listDepartments(ctx, facilityCode),
      listServices(ctx, facilityCode),
    ]);
    const known = services.find(({ serviceId }) => serviceId === search.id);
    const unit = departments.find(
      ({ departmentId }) => departmentId === (known?.departmentId ?? search.departmentId),
    );
    if (!unit) throw new NotFound();
    const typed = await typedOf(ServiceInput, search);
    const none = typed.error(`reason-${reasons[0]}`);
    const one = (name: string, value?: string | null) => ({
      name,
      autoComplete: "off",
      defaultValue: typed.value(name, value),
      error: typed.error(name),
    });
    return (
      <DeskFrame {...frame} title={known?.name ?? t("addService")} below={t("of", { department: unit.name })}>
        <Said search={search} />
        <OfferForm
          action={service}
          typed={typed}
          hidden={{ id: idIn(search.id) ?? crypto.randomUUID(), departmentId: unit.departmentId }}
        >
          <Field label={t("serviceName")} maxLength={160} {...one("name", known?.name)} />
          <Field
            label={t("price")}
            hint={t("priceHint")}
            width="phone"
            inputMode="numeric"
            {...one("priceVnd", known?.priceVnd?.toString())}
          />
          <Field
            label={t("insured")}
            hint={t("insuredHint")}
            width="phone"
            inputMode="numeric"
            {...one("insuredVnd", known?.insuredVnd?.toString())}
          />
          <fieldset>
            <legend className="text-line-title">{t("reasons")}</legend>
            {none ? <FieldError id="reasons-error">{none}</FieldError> : null}
            <div className="grid gap-x-6 min-[30rem]:grid-cols-2">
              {reasons.map((reason) => (
                <Checkbox
                  key={reason}
                  name={`reason-${reason}`}
                  label={words(reason)}
                  checked={typed.checked(`reason-${reason}`, known?.reasons.includes(reason))}
                />
              ))}
            </div>
          </fieldset>
          <Field
            label={t("bring")}
            hint={t("bringHint")}
            lines={4}
            maxLength={1000}
            {...one("bring", known?.bring.join("\n"))}
          />
          <Field
            label={t("warningTitle")}
            hint={t("warningHint")}
            maxLength={80}
            {...one("warningTitle", known?.warning?.title)}
          />
          <Field
            label={t("warningText")}
            lines={3}
            maxLength={400}
            {...one("warningText", known?.warning?.text)}
          />
        </OfferForm>
        {known ? <Closing kind="service" id={known.serviceId} /> : null}
        <LinkLine href="/clinic/schedule/offer" label={t("title")} />
      </DeskFrame>
    );
  },
);
