import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { staffOrSignIn } from "../_entry/actor.ts";
import { Desk, WrongDesk } from "../_entry/desk.tsx";
import { saying } from "../_entry/page.tsx";
import { facilityWords } from "../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("desk"))("clinicName") };
}

/** The desk of a facility or a commune station: who works here, and what the facility has sent. */
export default function Page() {
  return saying("/clinic", async () => {
    const { ctx, session } = await staffOrSignIn("/clinic");
    if (session.role !== "clinic" && session.role !== "station")
      return <WrongDesk desk="clinic" session={session} />;
    const t = await getTranslations("desk");
    const locale = await getLocale();
    const [freshness, names] = await Promise.all([warehouseFreshness(ctx), facilityNames(ctx.app)]);
    const { facilityName } = await facilityWords(names);
    const mine = freshness.find((one) => one.facilityCode === session.facilityCode);
    return (
      <Desk
        desk="clinic"
        session={session}
        place={session.facilityCode ? facilityName(session.facilityCode) : t("none")}
      >
        <Section title={t("received")}>
          <p>{mine ? t("receivedText", { when: moment(mine.lastReceivedAt, locale) }) : t("receivedNone")}</p>
        </Section>
        <Section title={t("books")}>
          <p>{t("booksText")}</p>
        </Section>
      </Desk>
    );
  });
}
