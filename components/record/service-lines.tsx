import { getLocale, getTranslations } from "next-intl/server";
import { moment, quantity } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";

type Lines = EncounterDetail["services"];

async function Rows({ lines }: { lines: Lines }) {
  const t = await getTranslations("record");
  const locale = await getLocale();
  return (
    <ul>
      {lines.map((line) => {
        const at = line.performedAt ?? line.orderedAt;
        const times =
          line.quantity === null
            ? null
            : t("times", {
                quantity: quantity(line.quantity),
                unit: (line.unit ?? "").toLocaleLowerCase("vi"),
              });
        return (
          <EntryRow key={line.line} title={line.name}>
            {[times?.trim(), at ? moment(at, locale) : null].filter(Boolean).join(", ")}
          </EntryRow>
        );
      })}
    </ul>
  );
}

/** What was done, and what was used for it. */
export async function ServiceLines({ services }: { services: Lines }) {
  const t = await getTranslations("record");
  const done = services.filter((line) => line.kind === "service");
  const used = services.filter((line) => line.kind === "supply");
  return (
    <Section title={t("services")} id="services">
      {done.length > 0 ? <Rows lines={done} /> : <p>{t("servicesNone")}</p>}
      {used.length > 0 ? (
        <div className="pt-4">
          <h3 className="text-line-title">{t("supplies")}</h3>
          <Rows lines={used} />
        </div>
      ) : null}
    </Section>
  );
}
