import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import { type CareFact, type CareKind, type CareSheet, careFacts } from "#lib/record/rules.ts";

/** Above this a fact stands under its noun instead of on its dotted line. */
const SHORT = 24;

type Naming = {
  facilityName: (code: string) => string;
  /** What a code stands for; null where no list says so. */
  codeName: (kind: CareKind, field: string, code: string) => string | null;
};

async function Sheet({ sheet, facilityName, codeName }: { sheet: CareSheet } & Naming) {
  const t = await getTranslations("care");
  const record = await getTranslations("record");
  const sayOne = ({ field, reading }: CareFact, value: string) => {
    if (reading === "day") return calendarDay(value);
    if (reading === "facility") return facilityName(value);
    if (reading === "text") return value;
    return codeName(sheet.kind, field, value) ?? t("asCode", { code: value });
  };
  const groups = careFacts(sheet);
  if (groups.length === 0) return <p>{t("nothing")}</p>;
  return groups.map((group) => (
    <dl key={group[0]?.field} className="border-rule border-t py-2 first:border-t-0">
      {group.map((fact) => {
        const said = fact.values.map((value) => sayOne(fact, value)).join("; ");
        return said.length > SHORT ? (
          <div key={fact.field} className="py-2">
            <dt className="text-ink-2">{t(`fields.${fact.field}`)}</dt>
            <dd>
              <LongText more={record("readOn")}>{said}</LongText>
            </dd>
          </div>
        ) : (
          <LeaderRow key={fact.field} noun={t(`fields.${fact.field}`)} fact={said} />
        );
      })}
    </dl>
  ));
}

/** HIV and TB care of a private visit that is open: what the facility sent, in the words of the ministry's lists. */
export async function CareSheets({ sheets, ...naming }: { sheets: readonly CareSheet[] } & Naming) {
  const t = await getTranslations("care");
  return sheets.map((sheet) => (
    <Section key={`${sheet.kind} ${sheet.line}`} title={t(`kinds.${sheet.kind}`)} id={sheet.kind}>
      <p className="pb-2 text-ink-2 text-second">{t("lead")}</p>
      <Sheet sheet={sheet} {...naming} />
    </Section>
  ));
}
