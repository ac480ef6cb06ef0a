import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { CaseForm } from "../../_parts/case-form.tsx";
import { readOwnCase } from "../../_parts/read-case.ts";
import { cancel } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("case.cancel") };
}

/** Rút câu hỏi này? */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params }) => {
    const t = await getTranslations("teleconsult.cancelPage");
    const found = await readOwnCase(ctx, params.id);
    return (
      <CaseForm
        found={found}
        title={t("title", { code: found.code.replace(/^(.{3})/, "$1 ") })}
        text={t("text")}
        action={cancel}
        yes={t("yes")}
        no={t("no")}
        final
      >
        <Field label={t("because")} name="because" maxLength={500} lines={3} />
      </CaseForm>
    );
  },
  "teleconsult",
);
