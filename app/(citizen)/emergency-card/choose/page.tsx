import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { proposeCardLines, readEmergencyCard } from "#lib/emergency-card/index.ts";
import { type CardKind, cardKinds, groupsDiffer, MOST_LINES } from "#lib/emergency-card/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { sourceOf } from "../_parts/card.tsx";
import { wordsOfLine } from "../_parts/card-sheet.ts";
import { make } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("emergencyCard"))("chooser.title") };
}

const faults = ["nothing", "too-many-lines", "too-many-cards", "failed"] as const;
/** Where the book is told what is missing on the card. */
const places: Record<CardKind, Route> = {
  allergy: "/record/history#allergy" as Route,
  "blood-group": "/record/history#blood-group" as Route,
  illness: "/record/history#illness" as Route,
  medicine: "/record/medicines",
  contact: "/record/history#contact" as Route,
};

/** Chọn điều ghi trên thẻ: line by line, each with who says so. Nothing is chosen that was not on the card before. */
export default citizenPage(
  () => "/emergency-card/choose",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("emergencyCard");
    const source = await sourceOf();
    const book = await openBookInHand(ctx, "emergency-card");
    const [lines, card] = await Promise.all([proposeCardLines(ctx, book), readEmergencyCard(book)]);
    const before = new Set(card?.lines.map(({ id }) => id));
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : undefined;
    const error = fault ? t(`chooser.faults.${fault}`, { most: MOST_LINES }) : undefined;
    const first = lines[0]?.id;
    return (
      <BookPage back={{ href: "/emergency-card", label: t("title") }}>
        {error ? (
          <ErrorSummary
            title={t("chooser.mend")}
            errors={[{ field: first ? `line.${first}` : "sign", text: error }]}
          />
        ) : null}
        <PageTitle above={ownerName} below={t(card ? "chooser.leadAgain" : "chooser.lead")}>
          {t("chooser.title")}
        </PageTitle>
        <form action={make}>
          <BookField />
          <input type="hidden" name="cardId" value={crypto.randomUUID()} />
          {error ? <FieldError id="lines-error">{error}</FieldError> : null}
          {cardKinds.map((kind) => {
            const of = lines.filter((line) => line.kind === kind);
            return (
              <fieldset key={kind} className="mb-6 border-ink border-t-2 pt-3">
                <legend className="float-left w-full text-section">{t(`kinds.${kind}`)}</legend>
                <div className="clear-both">
                  {kind === "blood-group" && groupsDiffer(of) ? (
                    <div className="pt-2">
                      <Callout kind="warn" level={3} title={t("chooser.groups.title")}>
                        <p>{t("chooser.groups.text")}</p>
                      </Callout>
                    </div>
                  ) : null}
                  {of.length === 0 ? <p className="pt-1 text-ink-2">{t("chooser.nothing")}</p> : null}
                  {of.map((line) => (
                    <Choice
                      key={line.id}
                      kind="checkbox"
                      id={`line.${line.id}`}
                      name={`line.${line.id}`}
                      value="yes"
                      label={wordsOfLine(line)}
                      second={source(line)}
                      chosen={before.has(line.id)}
                      invalid={fault === "nothing"}
                      {...(error ? { errorId: "lines-error" } : {})}
                    />
                  ))}
                  <LinkLine href={places[kind]} label={t(`chooser.add.${kind}`)} />
                </div>
              </fieldset>
            );
          })}
          <p className="pb-4 text-ink-2 text-second">{t("chooser.afterwards")}</p>
          <Button>{t("chooser.sign")}</Button>
        </form>
        <div className="pt-4">
          <LinkLine href="/emergency-card" label={t("chooser.back")} />
        </div>
      </BookPage>
    );
  },
  "record",
);
