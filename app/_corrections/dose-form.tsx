import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { vaccineGroups } from "#components/vaccination/declared-words.ts";
import type { CaseState } from "#lib/correction/rules.ts";
import { declaredVaccines, isDeclaredVaccine } from "#lib/vaccination/rules.ts";
import { type CaseActions, Step, Words } from "./case-forms.tsx";

type Props = { state: CaseState; actions: CaseActions };

/** The vaccine that lies ready: the one that was chosen, else the one of the code that was sent. */
function readyVaccine({ choice, vaccineCode }: Record<string, string>): string {
  if (choice) return choice;
  const known = Object.keys(declaredVaccines)
    .filter(isDeclaredVaccine)
    .find((one) => declaredVaccines[one] === vaccineCode);
  return known ?? (vaccineCode ? "other" : "");
}

/** Xác nhận mũi tiêm: the dose as the station's papers have it, with what was told lying ready, each field to be mended. */
export async function DoseForm({ state, actions }: Props) {
  const t = await getTranslations("correctionDesk.dose");
  const ofVaccines = await getTranslations("vaccination.declare");
  const words = await getTranslations("completeness");
  const { fields } = state.stood;
  const [year, month, day] = fields.givenOn?.split("-") ?? [];
  const isMissing = state.kind === "missing-dose";
  return (
    <>
      <Section title={t(isMissing ? "title" : "titleWrong")}>
        <p>{t("lead")}</p>
        <Step action={actions.confirm} caseId={state.caseId}>
          <SelectField
            label={t("vaccine")}
            name="vaccine"
            none={t("vaccineNone")}
            value={readyVaccine(fields)}
            groups={(["children", "everybody"] as const).map((group) => ({
              label: ofVaccines(group),
              options: vaccineGroups[group].map((value) => ({
                value,
                label: ofVaccines(`vaccines.${value}`),
              })),
            }))}
            options={[{ value: "other", label: ofVaccines("other") }]}
          />
          <Field
            label={t("product")}
            name="product"
            hint={t("productHint")}
            maxLength={120}
            defaultValue={isMissing ? fields.product : fields.vaccine}
            autoComplete="off"
          />
          <DateField
            legend={t("day")}
            name="given"
            hint={t("dayHint")}
            words={{ day: words("dayWord"), month: words("monthWord"), year: words("yearWord") }}
            value={{ day, month, year }}
          />
          <Field
            label={t("number")}
            name="doseNumber"
            width="year"
            inputMode="numeric"
            maxLength={2}
            defaultValue={fields.doseNumber}
            autoComplete="off"
          />
          <Field label={t("lot")} name="lot" maxLength={40} defaultValue={fields.lot} autoComplete="off" />
          <Field
            label={t("place")}
            name="place"
            maxLength={160}
            defaultValue={fields.givenPlace}
            autoComplete="off"
          />
          <Words id="dose-text" ready={t("text")} />
          <Button>{t(isMissing ? "send" : "sendWrong")}</Button>
        </Step>
      </Section>
      {isMissing ? null : (
        <Section title={t("notGiven")}>
          <p>{t("notGivenText")}</p>
          <Step action={actions.strike} caseId={state.caseId}>
            <input type="hidden" name="mendedTo" value={t("notGivenWords")} />
            <Words id="strike-text" />
            <Button kind="second">{t("notGivenSend")}</Button>
          </Step>
        </Section>
      )}
    </>
  );
}
