import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageTitle } from "#components/ui/page-title.tsx";
import { isMeasurementKind } from "#lib/measurement/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { KindForm } from "../../_parts/form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("measurement"))("title") };
}

/** Ghi một lần đo. */
export default citizenPage(
  ({ kind }) => `/record/measurements/${isMeasurementKind(kind) ? kind : "weight"}/new`,
  async ({ params: { kind }, ownerName }) => {
    if (!isMeasurementKind(kind)) throw new NotFound();
    const t = await getTranslations("measurement");
    return (
      <BookPage back={{ href: `/record/measurements/${kind}` as Route, label: t(`kinds.${kind}`) }}>
        <PageTitle above={ownerName}>{t(`add.${kind}`)}</PageTitle>
        <KindForm kind={kind} typed={{}} />
        <p className="pt-6 text-quiet text-small">{t("bounds")}</p>
      </BookPage>
    );
  },
  "record",
);
