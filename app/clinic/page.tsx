import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { countHeld } from "#lib/warehouse/index.ts";
import { DeskHome } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import { countWords } from "../_warehouse/count-words.ts";

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
    const atDesk = await openDesk(ctx, "follow-warehouse", "warehouse");
    const [freshness, held] = await Promise.all([
      warehouseFreshness(ctx),
      countHeld(atDesk, { facilityCode: session.facilityCode ?? "", kind: "open" }),
    ]);
    const counted = (await countWords())(held);
    const mine = freshness.find((one) => one.facilityCode === session.facilityCode);
    return (
      <DeskHome {...frame}>
        <Section title={t("received")}>
          <p>{mine ? t("receivedText", { when: moment(mine.lastReceivedAt, locale) }) : t("receivedNone")}</p>
          <p className="pt-2">{held > 0 ? t("heldSome", { count: counted }) : t("heldNone")}</p>
          <LinkLine href="/clinic/warehouse" label={t("openWarehouse")} />
        </Section>
        <Section title={t("books")}>
          <p>{t("booksText")}</p>
          <LinkLine href="/clinic/person" label={t("booksLink")} />
        </Section>
      </DeskHome>
    );
  },
);
