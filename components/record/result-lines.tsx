import { getLocale, getTranslations } from "next-intl/server";
import { happened } from "#components/copy/format.ts";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { rangeOf } from "#lib/record/rules.ts";
import { testAddress } from "./address.ts";
import { HeldResult, type OpenHeld } from "./held-result.tsx";
import { besideWords, nameOfTest, sentValue, unitWords } from "./result-words.ts";

const OPEN = 20;

type Result = EncounterDetail["results"][number];
/** Which results of a visit wait for the doctor, and how they are opened. */
export type WaitingResults = {
  held: (result: Result) => boolean;
  open?: OpenHeld | undefined;
  failed: boolean;
};
type Props = {
  results: readonly Result[];
  services: EncounterDetail["services"];
  wait?: WaitingResults;
  noteOf?: NoteOf | undefined;
};

/** What the tests of a visit found, in the facility's words. */
export async function ResultLines({ results, services, wait, noteOf }: Props) {
  const t = await getTranslations("results");
  const record = await getTranslations("record");
  const locale = await getLocale();
  const nameOfService = new Map(services.map(({ code, name }) => [code, name]));
  const firstHeld = results.find((result) => wait?.held(result));
  const rows = results.map((result) => {
    const value = sentValue(result);
    const beside = besideWords(result, t);
    const range = rangeOf(result)?.text;
    const named = { ...result, serviceName: nameOfService.get(result.serviceCode) ?? null };
    if (wait?.held(result))
      return (
        <EntryRow
          key={result.line}
          title={nameOfTest(named, t("unnamed"))}
          href={result.test ? testAddress(result.test) : undefined}
        >
          {t("wait.held")}
        </EntryRow>
      );
    const name = nameOfTest(named, t("unnamed"));
    const known = result.name ?? result.code ?? result.serviceCode;
    return (
      <EntryRow
        key={result.line}
        title={name}
        href={result.test ? testAddress(result.test) : undefined}
        {...noteOf?.("result", result.line, name, known ? { name: known } : {})}
      >
        {value ? (
          <p className="text-ink text-reading wrap-anywhere">
            <strong className="font-semibold">{value}</strong> {unitWords(result.unit)}
          </p>
        ) : null}
        {beside ? <p className="text-ink">{beside}</p> : null}
        {[result.conclusion, result.description].map((text) =>
          text ? (
            <div key={text} className="text-ink text-reading">
              <LongText more={record("readOn")}>
                {text.trim() === range ? t("rangeSent", { text: range }) : text}
              </LongText>
            </div>
          ) : null,
        )}
        {result.resultAt ? <p>{happened(result.resultAt, locale)}</p> : null}
      </EntryRow>
    );
  });
  return (
    <Section title={t("title")} id="results">
      {wait && firstHeld ? (
        <HeldResult encounterId={firstHeld.encounterId} open={wait.open} failed={wait.failed} />
      ) : null}
      <FoldingList rows={rows} most={OPEN} more={(count) => record("moreLines", { count })} />
    </Section>
  );
}
