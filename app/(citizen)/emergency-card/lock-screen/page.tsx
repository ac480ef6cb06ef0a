import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { readEmergencyCard } from "#lib/emergency-card/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { sourceOf } from "../_parts/card.tsx";
import { wordsOfLine } from "../_parts/card-sheet.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("emergencyCard"))("locking.title") };
}

/** Ảnh cho màn hình khóa: what stands on it is chosen apart, since everybody sees it. */
export default citizenPage(
  () => "/emergency-card/lock-screen",
  async ({ ctx, search }) => {
    const t = await getTranslations("emergencyCard");
    const source = await sourceOf();
    const card = await readEmergencyCard(await openBookInHand(ctx, "emergency-card"));
    if (!card) redirect("/emergency-card");
    const error = search.fault ? t("locking.nothing") : undefined;
    return (
      <BookPage back={{ href: "/emergency-card", label: t("title") }}>
        {error ? <ErrorSummary title={t("chooser.mend")} errors={[{ field: "name", text: error }]} /> : null}
        <PageTitle>{t("locking.title")}</PageTitle>
        <Callout kind="warn" level={2} title={t("locking.warn")}>
          <p>{t("locking.warnText")}</p>
        </Callout>
        <form method="get" action="/emergency-card/lock-screen/picture" className="pt-6">
          <input type="hidden" name="card" value={card.cardId} />
          <Stack loose>
            <fieldset>
              <legend className="text-line-title">{t("locking.legend")}</legend>
              <Checkbox name="name" label={t("locking.name")} second={card.name} error={error} />
              {card.lines.map((line, at) => (
                // Numbers alone stand in the address: no log of addresses tells of anybody's health.
                <Checkbox
                  key={line.id}
                  name={`line${at}`}
                  label={wordsOfLine(line)}
                  second={`${t(`kinds.${line.kind}`)}. ${source(line)}`}
                />
              ))}
            </fieldset>
            <p className="text-ink-2 text-second">{t("locking.qr")}</p>
            <Button icon="download">{t("locking.save")}</Button>
          </Stack>
        </form>
        <p className="pt-4">{t("locking.how")}</p>
      </BookPage>
    );
  },
  "record",
);
