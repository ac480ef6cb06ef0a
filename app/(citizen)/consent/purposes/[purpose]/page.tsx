import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { day, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBook } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { type Consent, listConsentActs, listConsents } from "#lib/rights/index.ts";
import { givenByPhone } from "#lib/rights/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { give, withdraw } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights"))("title") };
}

const words = ["given", "withdrawn", "text-changed", "failed"] as const;

/** Dừng lại? */
async function Sure({ consent, title }: { consent: Consent; title: string }) {
  const t = await getTranslations("rights.purpose");
  const here = `/consent/purposes/${consent.purpose}` as Route;
  return (
    <BookPage back={{ href: here, label: title }}>
      <PageTitle>{t("sureTitle", { title: title.toLowerCase() })}</PageTitle>
      <p className="pb-6">{t("sureText")}</p>
      <Stack>
        <form action={withdraw}>
          <input type="hidden" name="purpose" value={consent.purpose} />
          <Button>{t("sure")}</Button>
        </form>
        <Button kind="second" href={here}>
          {t("keep")}
        </Button>
      </Stack>
    </BookPage>
  );
}

/** Một việc sổ làm với dữ liệu: the whole wording, and the choice. Nothing is ticked beforehand. */
export default citizenPage(
  () => "/consent",
  async ({ ctx, params, search }) => {
    const t = await getTranslations("rights");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "consents");
    const [consents, acts] = await Promise.all([listConsents(book), listConsentActs(book)]);
    const consent = consents.find((one) => one.purpose === params.purpose);
    if (!consent) throw new NotFound();
    const text = consent.words[locale];
    if (search.stop && consent.given) return <Sure consent={consent} title={text.title} />;
    const said = words.find((one) => one === search.said);
    const chosen = acts.filter((one) => one.purpose === consent.purpose);
    return (
      <BookPage back={{ href: "/consent", label: t("title") }} tab="none">
        <PageTitle>{text.title}</PageTitle>
        {said ? (
          <div role={said === "failed" ? "alert" : "status"} className="pb-6">
            <Callout
              kind={said === "failed" || said === "text-changed" ? "warn" : "note"}
              level={2}
              title={t(`purpose.${said}`)}
            />
          </div>
        ) : null}
        <dl>
          {(["what", "who", "why", "howLong"] as const).map((name) => (
            <div key={name} className="border-rule border-b py-3">
              <dt className="text-ink-2 text-second">{t(`purpose.${name}`)}</dt>
              <dd>{text[name]}</dd>
            </div>
          ))}
        </dl>
        <p className="py-3 text-ink-2 text-second">
          {t("purpose.text", { version: consent.version, mark: consent.mark, since: day(consent.since) })}
        </p>
        <p className="pb-4">
          <Tag line={consent.given ? "filled" : "thin"}>
            {consent.given ? t("on") : consent.basis === "consent" ? t("never") : t("off")}
          </Tag>
        </p>
        {consent.given ? (
          <Button kind="second" href={`/consent/purposes/${consent.purpose}?stop=yes` as Route}>
            {t("purpose.stop")}
          </Button>
        ) : givenByPhone.includes(consent.purpose) ? (
          <>
            <p className="pb-3">{t("purpose.byPhone")}</p>
            <Button kind="second" href="/messages/settings/phone">
              {t("purpose.givePhone")}
            </Button>
          </>
        ) : (
          <form action={give}>
            <input type="hidden" name="purpose" value={consent.purpose} />
            <input type="hidden" name="version" value={consent.version} />
            <Button kind="second">
              {consent.basis === "consent" ? t("purpose.agree") : t("purpose.resume")}
            </Button>
          </form>
        )}
        <p className="pt-4 text-ink-2 text-second">{t("purpose.free")}</p>
        {chosen.length > 0 ? (
          <Section title={t("purpose.history")}>
            <ul>
              {chosen.map((one) => (
                <EntryRow key={one.actId} title={t(`purpose.acts.${one.act}`, { version: one.version })}>
                  <p>{moment(one.at, locale)}</p>
                </EntryRow>
              ))}
            </ul>
          </Section>
        ) : null}
      </BookPage>
    );
  },
);
