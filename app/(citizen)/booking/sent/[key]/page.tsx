import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { passAddress } from "#components/booking/booking-words.ts";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { findByKey } from "#lib/booking/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { answersIn, stepAddress } from "../../_parts/answers.ts";
import { chosenSlot, serviceOf } from "../../_parts/offered.ts";
import { Question } from "../../_parts/question.tsx";
import { checkWords } from "../../_parts/read-check.ts";
import { SendForm } from "../../_parts/send-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("title") };
}

/** "Đã đặt chưa?": asked before anything new is offered. What was booked leads to its pass; else the same form, with the same key. */
export default citizenPage(
  ({ key }) => `/booking/sent/${encodeURIComponent(key ?? "")}`,
  async (reading) => {
    const { ctx, search, params, ownerName } = reading;
    const { data: key } = z.uuid().safeParse(params.key);
    if (!key) throw new NotFound();
    const made = await findByKey(await openBookInHand(ctx, "booking"), key);
    if (made) redirect(`${passAddress(made.appointmentId)}?done=booked` as Route);
    const t = await getTranslations("booking");
    const answers = answersIn(search);
    if (!answers.service || !answers.day || !answers.slot || answers.slot === "any")
      redirect("/booking/new" as Route);
    const offered = await serviceOf(ctx, answers.service);
    const where = { departmentId: offered.service.departmentId, terms: offered.terms };
    const { slot, fault } = await chosenSlot(ctx, where, answers.slot);
    if (!slot || fault)
      redirect(
        stepAddress(fault === "closed" ? "day" : "time", { ...answers, slot: undefined }, fault ?? "closed"),
      );
    const { rows, written } = await checkWords(reading, answers, offered, slot);
    return (
      <Question
        back={stepAddress("check", { ...answers, key })}
        above={t("bookFor", { name: ownerName })}
        title={t("sent.title")}
      >
        <p className="pb-4">{t("sent.text")}</p>
        <CheckAnswers none="" rows={rows} />
        <div className="pt-6">
          <SendForm
            answers={{ ...answers, key }}
            slotId={slot.slotId}
            written={written}
            label={t("sent.again")}
          />
        </div>
      </Question>
    );
  },
  "booking",
);
