import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { doubtVerdicts, emergencyVerdicts } from "#lib/opening/rules.ts";

type Verdict = (typeof doubtVerdicts)[number] | (typeof emergencyVerdicts)[number];
type Props = {
  caseId: string;
  action: (form: FormData) => Promise<void>;
  verdicts: readonly Verdict[];
  question: string;
  /** What the words are called in the form. */
  words: "answer" | "reason";
  button: string;
  invalid: boolean;
};

/** Two verdicts and words of one's own. */
export async function VerdictForm({ caseId, action, verdicts, question, words, button, invalid }: Props) {
  const t = await getTranslations("opening.authority");
  return (
    <form action={action} className="grid max-w-column gap-4 pt-2">
      <input type="hidden" name="caseId" value={caseId} />
      <RadioGroup
        legend={question}
        name="verdict"
        error={invalid ? t("said.invalid") : undefined}
        options={verdicts.map((value) => ({
          value,
          label: t(`verdicts.${value}`),
          second: t(`verdictHint.${value}`),
        }))}
      />
      <Field label={t("words")} hint={t("wordsHint")} name={words} lines={5} maxLength={2000} required />
      <Button>{button}</Button>
    </form>
  );
}

/** What the last form led to. */
export async function Said({ said }: { said: string | undefined }) {
  const t = await getTranslations("opening.authority.said");
  if (!said) return null;
  const key = said as "done";
  return <Notice kind={said === "done" ? "note" : "warn"} title={t.has(key) ? t(key) : t("other")} />;
}
