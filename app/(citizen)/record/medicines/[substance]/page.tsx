import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { day, moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { substanceAddress, wordsOf } from "#components/record/address.ts";
import { MedicineLine } from "#components/record/medicine-line.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listLinesOfSubstance } from "#lib/record/index.ts";
import { Aloud } from "../../../../_entry/aloud.tsx";
import { pageNumber } from "../../../../_entry/cursor.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";

const PAGE = 20;

export async function generateMetadata() {
  return { title: (await getTranslations("medicines"))("title") };
}

/** One medicine: every time it was recorded, with the dose of that time. */
export default citizenPage(
  ({ substance }) => `/record/medicines/${substance}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("medicines");
    const locale = await getLocale();
    const substance = wordsOf(params.substance ?? "");
    const page = pageNumber(search.page);
    const book = await openBookInHand(ctx, "medicines");
    const [lines, names, marks] = await Promise.all([
      listLinesOfSubstance(book, { substance, most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
      listLineMarks(book),
    ]);
    const [first] = lines;
    if (!first) throw new NotFound();
    const { facilityName } = await facilityWords(names);
    const notes = await lineNotes({ marks, facilityName, own: true });
    return (
      <BookPage back={{ href: "/record/medicines", label: t("title") }} tab="none">
        <PageTitle
          aloud={<Aloud />}
          below={first.substance === first.name ? undefined : t("code", { code: substance })}
        >
          {first.name}
        </PageTitle>
        <Section title={t("records")}>
          <ul>
            {lines.slice(0, PAGE).map((line) => (
              <MedicineLine
                key={`${line.encounterId} ${line.line}`}
                line={line}
                title={day(line.orderedAt ?? line.arrivedAt)}
                toVisit
                foot={
                  notes({
                    kind: "medicine",
                    encounterId: line.encounterId,
                    line: String(line.line),
                    name: line.name,
                    fields: { name: line.name },
                  }).foot
                }
              >
                <p>
                  {t("source", {
                    facility: facilityName(line.facilityCode),
                    when: moment(line.receivedAt, locale),
                  })}
                </p>
              </MedicineLine>
            ))}
          </ul>
        </Section>
        {page > 1 ? <LinkLine href={substanceAddress(substance)} label={t("newest")} /> : null}
        {lines.length > PAGE ? (
          <LinkLine href={`${substanceAddress(substance)}?page=${page + 1}` as Route} label={t("older")} />
        ) : null}
      </BookPage>
    );
  },
  "record",
);
