import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment } from "#components/copy/format.ts";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { noteRefusal, openBook } from "#lib/consent/index.ts";
import { findOwnIncident } from "#lib/incident/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("incidents"))("own.title") };
}

/** Sự cố liên quan đến sổ của tôi: what happened and what to do, in the authority's words. */
export default citizenPage(
  ({ incidentId }) => `/messages/incidents/${z.uuid().safeParse(incidentId).data ?? ""}`,
  async ({ ctx, params }) => {
    const id = z.uuid().safeParse(params.incidentId);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("incidents.own");
    const messages = await getTranslations("messages");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "messages");
    const incident = await findOwnIncident(book, id.data);
    if (!incident) {
      await noteRefusal(ctx, "not-in-this-book", "incident");
      throw new NotFound();
    }
    return (
      <BookPage back={{ href: "/messages", label: messages("title") }} tab="none">
        <PageTitle below={t("from", { when: moment(incident.toldAt, locale) })}>{t("title")}</PageTitle>
        <p className="whitespace-pre-line">{incident.words}</p>
        <Section title={t("facts")}>
          <LeaderList
            facts={[
              { noun: t("began"), fact: moment(incident.fromAt, locale) },
              { noun: t("ended"), fact: moment(incident.toAt, locale) },
              { noun: t("openings"), fact: t("times", { count: incident.openings }) },
              { noun: t("standing"), fact: t(incident.closedAt ? "closed" : "open") },
            ]}
          />
          <LinkLine href="/consent/access-log" label={t("log")} />
          <LinkLine href="/me" label={t("devices")} />
        </Section>
      </BookPage>
    );
  },
  "self",
);
