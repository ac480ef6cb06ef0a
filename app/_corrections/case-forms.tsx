import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { type CaseState, isMissing, isOfDose } from "#lib/correction/rules.ts";
import { DoseForm } from "./dose-form.tsx";

type Ends = (form: FormData) => Promise<void>;
/** What a clerk of one desk may send. */
export type CaseActions = { take: Ends; check: Ends; say: Ends; answer: Ends; confirm: Ends; strike: Ends };

export function Step(o: { action: Ends; caseId: string; children: ReactNode }) {
  return (
    <form action={o.action} className="grid max-w-column gap-4 pt-4">
      <input type="hidden" name="caseId" value={o.caseId} />
      {o.children}
    </form>
  );
}

type Props = { state: CaseState; actions: CaseActions; own: boolean };

/** Who is in charge, and the way to take a case or take it over. */
export async function TakeForm({ state, actions, own }: Props) {
  const t = await getTranslations("correctionDesk");
  if (own) {
    return (
      <>
        <p>{t("yours")}</p>
        {state.checkingAt ? null : (
          <Step action={actions.check} caseId={state.caseId}>
            <p>{t("checkText")}</p>
            <Button kind="second">{t("check")}</Button>
          </Step>
        )}
      </>
    );
  }
  return (
    <>
      {state.takenByName ? <p>{t("takenBy", { name: state.takenByName })}</p> : null}
      <Step action={actions.take} caseId={state.caseId}>
        <p>{t("takeText")}</p>
        {state.takenBy ? <input type="hidden" name="over" value="yes" /> : null}
        <Button kind={state.takenBy ? "second" : "main"}>{state.takenBy ? t("takeOver") : t("take")}</Button>
      </Step>
    </>
  );
}

const choices = ["ruled-out", "being-verified", "person-disagrees", "refused"] as const;

/** What is missing stands nowhere yet: nothing can be noted beside it. */
const fits = (state: CaseState) =>
  choices.filter((choice) => {
    if (choice === "ruled-out") return state.kind === "condition";
    return choice !== "person-disagrees" || !isMissing(state.kind);
  });

export async function Words({ id, ready }: { id: string; ready?: string }) {
  const t = await getTranslations("correctionDesk");
  return (
    <Field
      label={t("text")}
      name="text"
      id={id}
      hint={t("textHint")}
      lines={4}
      maxLength={1000}
      defaultValue={ready}
      required
    />
  );
}

/** The answer, always with words: what the line should say, or what else was found. Each form needs all it asks. */
export async function AnswerForm({ state, actions }: Omit<Props, "own">) {
  const t = await getTranslations("correctionDesk");
  if (state.kind === "reaction")
    return (
      <Section title={t("reaction.title")} id="answer">
        <p>{t("reaction.lead")}</p>
        <Step action={actions.answer} caseId={state.caseId}>
          <input type="hidden" name="choice" value="mended" />
          <input type="hidden" name="mendedTo" value={t("reaction.advised")} />
          <Words id="advice-text" />
          <Button>{t("reaction.send")}</Button>
        </Step>
      </Section>
    );
  const wordOf = (choice: (typeof choices)[number]) =>
    choice === "refused" && state.kind === "missing-dose" ? "refusedDose" : choice;
  return (
    <div className="grid gap-x-10 desk:grid-cols-2 desk:*:mt-0">
      {isOfDose(state.kind) ? (
        <DoseForm state={state} actions={actions} />
      ) : isMissing(state.kind) ? null : (
        <Section title={t("choices.mended")}>
          <p>{t("choiceNotes.mended")}</p>
          <Step action={actions.answer} caseId={state.caseId}>
            <input type="hidden" name="choice" value="mended" />
            <Field
              label={t("mendedTo")}
              name="mendedTo"
              hint={t("mendedToHint")}
              maxLength={500}
              autoComplete="off"
              required
            />
            <Words id="mended-text" />
            <Button>{t("mendSend")}</Button>
          </Step>
        </Section>
      )}
      <Section title={t("answer")} id="answer">
        <Step action={actions.answer} caseId={state.caseId}>
          <RadioGroup
            legend={t("answerChoose")}
            name="choice"
            required
            options={fits(state).map((choice) => ({
              value: choice,
              label: t(`choices.${wordOf(choice)}`),
              second: t(`choiceNotes.${wordOf(choice)}`),
            }))}
          />
          <Words id="answer-text" />
          <Button kind="second">{t("answerSend")}</Button>
        </Step>
      </Section>
    </div>
  );
}

/** Words for the person, without an answer yet. */
export async function SayForm({ state, actions }: Omit<Props, "own">) {
  const t = await getTranslations("correctionDesk");
  return (
    <Section title={t("say")}>
      <Step action={actions.say} caseId={state.caseId}>
        <input type="hidden" name="entryId" value={crypto.randomUUID()} />
        <Field label={t("sayLabel")} name="said" hint={t("sayHint")} lines={3} maxLength={1000} required />
        <Button kind="second">{t("saySend")}</Button>
      </Step>
    </Section>
  );
}
