import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Timeline } from "#components/ui/timeline.tsx";
import type { CaseState, Step } from "#lib/correction/rules.ts";

type Props = {
  state: CaseState;
  steps: readonly Step[];
  /** A facility by its code; null is the health authority. */
  whoOf: (code: string | null) => string;
};

/** Gửi → nhận → kiểm tra → trả lời → xong, each with when and by whom, or by when. */
export async function CaseSteps({ state, steps, whoOf }: Props) {
  const t = await getTranslations("correction.steps");
  const locale = await getLocale();
  const owner = whoOf(state.facilityCode);
  const second = (step: Step) => {
    const when = step.at ? `${moment(step.at, locale)}.` : null;
    const who = step.byName && step.key !== "done" ? `${t("person", { name: step.byName })}.` : null;
    const due = step.dueOn
      ? t(step.key === "answered" && state.facilityCode ? "byOverdue" : "by", {
          day: calendarDay(step.dueOn),
        })
      : null;
    const end = step.key === "done" && step.standing === "to-come" ? t("doneText") : null;
    return [when, who, due, end].filter(Boolean).join(" ") || undefined;
  };
  return (
    <Timeline
      words={{ done: t("done-word"), now: t("now-word"), "to-come": t("to-come-word") }}
      steps={steps.map((step) => ({
        title: t(step.key, { who: owner }),
        second: second(step),
        standing: step.standing,
      }))}
    />
  );
}
