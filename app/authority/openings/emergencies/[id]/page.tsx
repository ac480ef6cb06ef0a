import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment } from "#components/copy/format.ts";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { findEmergencyCase } from "#lib/opening/index.ts";
import { emergencyVerdicts } from "#lib/opening/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { Said, VerdictForm } from "../../_parts/verdict-form.tsx";
import { review } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("authority.emergencyTitle") };
}

/** One emergency opening: who, why, what was read, and the verdict that it needs. */
export default deskPage(
  "authority",
  ({ id }) => `/authority/openings/emergencies/${id ?? ""}`,
  async ({ ctx, frame, params, search }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("opening.authority");
    const consent = await getTranslations("consent");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "review-openings", "opening-case", id.data);
    const found = await findEmergencyCase(desk, id.data);
    if (!found) throw new NotFound();
    const parts = found.parts.map((part) => {
      const key = `parts.${part}` as "parts.medicines";
      return consent.has(key) ? consent(key) : part;
    });
    return (
      <DeskFrame {...frame} title={t("emergencyTitle")}>
        <Said said={search.said} />
        <LeaderList
          facts={[
            {
              noun: t("person"),
              fact: found.person ? displayName(found.person) : t("personUnknown"),
              strong: true,
            },
            { noun: t("who"), fact: found.staffName, strong: true },
            { noun: t("where"), fact: found.place },
            { noun: t("when"), fact: moment(found.openedAt, locale) },
            { noun: t("until"), fact: moment(found.endedAt ?? found.endsAt, locale) },
            { noun: t("read"), fact: parts.length > 0 ? parts.join(", ") : t("readNone") },
          ]}
        />
        <Section title={t("reason")}>
          <p className="wrap-anywhere">{found.reason}</p>
        </Section>
        <Section title={t("review")}>
          {found.review ? (
            <>
              <p className="font-semibold">
                {t("answeredText", {
                  verdict: t(`verdicts.${found.review.verdict as "justified"}`),
                  name: found.review.officerName,
                  at: moment(found.review.at, locale),
                })}
              </p>
              <p className="pt-2 whitespace-pre-line wrap-anywhere">{found.review.reason}</p>
            </>
          ) : (
            <VerdictForm
              caseId={found.openingId}
              action={review}
              verdicts={emergencyVerdicts}
              question={t("reviewQuestion")}
              words="reason"
              button={t("sendReview")}
              invalid={search.said === "invalid"}
            />
          )}
        </Section>
        <LinkLine href="/authority/openings" label={t("title")} />
      </DeskFrame>
    );
  },
);
