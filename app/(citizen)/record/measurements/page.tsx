import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { measurementWords } from "#components/measurement/measurement-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { latestMeasurements } from "#lib/measurement/index.ts";
import { measurementKinds } from "#lib/measurement/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { Waiting } from "../../../_entry/waiting.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("measurement"))("title") };
}

/** Số tự đo: each kind with its latest number. */
export default citizenPage(
  () => "/record/measurements",
  async ({ ctx }) => {
    const t = await getTranslations("measurement");
    const common = await getTranslations("common");
    const locale = await getLocale();
    const words = await measurementWords();
    const known = await latestMeasurements(await openBookInHand(ctx, "measurements"));
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Waiting send="/record/measurements/send" />
        <ul className="border-ink border-t-2">
          {measurementKinds.map((kind) => {
            const one = known.find((row) => row.kind === kind);
            const href = `/record/measurements/${kind}${one ? "" : "/new"}` as Route;
            return (
              <EntryRow key={kind} title={t(`kinds.${kind}`)} href={href}>
                {one ? (
                  <>
                    <p className="text-ink text-line-title">{words.value(one.latest.numbers)}</p>
                    <p>
                      {t("latest", { when: moment(one.latest.at, locale) })},{" "}
                      {t("times", { count: one.count })}
                    </p>
                  </>
                ) : (
                  <p>{t("noneOf")}</p>
                )}
              </EntryRow>
            );
          })}
        </ul>
        <div className="pt-8">
          <Callout kind="note" level={2} title={t("told")}>
            <p>{t("about")}</p>
          </Callout>
        </div>
      </BookPage>
    );
  },
  "record",
);
