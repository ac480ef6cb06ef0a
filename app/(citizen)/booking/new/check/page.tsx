import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { passAddress } from "#components/booking/booking-words.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { findByKey } from "#lib/booking/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { answersIn, stepAddress } from "../../_parts/answers.ts";
import { chosenSlot, quietestSlot, serviceOf } from "../../_parts/offered.ts";
import { Phone } from "../../_parts/phone.tsx";
import { Question } from "../../_parts/question.tsx";
import { checkWords } from "../../_parts/read-check.ts";
import { SendForm } from "../../_parts/send-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("ask.check") };
}

const faults = ["too-many", "paused", "no-service", "invalid"] as const;

/**
 * Kiểm tra trước khi gửi: every answer with its way back, and what the facility expects, said in advance. The key is made
 * here and stands in the address: reloaded it is the same, and one that has booked leads to its pass.
 */
export default citizenPage(
  () => "/booking/new",
  async (reading) => {
    const { ctx, search, ownerName } = reading;
    const t = await getTranslations("booking");
    const answers = answersIn(search);
    const offered = await serviceOf(ctx, answers.service);
    const where = { departmentId: offered.service.departmentId, terms: offered.terms };
    if (!answers.day || !answers.slot)
      redirect(stepAddress(answers.day ? "time" : "day", answers, answers.day ? "choose" : undefined));
    if (answers.slot === "any") {
      const quietest = await quietestSlot(ctx, where, answers.day);
      if (!quietest) redirect(stepAddress("time", { ...answers, slot: undefined }, "full"));
      redirect(stepAddress("check", { ...answers, slot: quietest.slotId }));
    }
    const { key } = answers;
    if (!key) redirect(stepAddress("check", { ...answers, key: crypto.randomUUID() }));
    const made = await findByKey(await openBookInHand(ctx, "booking"), key);
    if (made) redirect(passAddress(made.appointmentId));
    const { slot, fault: gone } = await chosenSlot(ctx, where, answers.slot);
    if (gone === "closed" || !slot) redirect(stepAddress("day", { ...answers, slot: undefined }, "closed"));
    if (gone) redirect(stepAddress("time", { ...answers, slot: undefined, key: undefined }, gone));
    const { rows, rules, written, facility } = await checkWords(reading, answers, offered, slot);
    const fault = faults.find((one) => one === search.fault);
    return (
      <Question
        back={stepAddress("time", { ...answers, key: undefined })}
        above={t("bookFor", { name: ownerName })}
        title={t("ask.check")}
      >
        {fault ? (
          <Notice alert title={t(`ask.faults.${fault}`, { facility })}>
            <p>{t(`ask.faults.${fault}Text`)}</p>
            {fault === "too-many" ? <LinkLine href="/booking" label={t("ask.faults.toVisits")} /> : null}
            {fault === "paused" ? <Phone phone={offered.place?.phone} /> : null}
          </Notice>
        ) : null}
        <CheckAnswers none="" rows={rows} />
        <div className="py-6">
          <BulletList items={rules} />
        </div>
        <SendForm
          answers={{ ...answers, key }}
          slotId={slot.slotId}
          written={written}
          label={t("ask.send")}
        />
        <p className="pt-3 text-ink-2 text-second">{t("ask.after")}</p>
      </Question>
    );
  },
  "booking",
);
