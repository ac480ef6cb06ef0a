import { getTranslations } from "next-intl/server";
import { calendarDay, vnd } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { type FeeNote, listFeeNotes } from "#lib/payment/index.ts";
import { noteStanding } from "#lib/payment/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("payment"))("title") };
}

/** Viện phí: what is to be paid, and what is done. */
export default citizenPage(
  () => "/payment",
  async ({ ctx }) => {
    const t = await getTranslations("payment");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "payment");
    const [notes, names] = await Promise.all([listFeeNotes(book), facilityNames(ctx.app)]);
    const { facilityName } = await facilityWords(names);
    const row = (note: FeeNote) => (
      <EntryRow
        key={note.noteId}
        href={`/payment/${note.noteId}`}
        icon="fees"
        title={`${t(`kinds.${note.kind as "visit"}`)}: ${vnd(Number(note.amountVnd))}`}
      >
        <p>{facilityName(note.facilityCode)}</p>
        <p>
          {calendarDay(note.issuedOn)} · {t(`status.${noteStanding(note, [], ctx.now) as "open" | "desk"}`)}
        </p>
      </EntryRow>
    );
    const open = notes.filter(({ status }) => status === "open");
    const done = notes.filter(({ status }) => status !== "open");
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Section title={t("open")}>{open.length > 0 ? <ul>{open.map(row)}</ul> : <p>{t("none")}</p>}</Section>
        <Section title={t("done")}>
          {done.length > 0 ? <ul>{done.map(row)}</ul> : <p>{t("noneDone")}</p>}
        </Section>
        <p className="pt-6 text-ink-2 text-second">{t("about")}</p>
      </BookPage>
    );
  },
);
