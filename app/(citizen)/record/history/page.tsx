import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listHistory } from "#lib/history/index.ts";
import { topics } from "#lib/history/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { SentBloodGroup } from "./_parts/sent-blood-group.tsx";
import { TopicSection } from "./_parts/topic-section.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("history"))("title") };
}

const outcomes = ["declared", "withdrawn", "answered", "failed"] as const;

/** Tiền sử: what the person told of their own health, by topic. */
export default citizenPage(
  () => "/record/history",
  async ({ ctx, search }) => {
    const t = await getTranslations("history");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "history");
    const [{ entries, answers }, { warehouse }, names] = await Promise.all([
      listHistory(book),
      whoseBook(book),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const done = outcomes.find((one) => one === search.done);
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        {done ? <Notice kind={done === "failed" ? "warn" : "note"} title={t(`done.${done}`)} /> : null}
        {topics.map((topic) => (
          <TopicSection
            key={topic}
            topic={topic}
            own={ctx.inHand.as === "own"}
            entries={entries.filter((entry) => entry.topic === topic)}
            answer={answers.find((one) => one.topic === topic)}
          >
            {topic === "blood-group" ? (
              <SentBloodGroup
                details={warehouse}
                // Which visit said so may be private.
                facility={ctx.inHand.mayOpenPrivate ? facilityName(warehouse.detailsFrom) : null}
              />
            ) : null}
          </TopicSection>
        ))}
        <div className="pt-8">
          <Callout kind="note" level={2} title={t("about.title")}>
            <BulletList items={[t("about.yours"), t("about.doctor"), t("about.kept")]} />
          </Callout>
        </div>
      </BookPage>
    );
  },
  "record",
);
