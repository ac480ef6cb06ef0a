import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { findReminders } from "#lib/booking/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { Question } from "../_parts/question.tsx";
import { remind } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("remind.title") };
}

/** Nhắc tôi trước ngày khám: a week, a day, two hours; or not at all. */
export default citizenPage(
  () => "/booking/reminders",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("booking");
    const chosen = await findReminders(await openBookInHand(ctx, "booking"));
    const done = search.done === "saved" || search.done === "failed" ? search.done : null;
    return (
      <Question back={"/booking" as Route} backLabel={t("title")} above={ownerName} title={t("remind.title")}>
        {done ? <Notice kind={done === "saved" ? "note" : "warn"} title={t(`remind.${done}`)} /> : null}
        <p className="pb-2">{t("remind.lead")}</p>
        <form action={remind}>
          <BookField />
          <Checkbox name="week" label={t("remind.week")} checked={chosen.week} />
          <Checkbox name="day" label={t("remind.day")} checked={chosen.day} />
          <Checkbox name="hours" label={t("remind.hours")} checked={chosen.hours} />
          <div className="pt-4">
            <Button>{t("remind.save")}</Button>
          </div>
        </form>
      </Question>
    );
  },
  "booking",
);
