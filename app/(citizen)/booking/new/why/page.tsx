import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { answersIn, startAddress, whys } from "../../_parts/answers.ts";
import { offeredReasons } from "../../_parts/offered.ts";
import { Carried, Question } from "../../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("ask.why") };
}

const hinted = ["unwell", "unknown"] as const;

/** Vì sao: in plain words, those that somebody offers an answer to, and a way out. */
export default citizenPage(
  () => "/booking/new/why",
  async ({ ctx, session, search, ownerName }) => {
    const t = await getTranslations("booking");
    // Whoever answers anew why, answers anew where.
    const { why, facility, origin, ref } = answersIn(search);
    const offered = await offeredReasons(ctx);
    const fault = search.fault === "choose" ? t("ask.whyFault") : undefined;
    return (
      <Question
        back={startAddress({})}
        above={t("bookFor", { name: ownerName })}
        title={session.book ? t("ask.whyOther", { name: ownerName }) : t("ask.why")}
        fault={fault ? { field: "why", text: fault } : undefined}
      >
        <form method="get" action="/booking/new/where">
          <Carried answers={{ facility, origin, ref }} />
          <input type="hidden" name="asked" value="why" />
          <Stack loose>
            <RadioGroup
              legend={t("ask.rows.why")}
              legendHidden
              name="why"
              value={why}
              error={fault}
              options={whys
                .filter((one) => one === "unknown" || offered.has(one))
                .map((one) => {
                  const hint = hinted.find((word) => word === one);
                  return {
                    value: one,
                    label: t(`reasons.${one}`),
                    ...(hint ? { second: t(`reasonHints.${hint}`) } : {}),
                  };
                })}
            />
            <Button>{t("ask.continue")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "booking",
);
