import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { helpfulness } from "#lib/teleconsult/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { CaseForm } from "../../_parts/case-form.tsx";
import { faultWords } from "../../_parts/fault.ts";
import { readOwnCase } from "../../_parts/read-case.ts";
import { judge } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("judgePage.title") };
}

/** Câu trả lời có giúp được không? */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("teleconsult");
    const found = await readOwnCase(ctx, params.id);
    const error = search.fault ? await faultWords("choose") : undefined;
    return (
      <CaseForm
        found={found}
        title={t("judgePage.title")}
        action={judge}
        yes={t("judgePage.yes")}
        fault={error ? { field: "helpful", text: error } : undefined}
      >
        <RadioGroup
          legend={t("judgePage.title")}
          legendHidden
          name="helpful"
          value={found.helpful ?? undefined}
          error={error}
          options={helpfulness.map((one) => ({ value: one, label: t(`helpful.${one}`) }))}
        />
        <Field
          label={t("judgePage.label")}
          name="words"
          lines={3}
          maxLength={1000}
          defaultValue={found.helpfulWords ?? undefined}
        />
      </CaseForm>
    );
  },
  "teleconsult",
);
