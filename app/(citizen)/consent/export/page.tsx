import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBook } from "#lib/consent/index.ts";
import { type Export, listExports } from "#lib/rights/index.ts";
import { exportStanding } from "#lib/rights/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { ask } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.export"))("title") };
}

const words = ["asked", "being-made", "too-many", "failed"] as const;

async function Copies({ copies, now }: { copies: readonly Export[]; now: Date }) {
  const t = await getTranslations("rights.export");
  const locale = await getLocale();
  const line = (one: Export) => {
    const standing = exportStanding(one, now);
    if (standing === "ready") return { standing, tag: "filled" as const };
    return { standing, tag: standing === "being-made" ? ("dashed" as const) : ("thin" as const) };
  };
  return (
    <ul>
      {copies.map((one) => {
        const { standing, tag } = line(one);
        return (
          <EntryRow
            key={one.exportId}
            title={t("asked", { when: moment(one.askedAt, locale) })}
            href={standing === "ready" ? (`/consent/export/${one.exportId}` as Route) : undefined}
            tag={<Tag line={tag}>{t(`standings.${standing}`)}</Tag>}
          >
            <p>{one.withPrivate ? t("withPrivate") : t("withoutPrivate")}</p>
            {standing === "ready" && one.expiresAt ? (
              <p>{t("until", { when: moment(one.expiresAt, locale) })}</p>
            ) : null}
            {standing === "being-made" ? <p>{t("wait")}</p> : null}
          </EntryRow>
        );
      })}
    </ul>
  );
}

/** Bản sao sổ của tôi: ask for one, and those that were asked for. */
export default citizenPage(
  () => "/consent/export",
  async ({ ctx, search }) => {
    const t = await getTranslations("rights");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "export");
    const copies = await listExports(book);
    const waits = copies.some((one) => exportStanding(one, ctx.now) === "being-made");
    const said = words.find((one) => one === search.said);
    return (
      <BookPage back={{ href: "/consent", label: t("title") }} tab="none">
        <PageTitle below={t("export.lead")}>{t("export.title")}</PageTitle>
        {said ? (
          <div role={said === "asked" ? "status" : "alert"} className="pb-6">
            <Callout kind={said === "asked" ? "note" : "warn"} level={2} title={t(`export.said.${said}`)} />
          </div>
        ) : null}
        {copies.length > 0 ? (
          <Section title={t("export.yours")}>
            <Copies copies={copies} now={ctx.now} />
            {waits ? (
              <div className="pt-3">
                <Button kind="second" href="/consent/export">
                  {t("export.look")}
                </Button>
              </div>
            ) : null}
          </Section>
        ) : null}
        {waits ? null : (
          <Section title={t("export.new")}>
            <BulletList items={[t("export.has.page"), t("export.has.data"), t("export.has.papers")]} />
            <form action={ask} className="pt-4">
              <input type="hidden" name="exportId" value={crypto.randomUUID()} />
              <input type="hidden" name="language" value={locale} />
              <Stack loose>
                <Checkbox name="private" label={t("export.private")} second={t("export.privateHint")} />
                <Button>{t("export.make")}</Button>
              </Stack>
            </form>
          </Section>
        )}
      </BookPage>
    );
  },
);
