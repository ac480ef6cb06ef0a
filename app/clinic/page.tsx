import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import { warehouseFreshness } from "#lib/record/index.ts";
import { DeskHome } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("desk"))("clinicName") };
}

/** The desk of a facility or a commune station: who works here, and what the facility has sent. */
export default deskPage(
  "clinic",
  () => "/clinic",
  async ({ ctx, session, frame }) => {
    const t = await getTranslations("desk");
    const locale = await getLocale();
    const freshness = await warehouseFreshness(ctx);
    const mine = freshness.find((one) => one.facilityCode === session.facilityCode);
    return (
      <DeskHome {...frame}>
        <Section title={t("received")}>
          <p>{mine ? t("receivedText", { when: moment(mine.lastReceivedAt, locale) }) : t("receivedNone")}</p>
        </Section>
        <Section title={t("books")}>
          <p>{t("booksText")}</p>
        </Section>
      </DeskHome>
    );
  },
);
