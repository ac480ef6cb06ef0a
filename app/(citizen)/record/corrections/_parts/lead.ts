import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { standingWords } from "#components/correction/case-tag.tsx";
import { type CaseState, clockOfCase, standingOfCase } from "#lib/correction/rules.ts";
import type { Day } from "#lib/platform/clock.ts";

/** The first sentence of a case: how it stands, who has to do something by when, or what was answered. */
export async function leadOf(
  state: CaseState,
  today: Day,
  whoOf: (code: string | null) => string,
): Promise<{ standing: string | null; text: string }> {
  const t = await getTranslations("correction.lead");
  const standing = await standingWords(state);
  const ofDose = state.kind === "missing-dose";
  const clock = clockOfCase(state, today);
  if (clock) {
    const code = state.appealedAt ? null : state.facilityCode;
    const on = { who: whoOf(code), day: calendarDay(clock.dueOn) };
    if (clock.mark === "overdue") {
      return { standing, text: code ? t("overdue", on) : t("overdueAuthority", on) };
    }
    const left = t("left", { days: clock.daysLeft });
    return { standing, text: t(state.takenAt ? "waitsAnswer" : "waitsReply", { ...on, left }) };
  }
  const who = whoOf(state.answeredAtFacility);
  switch (standingOfCase(state)) {
    case "withdrawn":
      return { standing: null, text: t("withdrawn") };
    case "arrived":
      return state.kind === "missing-visit"
        ? { standing: null, text: t("arrivedVisit", { day: calendarDay(state.arrived?.fields.day ?? "") }) }
        : { standing: null, text: t(ofDose ? "doseArrived" : "arrived") };
    case "mended":
      if (state.kind === "reaction") return { standing, text: t("reactionMended", { who }) };
      return { standing, text: t(ofDose ? "doseMended" : "mended", { who }) };
    case "person-disagrees":
      return { standing, text: t("person-disagrees", { who }) };
    case "ruled-out":
      return { standing, text: t("ruled-out", { who }) };
    default:
      return { standing, text: t(ofDose ? "doseRefused" : "refused", { who }) };
  }
}
