import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listFacilities } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { declareQuestions } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { Question } from "../../../record/corrections/_parts/question.tsx";
import { declarationOf, declareFault } from "../_parts/asked.ts";
import { DayFields, LotFields, PlaceFields, VaccineFields } from "../_parts/questions.tsx";
import { sayDay, sayLot, sayPlace, sayVaccine } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.declare"))("title") };
}

const pages = {
  vaccine: { action: sayVaccine, Fields: VaccineFields, field: "vaccine" },
  day: { action: sayDay, Fields: DayFields, field: "given.day" },
  place: { action: sayPlace, Fields: PlaceFields, field: "placeCode" },
  lot: { action: sayLot, Fields: LotFields, field: "lot" },
} as const;
const fieldOf: Record<string, string> = { product: "product", number: "doseNumber" };

/** One question about a dose that is missing. */
export default citizenPage(
  () => "/vaccination",
  async ({ ctx, params, search, ownerName }) => {
    const question = declareQuestions.find((one) => one === params.question);
    if (!question) throw new NotFound();
    const t = await getTranslations("vaccination.declare");
    const ask = await getTranslations("correction.ask");
    const { caseId, read } = await declarationOf(ctx, search.case);
    if (!read && question !== "vaccine") throw new NotFound();
    const { action, Fields, field } = pages[question];
    const text = await declareFault(search.fault);
    const fault = text && search.fault ? { reason: search.fault, text } : undefined;
    const facilities = question === "place" ? await listFacilities(ctx.app) : [];
    const before = declareQuestions[declareQuestions.indexOf(question) - 1];
    const back = before
      ? { href: `/vaccination/declare/${before}?case=${caseId}` as Route, label: t(`${before}Short`) }
      : { href: "/vaccination" as Route, label: (await getTranslations("vaccination"))("title") };
    return (
      <Question
        back={back}
        above={t("of", { whose: ctx.inHand.as === "own" ? "own" : "other", name: ownerName })}
        title={t(`${question}Question`)}
        fault={fault ? { field: fieldOf[fault.reason] ?? field, text: fault.text } : undefined}
        stop={{ href: "/vaccination", label: t("stop") }}
      >
        <form action={action}>
          <BookField />
          <input type="hidden" name="caseId" value={caseId} />
          {search.from === "check" ? <input type="hidden" name="from" value="check" /> : null}
          <Stack loose>
            <Fields
              answers={read?.answers ?? {}}
              search={search}
              fault={fault}
              places={facilities.filter(({ level }) => level === "initial").slice(0, 8)}
            />
            <Button>{ask("continue")}</Button>
            {question === "place" || question === "lot" ? (
              <Button kind="second" name="unknown" value="yes">
                {ask("unknown")}
              </Button>
            ) : null}
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
