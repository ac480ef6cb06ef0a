import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { resultKinds, type Waiting, waitChoices } from "#lib/record/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";

type Props = {
  choices: Waiting["choices"];
  save: (form: FormData) => Promise<void>;
  done: string | undefined;
};

/** Xem ngay hay đợi bác sĩ: one choice for each kind of result. */
export async function WaitChoices({ choices, save, done }: Props) {
  const t = await getTranslations("results.wait");
  return (
    <Section title={t("title")} id="choose">
      <p className="pb-4">{t("lead")}</p>
      {done === "saved" ? (
        <p role="status" className="pb-4 font-semibold">
          {t("saved")}
        </p>
      ) : null}
      {done === "failed" ? <Notice alert level={3} title={t("failed")} /> : null}
      <form action={save}>
        <BookField />
        <Stack loose>
          {resultKinds.map((kind) => (
            <RadioGroup
              key={kind}
              legend={t(`kinds.${kind}`)}
              name={kind}
              value={choices[kind]}
              options={waitChoices.map((choice) => ({ value: choice, label: t(`choices.${choice}`) }))}
            />
          ))}
          <Button kind="second">{t("save")}</Button>
        </Stack>
      </form>
    </Section>
  );
}
