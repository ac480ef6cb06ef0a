import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { termsOf } from "#lib/facility/index.ts";
import { TermsInput } from "#lib/facility/inputs.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { OfferForm } from "../_parts/offer-form.tsx";
import { Said } from "../_parts/said.tsx";
import { typedOf } from "../_parts/typed.ts";
import { terms } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.terms"))("title") };
}

const fields = [
  "daysAhead",
  "leadMinutes",
  "cancelMinutes",
  "noShowLimit",
  "noShowDays",
  "noShowPauseDays",
] as const;

/** Quy định đặt lịch: how far ahead, how late, and what follows when somebody does not come. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/terms",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.terms");
    const s = await getTranslations("schedule");
    const known = await termsOf(ctx, session.facilityCode ?? "");
    const typed = await typedOf(TermsInput, search);
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said search={search} />
        <OfferForm action={terms} typed={typed} send={t("save")}>
          {fields.map((name) => (
            <Field
              key={name}
              label={t(name)}
              name={name}
              width="year"
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
              defaultValue={typed.value(name, known[name]?.toString())}
              error={typed.error(name)}
            />
          ))}
        </OfferForm>
        <LinkLine href="/clinic/schedule" label={s("back")} />
      </DeskFrame>
    );
  },
);
