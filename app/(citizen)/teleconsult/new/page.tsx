import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { questionAddress } from "#components/teleconsult/case-words.ts";
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
import { QuestionPage } from "../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("title") };
}

/** Hỏi cho ai: those for whom the reader may ask. Choosing takes that book in hand; who cares for nobody is not asked. */
export default citizenPage(
  () => "/teleconsult/new",
  async ({ ctx, session }) => {
    const t = await getTranslations("teleconsult");
    const roles = await getTranslations("booking.ask.roles");
    // The key of the draft, and of the case that it becomes.
    const first = questionAddress("flags", crypto.randomUUID());
    const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
    const relations = (await listBooksCaredFor(own)).filter(
      (one) => standingOf(one, ctx.today) === "holds" && one.scopes.includes("teleconsult"),
    );
    if (relations.length === 0 && !session.book) redirect(first);
    const inHand = relations.find((one) => one.citizenId === session.book?.citizenId);
    return (
      <QuestionPage
        back={"/teleconsult" as Route}
        backLabel={t("title")}
        above={t("title")}
        title={t("new.whom")}
      >
        <form action={openBookOf}>
          <BookField />
          <input type="hidden" name="next" value={first} />
          <Stack loose>
            <RadioGroup
              legend={t("new.whom")}
              legendHidden
              name="relationId"
              value={inHand?.relationId ?? "own"}
              options={[
                { value: "own", label: t("new.self"), second: displayName(session.name) },
                ...relations.map((one) => ({
                  value: one.relationId,
                  label: displayName(one.citizenName),
                  second: roles(one.role),
                })),
              ]}
            />
            <Button>{t("new.continue")}</Button>
          </Stack>
        </form>
        <p className="pt-4 text-ink-2 text-second">{t("new.whomNone")}</p>
        <LinkLine href="/family" label={t("new.whomFamily")} />
      </QuestionPage>
    );
  },
  "teleconsult",
);
