import { getLocale, getTranslations } from "next-intl/server";
import { day, happened, quantity } from "#components/copy/format.ts";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { gathered } from "#lib/record/rules.ts";

type Line = EncounterDetail["services"][number];

const OPEN = 12;
const doneAt = (line: Line) => line.performedAt ?? line.orderedAt;

async function Rows({ lines, noteOf }: { lines: readonly Line[]; noteOf: NoteOf | undefined }) {
  const t = await getTranslations("record");
  const said = await getTranslations("medicines");
  const locale = await getLocale();
  const rows = gathered(lines, (one) => [one.name, one.quantity, one.unit], doneAt).map((group) => {
    const { line, times, from, to } = group;
    const at = doneAt(line);
    const many =
      line.quantity === null
        ? null
        : t("times", { quantity: quantity(line.quantity), unit: (line.unit ?? "").toLocaleLowerCase("vi") });
    const when =
      times > 1 && from && to
        ? said("repeated", { count: times, from: day(from), to: day(to) })
        : at
          ? happened(at, locale)
          : null;
    return (
      <EntryRow
        key={line.line}
        title={line.name}
        {...noteOf?.("service", line.line, line.name, { name: line.name })}
      >
        {[many?.trim(), when].filter(Boolean).join(", ")}
      </EntryRow>
    );
  });
  return <FoldingList rows={rows} most={OPEN} more={(count) => t("moreLines", { count })} />;
}

/** What was done, and what was used for it. */
export async function ServiceLines({
  services,
  noteOf,
}: {
  services: readonly Line[];
  noteOf?: NoteOf | undefined;
}) {
  const t = await getTranslations("record");
  const done = services.filter((line) => line.kind === "service");
  const used = services.filter((line) => line.kind === "supply");
  return (
    <Section title={t("services")} id="services">
      {done.length > 0 ? <Rows lines={done} noteOf={noteOf} /> : <p>{t("servicesNone")}</p>}
      {used.length > 0 ? (
        <div className="pt-4">
          <h3 className="text-line-title">{t("supplies")}</h3>
          <Rows lines={used} noteOf={noteOf} />
        </div>
      ) : null}
    </Section>
  );
}
