import { getTranslations } from "next-intl/server";
import { calendarDay, quantity } from "#components/copy/format.ts";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Figures } from "#lib/teleconsult/index.ts";
import type { Asked } from "./asked.ts";
import { spokenMonth } from "./asked.ts";
import { figureWords, shareWords } from "./words.ts";

type Props = Asked & {
  figures: Figures;
  /** Adults of the registry on that day; null where one facility is looked at. */
  adults: { count: number; day: string } | null;
};

/** All of it together: how many asked, how long they waited, whether promises were kept, what came of it. */
export async function Whole({ figures, adults, period }: Props) {
  const t = await getTranslations("teleconsultOversight");
  const outcome = await getTranslations("teleconsult.outcomes");
  const { times, partOf } = await figureWords();
  const count = (value: number | null) => quantity(value ?? 0);
  const ofCases = (value: number | null) =>
    t("shareOf", { count: count(value), share: shareWords(value, figures.cases) });
  const ofAnswers = (value: number | null) =>
    t("shareOf", { count: count(value), share: shareWords(value, figures.answered) });
  const title =
    period.from === period.until
      ? t("allOne", { from: spokenMonth(period.from) })
      : t("all", { from: spokenMonth(period.from), until: spokenMonth(period.until) });
  if (figures.few || !figures.cases)
    return (
      <Section title={title}>
        <p>{figures.few ? t("fewText") : t("none")}</p>
      </Section>
    );
  return (
    <div className="grid gap-x-10 desk:grid-cols-2">
      <Section title={title}>
        <LeaderList
          facts={[
            { noun: t("cases"), fact: count(figures.cases), strong: true },
            { noun: t("answered"), fact: ofCases(figures.answered) },
            { noun: t("waiting"), fact: ofCases(figures.waiting) },
            { noun: t("refused"), fact: ofCases(figures.refused) },
            { noun: t("cancelled"), fact: ofCases(figures.cancelled) },
            { noun: t("promises"), fact: partOf(figures.kept, figures.promises) },
            { noun: t("read"), fact: times(figures.readMiddle, figures.readMost) },
            { noun: t("answer"), fact: times(figures.answerMiddle, figures.answerMost) },
          ]}
        />
      </Section>
      <div className="pt-10 desk:pt-0">
        <Section title={t("outcomes")}>
          <LeaderList
            facts={[
              { noun: outcome("advice"), fact: ofAnswers(figures.advice) },
              { noun: outcome("visit"), fact: ofAnswers(figures.visits) },
              { noun: outcome("emergency"), fact: ofAnswers(figures.emergencies) },
              { noun: t("referred"), fact: ofCases(figures.referred) },
              { noun: t("seconds"), fact: ofCases(figures.seconds) },
              {
                noun: t("helpful"),
                fact: t("helpfulOf", {
                  yes: count(figures.helpful),
                  partly: count(figures.partly),
                  no: count(figures.unhelpful),
                }),
              },
              { noun: t("reports"), fact: count(figures.reports) },
              { noun: t("users"), fact: count(figures.users), strong: true },
            ]}
          />
          {adults ? (
            <p className="pt-3">
              {t("usersShare", {
                users: count(figures.users),
                share: shareWords(figures.users, adults.count),
                adults: quantity(adults.count),
                day: calendarDay(adults.day),
              })}
            </p>
          ) : null}
          <p className="pt-1 text-ink-2 text-second">{t("usersNote")}</p>
        </Section>
      </div>
    </div>
  );
}
