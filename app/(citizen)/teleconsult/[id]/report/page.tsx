import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { CaseForm } from "../../_parts/case-form.tsx";
import { faultWords } from "../../_parts/fault.ts";
import { readOwnCase } from "../../_parts/read-case.ts";
import { report } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("reportPage.title") };
}

/** Phản ánh với Sở Y tế: what went wrong with this consultation. */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("teleconsult");
    const found = await readOwnCase(ctx, params.id);
    const error = await faultWords(search.fault);
    return (
      <CaseForm
        found={found}
        title={t("reportPage.title")}
        text={t("reportPage.text")}
        action={report}
        yes={t("reportPage.yes")}
        fault={error ? { field: "words", text: error } : undefined}
      >
        <Field label={t("reportPage.label")} name="words" lines={6} maxLength={2000} error={error} />
      </CaseForm>
    );
  },
  "teleconsult",
);
