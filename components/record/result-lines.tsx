import { getTranslations } from "next-intl/server";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { rangeOf } from "#lib/record/rules.ts";
import { testAddress } from "./address.ts";
import { besideWords, nameOfTest, sentValue } from "./result-words.ts";

const OPEN = 20;

type Props = { results: EncounterDetail["results"]; services: EncounterDetail["services"] };

/** What the tests of a visit found, in the facility's words. */
export async function ResultLines({ results, services }: Props) {
  const t = await getTranslations("results");
  const record = await getTranslations("record");
  const nameOfService = new Map(services.map(({ code, name }) => [code, name]));
  const rows = results.map((result) => {
    const value = sentValue(result);
    const beside = besideWords(result, t);
    const range = rangeOf(result)?.text;
    const named = { ...result, serviceName: nameOfService.get(result.serviceCode) ?? null };
    return (
      <EntryRow
        key={result.line}
        title={nameOfTest(named, t("unnamed"))}
        href={result.test ? testAddress(result.test) : undefined}
      >
        {value ? (
          <p className="text-ink text-reading wrap-anywhere">
            <strong className="font-semibold">{value}</strong> {result.unit}
            {beside ? `. ${beside}` : ""}
          </p>
        ) : null}
        {[result.conclusion, result.description].map((text) =>
          text ? (
            <div key={text} className="text-ink text-reading">
              <LongText more={record("readOn")}>
                {text.trim() === range ? t("rangeSent", { text: range }) : text}
              </LongText>
            </div>
          ) : null,
        )}
      </EntryRow>
    );
  });
  return (
    <Section title={t("title")} id="results">
      <FoldingList rows={rows} most={OPEN} more={(count) => record("moreLines", { count })} />
    </Section>
  );
}
