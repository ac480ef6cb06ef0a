import { getTranslations } from "next-intl/server";
import { ShareChoice } from "#components/teleconsult/share-choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { MOST_WORDS, shownParts } from "#lib/teleconsult/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { typedBefore } from "../../../../_entry/typed.ts";
import { CaseForm } from "../../_parts/case-form.tsx";
import { faultWords } from "../../_parts/fault.ts";
import { readOwnCase } from "../../_parts/read-case.ts";
import { askMore } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("againPage.title") };
}

/** Hỏi thêm một lần: the words, and anew what the doctor may see. */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("teleconsult");
    const found = await readOwnCase(ctx, params.id);
    const error = await faultWords(search.fault);
    const typed = error ? await typedBefore() : {};
    const ticked = shownParts.filter((part) => typed[part]);
    const field = search.fault === "choose" || search.fault === "both" ? "visits" : "words";
    return (
      <CaseForm
        found={found}
        title={t("againPage.title")}
        text={t("againPage.text")}
        action={askMore}
        yes={t("againPage.yes")}
        fault={error ? { field, text: error } : undefined}
      >
        <Field
          label={t("againPage.label")}
          name="words"
          lines={6}
          maxLength={MOST_WORDS}
          defaultValue={typed.words}
          error={field === "words" ? error : undefined}
        />
        <ShareChoice
          chosen={ticked.length > 0 ? ticked : undefined}
          mayRefer={Boolean(typed.mayRefer)}
          legend={t("new.share.title")}
          error={field === "visits" ? error : undefined}
        />
      </CaseForm>
    );
  },
  "teleconsult",
);
