import type { Route } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { passAddress } from "#components/booking/booking-words.ts";
import { calendarDay, calendarWeekday, time } from "#components/copy/format.ts";
import { money } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listNotesOfAppointment } from "#lib/payment/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { Question } from "../../_parts/question.tsx";
import { readVisit } from "../../_parts/read-visit.ts";
import { cancel } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("pass.cancel") };
}

/** Hủy lịch khám: on a page of its own, with what becomes of the place. */
export default citizenPage(
  ({ id }) => passAddress(encodeURIComponent(id ?? "")),
  async ({ ctx, params, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const { book, visit, facility, mayCancel } = await readVisit(ctx, params.id);
    const pass = passAddress(visit.appointmentId);
    if (visit.status === "cancelled") redirect(pass);
    if (!mayCancel) redirect(`${pass}?fault=${visit.status === "booked" ? "too-late" : "not-open"}` as Route);
    // Whose fees they are is asked in one's own book alone.
    const notes = ctx.inHand.as === "own" ? await listNotesOfAppointment(book, visit.code) : [];
    const paid = notes.filter(({ status }) => status === "paid" || status === "partially-refunded");
    return (
      <Question
        back={pass}
        backLabel={t("pass.title")}
        above={ownerName}
        title={t("cancel.title", { day: calendarDay(visit.day) })}
      >
        <p className="font-semibold">
          {calendarWeekday(visit.day, locale)}, {time(visit.startsAt)}
        </p>
        <p className="pb-4">
          {visit.departmentName}, {facility}
        </p>
        {paid.map((note) => (
          <p key={note.noteId} className="pb-4">
            {t("cancel.paid", { amount: money(note.amountVnd) })}
          </p>
        ))}
        <p className="pb-6">{t("cancel.text")}</p>
        <form action={cancel}>
          <BookField />
          <input type="hidden" name="appointmentId" value={visit.appointmentId} />
          <Stack loose>
            <Field
              label={t("cancel.because")}
              hint={t("cancel.becauseHint")}
              name="because"
              maxLength={200}
            />
            <Stack>
              <Button kind="final">{t("cancel.send")}</Button>
              <Button kind="second" href={pass}>
                {t("cancel.keep")}
              </Button>
            </Stack>
          </Stack>
        </form>
      </Question>
    );
  },
  "booking",
);
