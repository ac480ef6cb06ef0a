import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook } from "#lib/consent/index.ts";
import { findPregnancy } from "#lib/vaccination/index.ts";
import { isPregnant } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { Question } from "../../record/corrections/_parts/question.tsx";
import { pregnant } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.pregnancy"))("title") };
}

/** Ngày dự sinh: the one thing that the schedule needs to know of a pregnancy; in one's own book alone. */
export default citizenPage(
  () => "/vaccination/pregnancy",
  async ({ ctx, search }) => {
    const t = await getTranslations("vaccination.pregnancy");
    const vaccination = await getTranslations("vaccination");
    const words = await getTranslations("completeness");
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "vaccination");
    const told = await findPregnancy(book);
    const [year, month, day] = (isPregnant(told, ctx.today) && told.dueOn?.split("-")) || [];
    const fault = search.fault === "due" ? t("due") : undefined;
    return (
      <Question
        back={{ href: "/vaccination", label: vaccination("title") }}
        above={t("above")}
        title={t("title")}
        fault={fault ? { field: "due.day", text: fault } : undefined}
        stop={{ href: "/vaccination", label: t("stop") }}
      >
        <p className="pb-6">{t("why")}</p>
        <form action={pregnant}>
          <BookField />
          <Stack loose>
            <DateField
              legend={t("day")}
              name="due"
              hint={t("hint")}
              words={{ day: words("dayWord"), month: words("monthWord"), year: words("yearWord") }}
              value={
                fault ? { day: search.day, month: search.month, year: search.year } : { day, month, year }
              }
              error={fault}
            />
            <Button>{t("save")}</Button>
            <Button kind="second" name="unknown" value="yes">
              {t("unknown")}
            </Button>
          </Stack>
        </form>
      </Question>
    );
  },
);
