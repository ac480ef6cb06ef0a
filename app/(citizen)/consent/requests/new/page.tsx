import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { rightKinds } from "#lib/rights/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { chooseKind } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.request"))("which") };
}

/** Bạn muốn yêu cầu gì? */
export default citizenPage(
  () => "/consent/requests/new",
  async ({ search }) => {
    const t = await getTranslations("rights.request");
    const error = search.fault ? t("faults.choose") : undefined;
    return (
      <BookPage back={{ href: "/consent/requests", label: t("title") }}>
        {error ? <ErrorSummary title={t("mend")} errors={[{ field: "kind", text: error }]} /> : null}
        <PageTitle>{t("which")}</PageTitle>
        <form action={chooseKind}>
          <BookField />
          <Stack loose>
            <RadioGroup
              legend={t("choose")}
              name="kind"
              error={error}
              options={rightKinds.map((kind) => ({
                value: kind,
                label: t(`kinds.${kind}`),
                second: t(`kindHints.${kind}`),
              }))}
            />
            <Button>{t("continue")}</Button>
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href="/consent/requests" label={t("back")} />
        </div>
      </BookPage>
    );
  },
  "representative",
);
