import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment } from "#components/copy/format.ts";
import { questionAddress } from "#components/teleconsult/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { CareCard } from "#components/ui/care-card.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { emergencyHelp, listRedFlags } from "#lib/teleconsult/index.ts";
import { redFlags } from "#lib/teleconsult/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { nearWard } from "../../_parts/near-ward.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("new.danger.title") };
}

/** Gọi 115: the number first, then where emergencies are received, then what was answered and that it is written down. */
export default citizenPage(
  () => "/teleconsult",
  async ({ ctx, session, search, ownerName }) => {
    const id = z.uuid().safeParse(search.case);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("teleconsult");
    const locale = await getLocale();
    const [noted, ward] = await Promise.all([
      openBookInHand(ctx, "teleconsult").then((book) => listRedFlags(book, id.data)),
      nearWard(ctx, session),
    ]);
    const places = await emergencyHelp(ctx, ward);
    const receives = places[0]?.receives ?? false;
    const signs = redFlags
      .filter(({ key }) => noted?.flags.includes(key))
      .map(({ key }) => t(`flags.${key}`));
    return (
      <BookPage back={{ href: questionAddress("flags", id.data), label: t("new.back") }}>
        <PageTitle above={t("askFor", { name: ownerName })}>{t("new.danger.title")}</PageTitle>
        <EmergencyLine>{t("emergency")}</EmergencyLine>
        <p className="py-6">{t("new.danger.text")}</p>
        {signs.length > 0 ? (
          <CareCard kind="urgent" level={2} title={t("new.danger.signs")} items={signs} />
        ) : null}
        <Section title={t(receives ? "new.danger.place" : "new.danger.near")}>
          {places.length === 0 ? <p>{t("new.danger.noPlace")}</p> : null}
          {places.length > 0 && !receives ? <p className="pb-2">{t("new.danger.nearText")}</p> : null}
          <ul>
            {places.map(({ name, address, phone }) => (
              <EntryRow
                key={name}
                title={name}
                foot={
                  <Button kind="plain" icon="phone" href={`tel:${phone}` as Route}>
                    {t("new.danger.callPlace", { phone })}
                  </Button>
                }
              >
                {address}
              </EntryRow>
            ))}
          </ul>
        </Section>
        {noted ? (
          <p className="pt-6 text-ink-2 text-second">
            {t("new.danger.noted", { at: moment(noted.at, locale) })}
          </p>
        ) : null}
        <div className="pt-4">
          <LinkLine href={questionAddress("flags", id.data)} label={t("new.danger.wrong")} />
          <LinkLine href="/" label={t("new.danger.home")} />
        </div>
      </BookPage>
    );
  },
  "teleconsult",
);
