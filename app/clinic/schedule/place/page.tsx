import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { listPlaces } from "#lib/facility/index.ts";
import { PlaceInput } from "#lib/facility/inputs.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { OfferForm } from "../_parts/offer-form.tsx";
import { Said } from "../_parts/said.tsx";
import { typedOf } from "../_parts/typed.ts";
import { place } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.place"))("title") };
}

/** Địa chỉ và cách đến. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/place",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.place");
    const s = await getTranslations("schedule");
    const [known] = await listPlaces(ctx, [session.facilityCode ?? ""]);
    const typed = await typedOf(PlaceInput, search);
    const one = (name: keyof PlaceInput, value?: string | number | null) => ({
      name,
      autoComplete: "off",
      defaultValue: typed.value(name, value === null ? null : value?.toString().replace(".", ",")),
      error: typed.error(name),
    });
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said search={search} />
        <OfferForm action={place} typed={typed} send={t("save")}>
          <Field
            {...one("address")}
            label={t("address")}
            maxLength={300}
            defaultValue={typed.value("address", known?.address)}
          />
          <Field label={t("phone")} width="phone" type="tel" {...one("phone", known?.phone)} />
          <Field
            {...one("arrival")}
            label={t("arrival")}
            hint={t("arrivalHint")}
            maxLength={300}
            defaultValue={typed.value("arrival", known?.arrival)}
          />
          <Field
            label={t("latitude")}
            hint={t("pointHint")}
            width="phone"
            inputMode="decimal"
            {...one("latitude", known?.point?.latitude)}
          />
          <Field
            label={t("longitude")}
            width="phone"
            inputMode="decimal"
            {...one("longitude", known?.point?.longitude)}
          />
        </OfferForm>
        <LinkLine href="/clinic/schedule" label={s("back")} />
      </DeskFrame>
    );
  },
);
