import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { passAddress } from "#components/booking/booking-words.ts";
import { time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { Question } from "../../_parts/question.tsx";
import { readVisit } from "../../_parts/read-visit.ts";
import { late } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("pass.late") };
}

/** Tôi sẽ đến trễ: about how much, so that the desk waits. */
export default citizenPage(
  ({ id }) => passAddress(encodeURIComponent(id ?? "")),
  async ({ ctx, params, search }) => {
    const t = await getTranslations("booking");
    const { visit, facility } = await readVisit(ctx, params.id);
    const pass = passAddress(visit.appointmentId);
    if (visit.status !== "booked" || visit.day !== ctx.today) redirect(`${pass}?fault=not-today` as Route);
    const fault = search.fault === "choose" ? t("late.fault") : undefined;
    return (
      <Question
        back={pass}
        backLabel={t("pass.title")}
        above={`${time(visit.startsAt)}, ${facility}`}
        title={t("late.title")}
        fault={fault ? { field: "minutes", text: fault } : undefined}
      >
        <p className="pb-4">{t("late.text")}</p>
        <form action={late}>
          <BookField />
          <input type="hidden" name="appointmentId" value={visit.appointmentId} />
          <Stack loose>
            <RadioGroup
              legend={t("late.title")}
              legendHidden
              name="minutes"
              error={fault}
              required
              value={visit.lateMinutes ? String(visit.lateMinutes) : undefined}
              options={[
                ...[15, 30, 45].map((minutes) => ({
                  value: String(minutes),
                  label: t("late.minutes", { minutes }),
                })),
                { value: "60", label: t("late.hour") },
                { value: "0", label: t("late.none") },
              ]}
            />
            <Button>{t("late.send")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "booking",
);
