import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { type DraftAnswers, flagField } from "#lib/teleconsult/inputs.ts";
import { MOST_WORDS, type RedFlag, type RedFlagKey, redFlags, severities } from "#lib/teleconsult/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { body, flags, severity, since, trouble } from "../actions.ts";
import { DraftFields } from "./question.tsx";

/** What a question is given: the draft so far, where it leads back to, and what is to be mended. */
export type Asked = {
  caseId: string;
  said: DraftAnswers;
  from: string | undefined;
  error: string | undefined;
};

type Sign = RedFlag & { key: RedFlagKey };

async function Signs({ legend, signs }: { legend: string; signs: readonly Sign[] }) {
  const t = await getTranslations("teleconsult.flags");
  return (
    <fieldset>
      <legend className="pt-2 text-line-title">{legend}</legend>
      {signs.map(({ key }, place) => (
        <Choice
          key={key}
          kind="checkbox"
          id={place === 0 && key === redFlags[0].key ? "flags" : flagField(key)}
          name={flagField(key)}
          value="yes"
          label={t(key)}
        />
      ))}
    </fieldset>
  );
}

/** Có dấu hiệu nguy hiểm nào không: before anything else. */
export async function FlagsQuestion({ caseId, said, from, error }: Asked) {
  const t = await getTranslations("teleconsult.new");
  const all: readonly Sign[] = redFlags;
  return (
    <form action={flags}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <div>
          <p className="pb-2">{t("flags.hint")}</p>
          {error ? <FieldError id="flags-error">{error}</FieldError> : null}
          <Signs legend={t("flags.everybody")} signs={all.filter(({ small }) => !small)} />
          <Signs legend={t("flags.small")} signs={all.filter(({ small }) => small)} />
          <div className="mt-2 border-ink border-t-2 pt-2">
            <Checkbox name="none" label={t("flags.none")} checked={said.noFlags === true} />
          </div>
        </div>
        <Button>{t("continue")}</Button>
        <p className="text-quiet text-small">
          {t("flags.source", { day: calendarDay(redFlags[0].source.readOn) })}
        </p>
      </Stack>
    </form>
  );
}

/** Điều gì đang làm khó chịu: in their own words. */
export async function TroubleQuestion({ caseId, said, from, error }: Asked) {
  const t = await getTranslations("teleconsult.new");
  return (
    <form action={trouble}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <Field
          label={t("trouble.label")}
          name="trouble"
          hint={t("trouble.hint", { most: MOST_WORDS.toLocaleString("vi-VN") })}
          error={error}
          lines={7}
          maxLength={MOST_WORDS}
          defaultValue={said.trouble}
        />
        <Button>{t("continue")}</Button>
      </Stack>
    </form>
  );
}

/** A short answer, with not knowing beside it. */
async function Short({
  asked: { caseId, from, error },
  question,
  name,
  value,
}: {
  asked: Asked;
  question: "body" | "since";
  name: string;
  value: string | undefined;
}) {
  const t = await getTranslations("teleconsult.new");
  return (
    <form action={question === "body" ? body : since}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <Field
          label={t(`${question}.label`)}
          name={name}
          hint={t(`${question}.hint`)}
          error={error}
          maxLength={200}
          defaultValue={value}
        />
        <Checkbox name="unknown" label={t(`${question}.unknown`)} checked={value === ""} />
        <Button>{t("continue")}</Button>
      </Stack>
    </form>
  );
}

/** Ở chỗ nào trên người. */
export const BodyQuestion = (asked: Asked) => (
  <Short asked={asked} question="body" name="bodyPart" value={asked.said.bodyPart} />
);

/** Từ bao giờ. */
export const SinceQuestion = (asked: Asked) => (
  <Short asked={asked} question="since" name="since" value={asked.said.since} />
);

/** Khó chịu đến mức nào. */
export async function SeverityQuestion({ caseId, said, from, error }: Asked) {
  const t = await getTranslations("teleconsult");
  return (
    <form action={severity}>
      <BookField />
      <DraftFields caseId={caseId} from={from} />
      <Stack loose>
        <RadioGroup
          legend={t("new.severity.title")}
          legendHidden
          name="severity"
          value={said.severity}
          error={error}
          options={severities.map((one) => ({ value: one, label: t(`severities.${one}`) }))}
        />
        <Button>{t("new.continue")}</Button>
      </Stack>
    </form>
  );
}
