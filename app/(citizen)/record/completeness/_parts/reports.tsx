import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { visitAddress } from "#components/record/address.ts";
import { Button } from "#components/ui/button.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { AnsweredReport } from "#lib/record/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { withdraw } from "../actions.ts";

type Props = { reports: readonly AnsweredReport[]; done: "reported" | "withdrawn" | undefined };

const standingOf = (one: AnsweredReport) =>
  one.withdrawnAt ? "withdrawn" : one.answer ? "answered" : "waiting";
const looks = { withdrawn: "thin", answered: "filled", waiting: "dashed" } as const;

/** What the person said is missing, and whether it has come since. */
export async function ReportsSection({ reports, done }: Props) {
  const t = await getTranslations("completeness");
  return (
    <Section title={t("said")} id="said">
      {done ? (
        <p role="status" className="pb-2">
          {t(`done.${done}`)}
        </p>
      ) : null}
      <ul>
        {reports.map((one) => {
          const standing = standingOf(one);
          return (
            <EntryRow
              key={one.reportId}
              title={one.place}
              href={one.withdrawnAt ? undefined : (`/record/corrections/${one.reportId}` as Route)}
              tag={<Tag line={looks[standing]}>{t(`standing.${standing}`)}</Tag>}
            >
              <p>{t("saidOn", { visited: calendarDay(one.visitedOn), day: day(one.reportedAt) })}</p>
              {standing === "waiting" ? <p>{t("stillNone")}</p> : null}
              {standing === "answered" && one.answer?.encounterId ? (
                <div className="relative z-1 w-fit">
                  <LinkLine href={visitAddress(one.answer.encounterId)} label={t("see")} />
                </div>
              ) : null}
              {standing === "waiting" ? (
                <form action={withdraw} className="relative z-1">
                  <BookField />
                  <input type="hidden" name="reportId" value={one.reportId} />
                  <Button kind="plain">
                    {t("withdraw")}
                    <span className="sr-only">: {one.place}</span>
                  </Button>
                </form>
              ) : null}
            </EntryRow>
          );
        })}
      </ul>
    </Section>
  );
}
