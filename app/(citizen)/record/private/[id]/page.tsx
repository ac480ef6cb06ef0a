import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findClosedEncounter } from "#lib/record/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { openVisit } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("privateVisits"))("question") };
}

/** Mở lượt khám riêng tư? The one question before it opens. */
export default citizenPage(
  ({ id }) => `/record/private/${id}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("privateVisits");
    if (!ctx.inHand.mayOpenPrivate) throw new NotFound();
    const book = await openBookInHand(ctx, "encounters");
    const asked = z.uuid().safeParse(params.id);
    const [visit, names] = await Promise.all([
      asked.success ? findClosedEncounter(book, asked.data) : null,
      facilityNames(ctx.app),
    ]);
    // Open already, or none of this book: the page of the visit knows which.
    if (!visit) redirect(`/record/encounters/${encodeURIComponent(params.id ?? "")}` as Route);
    const { facilityName } = await facilityWords(names);
    return (
      <BookPage back={{ href: "/record", label: t("back") }}>
        <PageTitle
          above={t("which", {
            day: calendarDay(visit.arrivedOn),
            facility: facilityName(visit.facilityCode),
          })}
        >
          {t("question")}
        </PageTitle>
        {search.not === "many" || search.not === "failed" ? (
          <Notice alert title={t(`not.${search.not}`)} />
        ) : null}
        <h2 className="text-line-title">{t("whenOpen")}</h2>
        <BulletList items={[t("shows"), t("logged"), t("until"), t("around")]} />
        <form action={openVisit} className="pt-6">
          <BookField />
          <input type="hidden" name="encounterId" value={visit.encounterId} />
          <Button>{t("open")}</Button>
        </form>
        <div className="pt-2">
          <LinkLine href="/record" label={t("keep")} />
        </div>
      </BookPage>
    );
  },
  "record",
);
