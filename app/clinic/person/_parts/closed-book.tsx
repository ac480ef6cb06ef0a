import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { endOf, visitReasons } from "#lib/opening/rules.ts";
import { openWithCode } from "../actions.ts";
import type { FoundPerson } from "./read-person.ts";

type Props = { found: FoundPerson; now: Date; fault: { name: string; words: string } | undefined };

/** What stands of a person before their book is open: the way to open it. */
export async function ClosedBook({ found, now, fault }: Props) {
  const t = await getTranslations("opening");
  const locale = await getLocale();
  const end = found.last ? endOf(found.last, now) : null;
  const aboutReason = fault?.name === "reason";
  return (
    <>
      <div className="max-w-column">
        <Callout
          kind="note"
          level={2}
          title={end ? t(`desk.ended.${end.by}`, { at: moment(end.at, locale) }) : t("desk.closedText")}
        >
          {end ? <p>{t("desk.closedText")}</p> : null}
        </Callout>
      </div>
      <Section title={t("desk.openTitle")}>
        <form action={openWithCode} className="grid max-w-column gap-4">
          <input type="hidden" name="findId" value={found.findId} />
          {found.byQr ? (
            <p className="font-semibold">{t("desk.scanned")}</p>
          ) : (
            <>
              <p>{t("desk.openText")}</p>
              <Field
                label={t("desk.code")}
                name="code"
                width="phone"
                inputMode="numeric"
                autoComplete="off"
                maxLength={12}
                error={aboutReason ? undefined : fault?.words}
              />
            </>
          )}
          <RadioGroup
            legend={t("desk.why")}
            name="reason"
            error={aboutReason ? fault?.words : undefined}
            options={visitReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          />
          <Button>{t("desk.openButton")}</Button>
        </form>
      </Section>
      <Section title={t("desk.emergencyTitle")}>
        <p>{t("desk.emergencyText")}</p>
        <LinkLine
          href={`/clinic/person/${found.findId}/emergency` as Route}
          label={t("desk.emergencyLink")}
        />
      </Section>
    </>
  );
}
