import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { HistoryStanding } from "#components/record/history-standing.tsx";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listHistoryVersions } from "#lib/history/index.ts";
import { questions } from "#lib/history/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";
import { withdraw } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("history"))("title") };
}

/** One thing that a person told: what it says, how sure it is, how it was changed. */
export default citizenPage(
  ({ id }) => `/record/history/entry/${id}`,
  async ({ ctx, params }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("history");
    const locale = await getLocale();
    const words = await historyWords();
    const book = await openBookInHand(ctx, "history");
    const [versions, names, marks] = await Promise.all([
      listHistoryVersions(book, id.data),
      facilityNames(ctx.app),
      listLineMarks(book),
    ]);
    const [now] = versions;
    if (!now) throw new NotFound();
    const { facilityName } = await facilityWords(names);
    const { topic, answers } = now;
    const notes = await lineNotes({ marks, facilityName, own: true });
    const note =
      now.standing === "facility-confirmed"
        ? notes({
            kind: "history",
            encounterId: null,
            line: id.data,
            name: words.title(topic, answers),
            fields: {},
          })
        : null;
    const first = questions[topic][0]?.name ?? "check";
    const gone = now.act === "withdrawn";
    const acts = ["declared", "changed", "withdrawn", "confirmed", "disputed"] as const;
    return (
      <BookPage back={{ href: "/record/history", label: t("title") }} tab="none">
        <PageTitle above={t(`topics.${topic}`)}>{words.title(topic, answers)}</PageTitle>
        <p className="pb-4">
          {gone ? (
            t("isWithdrawn")
          ) : (
            <>
              <HistoryStanding standing={now.standing} toldBy={now.toldBy} own={ctx.inHand.as === "own"} />{" "}
              {now.confirmedBy
                ? t("confirmedBy", { facility: facilityName(now.confirmedBy) })
                : now.act === "disputed"
                  ? t("disputedBy", { facility: facilityName(now.judgedBy ?? ""), note: now.note ?? "" })
                  : t("onlyYou")}
            </>
          )}
        </p>
        <LeaderList
          facts={questions[topic].map((question) => ({
            noun: words.short(topic, question.name),
            fact: words.answer(topic, question, answers[question.name]) ?? t("notKnown"),
          }))}
        />
        {note && !gone ? <div className="text-second">{note.foot}</div> : null}
        {gone ? null : (
          <div className="pt-6">
            <Stack>
              <Button kind="second" href={`/record/history/${topic}/${first}?entry=${id.data}` as Route}>
                {t("changeEntry")}
              </Button>
              <form action={withdraw}>
                <BookField />
                <p className="pb-3 text-ink-2 text-second">{t("withdrawHint")}</p>
                <input type="hidden" name="entryId" value={id.data} />
                <Button kind="second">{t("withdraw")}</Button>
              </form>
            </Stack>
          </div>
        )}
        <Section title={t("versions")}>
          <ul>
            {versions.map((version) => {
              const act = acts.find((one) => one === version.act) ?? "changed";
              return (
                <EntryRow
                  key={version.version}
                  title={t(`acts.${act}`, { when: moment(version.at, locale) })}
                >
                  <p>{words.title(topic, version.answers)}</p>
                  {version.judgedBy ? (
                    <p>
                      {t("judge", {
                        name: version.judgeName ?? "",
                        facility: facilityName(version.judgedBy),
                      })}
                      {version.note ? `: ${version.note}` : ""}
                    </p>
                  ) : null}
                </EntryRow>
              );
            })}
          </ul>
        </Section>
      </BookPage>
    );
  },
  "record",
);
