import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { conditionAddress, visitAddress, wordsOf } from "#components/record/address.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { PlainWordsNote } from "#components/record/plain-words-note.tsx";
import { StandingTag } from "#components/record/standing-tag.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { explain, nameOfCondition } from "#lib/catalogue/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { isRuledOut, markOfLine } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listRecordsOfCondition } from "#lib/record/index.ts";
import { Aloud } from "../../../../_entry/aloud.tsx";
import { cursorOf, cursorText } from "../../../../_entry/cursor.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";

const PAGE = 20;

export async function generateMetadata() {
  return { title: (await getTranslations("conditions"))("title") };
}

/** One condition: every visit that recorded it, with its role and standing there. */
export default citizenPage(
  ({ code }) => `/record/conditions/${code}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("conditions");
    const common = await getTranslations("medicines");
    const locale = await getLocale();
    const bareCode = wordsOf(params.code ?? "");
    const after = cursorOf(search.after);
    const book = await openBookInHand(ctx, "conditions");
    const [records, names, marks] = await Promise.all([
      listRecordsOfCondition(book, { bareCode, most: PAGE + 1, after }),
      facilityNames(ctx.app),
      listLineMarks(book),
    ]);
    const { facilityName } = await facilityWords(names);
    const notes = await lineNotes({ marks, facilityName, own: true });
    const noteOf = ({ encounterId, code }: (typeof records)[number], name: string) => {
      const mark = markOfLine(marks, "condition", encounterId, { title: "", fields: { code } }, "");
      // Which line of its visit it is, only the visit's own page knows.
      return mark ? notes({ kind: "condition", encounterId, line: "1", name, fields: { code } }) : null;
    };
    const shown = records.slice(0, PAGE);
    const [first] = shown;
    const last = shown.at(-1);
    if (!first || !last) throw new NotFound();
    const plainName = nameOfCondition(first.code);
    const rows = await Promise.all(shown.map(async (one) => ({ ...one, title: await encounterTitle(one) })));
    return (
      <BookPage back={{ href: "/record/conditions", label: t("title") }} tab="none">
        <PageTitle aloud={<Aloud />} below={plainName ? t("code", { code: first.code }) : undefined}>
          {plainName ?? t("noName", { code: first.code })}
        </PageTitle>
        <PlainWordsNote words={explain("condition", first.code)} />
        <Section title={t("records")}>
          <ul>
            {rows.map((one) => (
              <EntryRow
                key={`${one.encounterId} ${one.role}`}
                title={one.title}
                href={visitAddress(one.encounterId)}
                tag={
                  <StandingTag
                    standing={isRuledOut(marks, one.encounterId, one.code) ? "ruled-out" : one.standing}
                  />
                }
                foot={noteOf(one, one.title)?.foot}
              >
                <p>{one.role === "main" ? t("main") : t("accompanying")}</p>
                {isRuledOut(marks, one.encounterId, one.code) ? null : (
                  <p>{t(`standingText.${one.standing}`)}</p>
                )}
                <p>
                  {common("source", {
                    facility: facilityName(one.facilityCode),
                    when: moment(one.receivedAt, locale),
                  })}
                </p>
              </EntryRow>
            ))}
          </ul>
        </Section>
        {after ? <LinkLine href={conditionAddress(bareCode)} label={t("newestRecords")} /> : null}
        {records.length > PAGE ? (
          <LinkLine
            href={`${conditionAddress(bareCode)}?after=${cursorText(last)}` as Route}
            label={t("older")}
          />
        ) : null}
      </BookPage>
    );
  },
  "record",
);
