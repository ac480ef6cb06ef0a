import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import type { CaseEvent } from "#lib/correction/rules.ts";

type Props = {
  events: readonly CaseEvent[];
  caseId: string;
  /** Whether the person reads it; else a clerk does. */
  own?: boolean;
  /** Where the photos of this case are read. */
  photosAt?: string;
  whoOf: (code: string | null) => string;
};

/** What was written back and forth: a clerk with an ink bar, the person on tint. */
export async function CaseTalk({ events, caseId, own, photosAt, whoOf }: Props) {
  const t = await getTranslations("correction");
  const desk = await getTranslations("correctionDesk");
  const locale = await getLocale();
  const said = events.filter((event) => event.what === "said" || event.what === "appealed");
  if (said.length === 0) return null;
  const photos = photosAt ?? `/record/corrections/${caseId}/photos`;
  return (
    <Section title={t("talk")} id="talk">
      <ol className="grid gap-4">
        {said.map((event) => {
          const byStaff = event.actorKind === "staff";
          const person = own ? t("talkYou") : desk("actors.citizen");
          const who = byStaff ? `${event.actorName}, ${whoOf(event.facilityCode)}` : person;
          return (
            <li key={event.eventNo} className={byStaff ? "" : "ml-8 bg-tint p-3"}>
              <p className="text-second">
                <strong className="font-semibold">{who}</strong>, {moment(event.at, locale)}
              </p>
              {event.said ? (
                <p
                  className={`whitespace-pre-line wrap-anywhere ${byStaff ? "mt-1 border-ink border-l-4 pl-4" : "pt-1"}`}
                >
                  {event.said}
                </p>
              ) : null}
              {event.attachmentId ? (
                <a
                  href={`${photos}/${event.attachmentId}` as Route}
                  className="inline-flex min-h-target items-center"
                >
                  {t("photoOpen")}
                </a>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
