import { getTranslations } from "next-intl/server";
import { ShareChoice } from "#components/teleconsult/share-choice.tsx";
import { livingShare } from "#lib/teleconsult/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { CaseForm } from "../../_parts/case-form.tsx";
import { faultWords } from "../../_parts/fault.ts";
import { readOwnCase } from "../../_parts/read-case.ts";
import { changeShown } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("sharePage.title") };
}

/** Đổi phần bác sĩ được xem: a new request takes the place of the one before. */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("teleconsult");
    const found = await readOwnCase(ctx, params.id);
    const living = livingShare(found);
    const error = await faultWords(search.fault);
    return (
      <CaseForm
        found={found}
        title={t("sharePage.title")}
        text={t("new.share.hint")}
        action={changeShown}
        yes={t("sharePage.yes")}
        fault={error ? { field: "visits", text: error } : undefined}
      >
        <ShareChoice chosen={living?.shown} mayRefer={living?.mayRefer ?? false} error={error} />
      </CaseForm>
    );
  },
  "teleconsult",
);
