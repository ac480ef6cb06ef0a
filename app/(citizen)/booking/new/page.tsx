import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook } from "#lib/consent/index.ts";
import { listBooksCaredFor } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { openBookOf } from "../../family/actions.ts";
import { answersIn, nextStep, stepAddress } from "../_parts/answers.ts";
import { Question } from "../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("book") };
}

/**
 * Khám cho ai: only those for whom the reader may book. Choosing takes that book in hand. Who books from a slip, helps
 * somebody or cares for nobody is not asked.
 */
export default citizenPage(
  () => "/booking/new",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("booking");
    const answers = answersIn(search);
    const first = stepAddress(nextStep(answers), answers);
    if (session.book?.role === "helper" || answers.origin) redirect(first);
    const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
    const relations = (await listBooksCaredFor(own)).filter(
      (one) => standingOf(one, ctx.today) === "holds" && one.scopes.includes("booking"),
    );
    if (relations.length === 0 && !session.book) redirect(first);
    const inHand = relations.find((one) => one.citizenId === session.book?.citizenId);
    return (
      <Question back={"/booking" as Route} backLabel={t("title")} above={t("book")} title={t("ask.whom")}>
        <form action={openBookOf}>
          <BookField />
          <input type="hidden" name="next" value={first} />
          <Stack loose>
            <RadioGroup
              legend={t("book")}
              legendHidden
              name="relationId"
              value={inHand?.relationId ?? "own"}
              options={[
                { value: "own", label: t("ask.self"), second: displayName(session.name) },
                ...relations.map((one) => ({
                  value: one.relationId,
                  label: displayName(one.citizenName),
                  second: t(`ask.roles.${one.role}`),
                })),
              ]}
            />
            <Button>{t("ask.continue")}</Button>
          </Stack>
        </form>
        <p className="pt-4 text-ink-2 text-second">{t("ask.whomNone")}</p>
        <LinkLine href="/family" label={t("ask.whomFamily")} />
      </Question>
    );
  },
  "booking",
);
