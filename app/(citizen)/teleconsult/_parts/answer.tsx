import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { CareCard } from "#components/ui/care-card.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { webEnv } from "#lib/platform/env.ts";
import { type GivenAnswer, isAsSigned } from "#lib/teleconsult/index.ts";

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.replace(/^[-•*]\s*/, "").trim())
    .filter(Boolean);

/** Where the prefilled booking of an answer begins: the service that the doctor named, or the choice of one. */
const bookingOf = ({ caseId, visitServiceId }: GivenAnswer) => {
  const asked = new URLSearchParams({ origin: "teleconsult", ref: caseId });
  if (visitServiceId) asked.set("service", visitServiceId);
  return `/booking/new/${visitServiceId ? "day" : "why"}?${asked}` as Route;
};

/** What the doctor answered: the summary first, then what to do, when to come, and who signed it. */
export async function Answer({
  answer,
  code,
  facility,
}: {
  answer: GivenAnswer;
  code: string;
  facility: string;
}) {
  const t = await getTranslations("teleconsult");
  const words = await getTranslations("teleconsult.case.answer");
  const locale = await getLocale();
  const { outcome, summary, advice, warning, lines, staffName, signedAt, signature } = answer;
  const genuine = isAsSigned(webEnv().paperKeys, signature, {
    code,
    facilityCode: answer.facilityCode,
    doctor: staffName,
    answer,
  });
  return (
    <Section title={answer.answerNo > 1 ? words("second") : words("title")}>
      {outcome === "emergency" ? (
        <div className="pb-4">
          <p className="pb-2 text-line-title">{words("emergency")}</p>
          <EmergencyLine>{t("emergency")}</EmergencyLine>
        </div>
      ) : null}
      <LongText more={words("more")}>{summary}</LongText>
      {advice ? (
        <>
          <h3 className="pt-4 text-line-title">{words("advice")}</h3>
          <LongText more={words("more")}>{advice}</LongText>
        </>
      ) : null}
      {outcome === "visit" ? (
        <div className="pt-4">
          <h3 className="text-line-title">{words("visit")}</h3>
          {answer.visitWithinDays === null ? null : (
            <p className="pb-3">{words("visitWithin", { days: answer.visitWithinDays })}</p>
          )}
          <Button href={bookingOf(answer)}>{words("book")}</Button>
        </div>
      ) : null}
      {lines.medicines.length > 0 ? (
        <>
          <h3 className="pt-4 text-line-title">{words("medicines")}</h3>
          <p className="text-ink-2 text-second">{words("medicinesHint")}</p>
          <ul>
            {lines.medicines.map(({ name, instructions }) => (
              <EntryRow key={name} title={name}>
                {instructions}
              </EntryRow>
            ))}
          </ul>
        </>
      ) : null}
      {lines.tests.length > 0 ? (
        <>
          <h3 className="pt-4 text-line-title">{words("tests")}</h3>
          <BulletList items={lines.tests} />
        </>
      ) : null}
      {lines.conditions.length > 0 ? (
        <>
          <h3 className="pt-4 text-line-title">{words("conditions")}</h3>
          <p className="text-ink-2 text-second">{words("conditionsHint")}</p>
          <BulletList items={lines.conditions.map(({ name, code: icd }) => `${name} (${icd})`)} />
        </>
      ) : null}
      {linesOf(warning).length > 0 ? (
        <div className="pt-6">
          <CareCard kind="urgent" title={words("warning")} items={linesOf(warning)} />
        </div>
      ) : null}
      <SourceLine
        action={
          answer.filedAt
            ? { href: `/record/encounters/${answer.encounterId}` as Route, label: words("inRecord") }
            : undefined
        }
      >
        {words(genuine ? "signed" : "unsigned", {
          doctor: `${staffName}, ${facility}`,
          at: moment(signedAt, locale),
        })}{" "}
        {answer.filedAt ? words("filed") : words("filing")}
      </SourceLine>
    </Section>
  );
}
