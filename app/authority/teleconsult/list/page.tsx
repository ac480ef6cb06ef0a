import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listRemoteConditions } from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { enter } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk.authority"))("list") };
}

/** Danh mục được khám từ xa: entered line by line from the document, each with the day from which it holds. */
export default deskPage(
  "authority",
  () => "/authority/teleconsult/list",
  async ({ ctx, search, frame }) => {
    const t = await getTranslations("teleconsultDesk.authority");
    const lines = await listRemoteConditions(ctx, ctx.today);
    return (
      <DeskFrame {...frame} title={t("list")} below={t("listLead")}>
        {search.said || search.fault ? (
          <div role="status" className="max-w-column pb-6">
            <Callout
              kind={search.said ? "note" : "warn"}
              level={2}
              title={t(search.said ? "saved" : "failed")}
            />
          </div>
        ) : null}
        <LinkLine href="/authority/teleconsult" label={t("title")} />
        <Section title={t("listNow")} aside={String(lines.length)}>
          {lines.length === 0 ? <p>{t("listNone")}</p> : null}
          <ul className="max-w-column">
            {lines.map((one) => (
              <EntryRow key={`${one.code} ${one.validFrom}`} title={`${one.name} (${one.code})`}>
                {t("listFrom", {
                  source: one.source,
                  day: calendarDay(one.validFrom),
                  by: one.enteredByName,
                })}
              </EntryRow>
            ))}
          </ul>
        </Section>
        <Section title={t("add")}>
          <form action={enter} className="max-w-column">
            <Stack loose>
              <Field label={t("code")} name="code" width="phone" maxLength={7} required />
              <Field label={t("name")} name="name" maxLength={300} required />
              <Field label={t("source")} name="source" hint={t("sourceHint")} maxLength={300} required />
              <Field
                label={t("validFrom")}
                name="validFrom"
                width="phone"
                hint={t("dayHint")}
                maxLength={10}
                required
              />
              <Field label={t("validUntil")} name="validUntil" width="phone" maxLength={10} />
              <Button>{t("enter")}</Button>
            </Stack>
          </form>
        </Section>
      </DeskFrame>
    );
  },
);
