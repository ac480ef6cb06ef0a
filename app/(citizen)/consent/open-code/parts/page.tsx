import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { shownParts } from "#lib/opening/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { askedOf } from "../_parts/asked.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("code.parts") };
}

/** Which parts of the book; nothing is chosen beforehand. */
export default citizenPage(
  () => "/consent/open-code",
  async ({ ctx, search }) => {
    const t = await getTranslations("opening");
    const asked = askedOf(search);
    const names = await facilityNames(ctx.app);
    if (!asked.facility || !names.has(asked.facility)) redirect("/consent/open-code?fault=choose" as Route);
    const { facilityName } = await facilityWords(names);
    const error = search.fault === "choose" ? t("code.choose") : undefined;
    return (
      <BookPage back={{ href: "/consent/open-code", label: t("code.title") }}>
        {error ? <ErrorSummary title={t("code.mend")} errors={[{ field: "all", text: error }]} /> : null}
        <PageTitle above={facilityName(asked.facility)} below={t("code.partsHint")}>
          {t("code.parts")}
        </PageTitle>
        <form method="get" action="/consent/open-code/check">
          <input type="hidden" name="facility" value={asked.facility} />
          {asked.private ? <input type="hidden" name="private" value={asked.private} /> : null}
          <Stack loose>
            <fieldset>
              <legend className="sr-only">{t("code.parts")}</legend>
              <Checkbox name="all" label={t("code.all")} error={error} />
              {shownParts.map((part) => (
                <Checkbox
                  key={part}
                  name={part}
                  label={t(`shown.${part}`)}
                  checked={asked.parts.includes(part)}
                />
              ))}
            </fieldset>
            <Button>{t("code.continue")}</Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "representative",
);
