import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { VISIT_HOURS } from "#lib/opening/rules.ts";
import { listClosedEncounters, listOpenedPrivateEncounters } from "#lib/record/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { addressOf, askedOf } from "../_parts/asked.ts";
import { make } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("code.check") };
}

/** What will be shown to whom, and the person's own request in words, which is recorded with the code. */
export default citizenPage(
  () => "/consent/open-code",
  async ({ ctx, search }) => {
    const t = await getTranslations("opening");
    const asked = askedOf(search);
    const names = await facilityNames(ctx.app);
    if (!asked.facility || !names.has(asked.facility)) redirect("/consent/open-code?fault=choose" as Route);
    if (asked.parts.length === 0) redirect(addressOf("parts", asked, true));
    const book = await openBookInHand(ctx, "open-codes");
    const [closed, opened] = await Promise.all([
      listClosedEncounters(book, { most: 1 }),
      listOpenedPrivateEncounters(book),
    ]);
    // Private visits are for the person alone to show.
    const hasPrivate = ctx.inHand.as === "own" && closed.length + opened.length > 0;
    if (hasPrivate && !asked.private) redirect(addressOf("private", asked, search.asked === "private"));
    const { facilityName } = await facilityWords(names);
    const shown = asked.private === "yes" && hasPrivate;
    const change = (href: Route) => ({ href, label: t("code.change") });
    return (
      <BookPage back={{ href: addressOf("parts", asked), label: t("code.parts") }}>
        <PageTitle>{t("code.check")}</PageTitle>
        <CheckAnswers
          none={t("code.none")}
          rows={[
            {
              question: t("code.rows.facility"),
              answer: facilityName(asked.facility),
              change: change("/consent/open-code"),
            },
            {
              question: t("code.rows.parts"),
              answer: asked.parts.map((part) => t(`shown.${part}`)).join(", "),
              change: change(addressOf("parts", asked)),
            },
            ...(hasPrivate
              ? [
                  {
                    question: t("code.rows.private"),
                    answer: shown ? t("code.privateYes") : t("code.privateNo"),
                    change: change(addressOf("private", asked)),
                  },
                ]
              : []),
            { question: t("code.rows.until"), answer: t("code.untilFact", { hours: VISIT_HOURS }) },
          ]}
        />
        <Section title={t("code.request")}>
          <p>{t("code.requestText")}</p>
          <p className="pt-2 pb-6 text-ink-2 text-second">{t("code.requestLaw")}</p>
          <form action={make}>
            <BookField />
            <input type="hidden" name="codeId" value={crypto.randomUUID()} />
            <input type="hidden" name="facility" value={asked.facility} />
            <input type="hidden" name="parts" value={asked.parts.join()} />
            <input type="hidden" name="private" value={shown ? "yes" : "no"} />
            <Button>{t("code.make")}</Button>
          </form>
        </Section>
      </BookPage>
    );
  },
  "representative",
);
