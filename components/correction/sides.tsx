import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { day } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import {
  type CaseEvent,
  type CaseState,
  isOfDose,
  markOf,
  isMissing as standsNowhere,
} from "#lib/correction/rules.ts";
import { caseWords } from "./case-words.ts";
import { DoseChanges } from "./dose-changes.tsx";
import { StoodFacts } from "./stood-facts.tsx";

type Props = {
  state: CaseState;
  events: readonly CaseEvent[];
  whoOf: (code: string | null) => string;
};

function Side({ noun, children }: { noun: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 border-rule border-b py-3 last:border-b-0 @min-[22rem]:grid-cols-[6rem_minmax(0,1fr)]">
      <dt className="font-semibold text-ink-2 text-second">{noun}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** What the book says beside what the person says, and what was answered: the old value is never taken away. */
export async function Sides({ state, events, whoOf }: Props) {
  const t = await getTranslations("correction");
  const words = await caseWords();
  const { kind, stood, closedBecause, arrived } = state;
  const mark = markOf(state);
  const photo = events.find((event) => event.what === "sent")?.attachmentId;
  const isMissing = standsNowhere(kind);
  const written = isOfDose(kind) && state.answer === "mended" && arrived !== null;
  return (
    <Section title={t("sides")}>
      <dl className="@container">
        {isMissing ? null : (
          <Side noun={t("book")}>
            <StoodFacts kind={kind} stood={stood} struck={mark?.standing === "ruled-out"} />
            {mark ? (
              <p className="pt-2">
                <Tag line={mark.standing === "mended" ? "filled" : "dotted"}>
                  {t(`marks.${mark.standing}`)}
                </Tag>
              </p>
            ) : null}
          </Side>
        )}
        <Side noun={t("you")}>
          {isMissing ? <StoodFacts kind={kind} stood={stood} /> : null}
          <p className={isMissing ? "pt-1" : "text-line-title"}>{words.reason(kind, state.reason)}</p>
          {isMissing ? (
            <p className="whitespace-pre-line wrap-anywhere">{state.wanted}</p>
          ) : (
            <p className="whitespace-pre-line wrap-anywhere">{state.wanted || t("youUnknown")}</p>
          )}
          {photo ? (
            <a
              href={`/record/corrections/${state.caseId}/photos/${photo}` as Route}
              className="inline-flex min-h-target items-center"
            >
              {t("photoOpen")}
            </a>
          ) : null}
        </Side>
        {state.answer && state.answeredAt ? (
          <Side noun={t("answerSide")}>
            {state.mendedTo && !(isMissing || written) ? (
              <p className="text-line-title wrap-anywhere">
                {t("mendedTo")}: {state.mendedTo}
              </p>
            ) : null}
            <p className="whitespace-pre-line wrap-anywhere">{state.answerText}</p>
            <p className="pt-1 text-ink-2 text-second">
              {[state.answeredByName, whoOf(state.answeredAtFacility), day(state.answeredAt)]
                .filter(Boolean)
                .join(", ")}
            </p>
          </Side>
        ) : null}
        {closedBecause === "arrived" && kind !== "missing-visit" ? (
          <Side noun={t("arrivedSide")}>
            {arrived ? <StoodFacts kind={kind} stood={arrived} /> : <p>{t("arrivedGone")}</p>}
          </Side>
        ) : null}
      </dl>
      {written ? (
        <div className="pt-4">
          <DoseChanges state={state} />
        </div>
      ) : null}
      {mark && !isMissing ? (
        <p className="pt-3">{t("keepBoth", { tag: t(`marks.${mark.standing}`) })}</p>
      ) : null}
    </Section>
  );
}
