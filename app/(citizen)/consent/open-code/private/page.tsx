import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listClosedEncounters, listOpenedPrivateEncounters } from "#lib/record/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { addressOf, askedOf } from "../_parts/asked.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("code.private") };
}

/** Whether the private visits are shown as well: a question of its own, only for a book that has some. */
export default citizenPage(
  () => "/consent/open-code",
  async ({ ctx, search }) => {
    const t = await getTranslations("opening");
    const asked = askedOf(search);
    if (!asked.facility || asked.parts.length === 0) redirect("/consent/open-code?fault=choose" as Route);
    const book = await openBookInHand(ctx, "open-codes");
    const [closed, opened, names] = await Promise.all([
      listClosedEncounters(book, { most: 1000 }),
      listOpenedPrivateEncounters(book),
      facilityNames(ctx.app),
    ]);
    const count = closed.length + opened.length;
    if (count === 0 || ctx.inHand.as !== "own") redirect(addressOf("check", { ...asked, private: "no" }));
    const { facilityName } = await facilityWords(names);
    const error = search.fault === "choose" ? t("code.choose") : undefined;
    return (
      <BookPage back={{ href: addressOf("parts", asked), label: t("code.parts") }}>
        {error ? <ErrorSummary title={t("code.mend")} errors={[{ field: "private", text: error }]} /> : null}
        <PageTitle above={facilityName(asked.facility)} below={t("code.privateText", { count })}>
          {t("code.private")}
        </PageTitle>
        <form method="get" action="/consent/open-code/check">
          <input type="hidden" name="facility" value={asked.facility} />
          {asked.parts.map((part) => (
            <input key={part} type="hidden" name={part} value="yes" />
          ))}
          <input type="hidden" name="asked" value="private" />
          <Stack loose>
            <RadioGroup
              legend={t("code.private")}
              name="private"
              value={asked.private ?? undefined}
              error={error}
              options={[
                { value: "no", label: t("code.privateNo") },
                { value: "yes", label: t("code.privateYes") },
              ]}
            />
            <Button>{t("code.continue")}</Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "representative",
);
