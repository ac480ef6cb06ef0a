import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { DoseCard } from "#components/vaccination/dose-card.tsx";
import { cardOf } from "#lib/vaccination/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { declareAddress } from "../_parts/declared.tsx";
import { readVaccination } from "../_parts/read-vaccination.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.card"))("title") };
}

/** Sổ tiêm chủng như sổ giấy, for the phone and for A5 or A4. */
export default citizenPage(
  () => "/vaccination/card",
  async ({ ctx, ownerName }) => {
    const t = await getTranslations("vaccination.card");
    const vaccination = await getTranslations("vaccination");
    const authority = (await getTranslations("correction"))("authority");
    const { birthDate, doses, names, list, own } = await readVaccination(ctx);
    const { facilityName } = await facilityWords(names);
    const rows = cardOf(doses, list);
    const whose = { whose: own ? "own" : "other", name: ownerName };
    return (
      <BookPage back={{ href: "/vaccination", label: vaccination("title") }} tab="none">
        <PageTitle>{t("title")}</PageTitle>
        {rows.length === 0 ? (
          <EmptyState title={vaccination("doses.emptyTitle", whose)} when={vaccination("doses.emptyWhen")}>
            <LinkLine href={declareAddress()} label={vaccination("declare.link")} />
          </EmptyState>
        ) : (
          <>
            <p className="pb-4 text-ink-2 text-second" data-print="no">
              {t("print")}
            </p>
            <Paper>
              <h2 className="pb-2 text-section">{t("title")}</h2>
              <LeaderList
                facts={[
                  { noun: t("name"), fact: ownerName },
                  { noun: t("born"), fact: calendarDay(birthDate) },
                  { noun: t("made"), fact: calendarDay(ctx.today) },
                ]}
              />
              <div className="pt-6">
                <DoseCard rows={rows} nameOf={(code) => (code ? facilityName(code) : authority)} />
              </div>
              <p className="pt-2 text-small">{t("noProof")}</p>
            </Paper>
          </>
        )}
      </BookPage>
    );
  },
  "record",
);
