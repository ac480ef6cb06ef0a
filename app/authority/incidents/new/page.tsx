import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { scopes } from "#lib/incident/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { register } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("incidents"))("register") };
}

/** Which field a reason belongs to. */
const fieldOf: Record<string, "known" | "from" | "about"> = {
  "in-the-future": "known",
  window: "from",
  "no-facility": "about",
  "no-staff": "about",
};
const fields = ["known", "what", "from", "to", "scope"] as const;

/** Ghi một sự cố. */
export default deskPage(
  "authority",
  () => "/authority/incidents/new",
  async ({ search, frame }) => {
    const t = await getTranslations("incidents");
    const wrong = search.wrong ?? "";
    const missing = wrong.startsWith("fields-")
      ? fields.filter((field) => wrong.split("-").includes(field))
      : [];
    const refused = fieldOf[wrong];
    const errorOf = (field: string) =>
      (missing as readonly string[]).includes(field)
        ? t(`faults.${field as "what"}`)
        : refused === field
          ? t(`faults.${wrong as "window"}`)
          : undefined;
    const errors = [...fields, "about"].flatMap((field) => {
      const text = errorOf(field);
      return text ? [{ field, text }] : [];
    });
    if (wrong && errors.length === 0) errors.push({ field: "what", text: t("faults.failed") });
    return (
      <DeskFrame {...frame} title={t("register")} below={t("registerLead")}>
        <div className="max-w-column">
          {errors.length > 0 ? <ErrorSummary title={t("mend")} errors={errors} /> : null}
          <form action={register}>
            <input type="hidden" name="incidentId" value={randomUUID()} />
            <Stack loose>
              <Field
                label={t("what")}
                hint={t("whatHint")}
                name="what"
                lines={3}
                maxLength={2000}
                defaultValue={search.what}
                error={errorOf("what")}
              />
              <Field
                label={t("known")}
                hint={t("knownHint")}
                name="known"
                type="datetime-local"
                defaultValue={search.known}
                error={errorOf("known")}
              />
              <Field
                label={t("from")}
                name="from"
                type="datetime-local"
                defaultValue={search.from}
                error={errorOf("from")}
              />
              <Field
                label={t("to")}
                name="to"
                type="datetime-local"
                defaultValue={search.to}
                error={errorOf("to")}
              />
              <RadioGroup
                legend={t("scope")}
                name="scope"
                value={search.scope}
                error={errorOf("scope")}
                options={scopes.map((value) => ({
                  value,
                  label: t(`scopes.${value}`),
                  second: t(`scopeHints.${value}`),
                }))}
              />
              <Field
                label={t("about")}
                hint={t("aboutHint")}
                name="about"
                maxLength={100}
                defaultValue={search.about}
                error={errorOf("about")}
              />
              <Button>{t("registerSend")}</Button>
            </Stack>
          </form>
          <div className="pt-4">
            <LinkLine href="/authority/incidents" label={t("back")} />
          </div>
        </div>
      </DeskFrame>
    );
  },
);
