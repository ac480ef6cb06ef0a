import { getTranslations } from "next-intl/server";
import { ClosedVisits } from "#components/record/closed-visits.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listClosedEncounters } from "#lib/record/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";

const PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations("privateVisits"))("title") };
}

/** Lượt khám riêng tư: all that are closed, latest first. */
export default citizenPage(
  () => "/record/private",
  async ({ ctx, search }) => {
    const t = await getTranslations("privateVisits");
    const page = Math.min(Math.max(Number.parseInt(search.page ?? "1", 10) || 1, 1), 1000);
    if (!ctx.inHand.mayOpenPrivate) throw new NotFound();
    const book = await openBookInHand(ctx, "encounters");
    const [closed, names] = await Promise.all([
      listClosedEncounters(book, { most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    return (
      <BookPage back={{ href: "/record", label: t("back") }} tab="none">
        <PageTitle below={closed.length > 0 ? t("lead") : t("none")}>{t("title")}</PageTitle>
        <ClosedVisits closed={closed.slice(0, PAGE)} nameOf={facilityName} />
        {page > 1 ? <LinkLine href={`/record/private?page=${page - 1}`} label={t("newer")} /> : null}
        {closed.length > PAGE ? (
          <LinkLine href={`/record/private?page=${page + 1}`} label={t("older")} />
        ) : null}
      </BookPage>
    );
  },
  "record",
);
