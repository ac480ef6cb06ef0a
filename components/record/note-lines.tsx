import { getLocale, getTranslations } from "next-intl/server";
import { happened } from "#components/copy/format.ts";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import { noteFields } from "#lib/correction/rules.ts";
import type { EncounterDetail } from "#lib/record/index.ts";
import { readCourse } from "#lib/record/rules.ts";
import type { NoteOf } from "../correction/visit-notes.ts";

type Note = EncounterDetail["notes"][number];

const OPEN = 5;

async function NoteLine({ note, noteOf }: { note: Note; noteOf: NoteOf | undefined }) {
  const t = await getTranslations("record");
  const locale = await getLocale();
  const more = [
    { noun: t("notes.stage"), text: note.stage },
    { noun: t("notes.consultation"), text: note.consultation },
    { noun: t("notes.operation"), text: note.operation },
  ];
  return (
    <li className="border-rule border-b py-3 last:border-b-0">
      <h3 className="text-line-title">{note.notedAt ? happened(note.notedAt, locale) : t("notes.noTime")}</h3>
      {readCourse(note.course ?? "").map((piece) =>
        "words" in piece ? (
          <LongText key={piece.at} more={t("readOn")}>
            {piece.words}
          </LongText>
        ) : (
          <LeaderList
            key={piece.at}
            facts={piece.signs.map(({ sign, value }) => ({
              noun: t(`signs.${sign}`),
              fact: t(`signValue.${sign}`, { value }),
            }))}
          />
        ),
      )}
      {more.map(({ noun, text }) =>
        text ? (
          <div key={noun} className="pt-2">
            <p className="text-ink-2 text-second">{noun}</p>
            <LongText more={t("readOn")}>{text}</LongText>
          </div>
        ) : null,
      )}
      {
        noteOf?.(
          "note",
          note.line,
          note.notedAt ? happened(note.notedAt, locale) : t("notes.noTime"),
          noteFields(note),
        ).foot
      }
    </li>
  );
}

/** What those who cared for the person wrote down, in the order of time. */
export async function NoteLines({ notes, noteOf }: { notes: readonly Note[]; noteOf?: NoteOf | undefined }) {
  const t = await getTranslations("record");
  return (
    <Section title={t("notes.title")} id="notes">
      <p className="text-ink-2 text-second">{t("notes.lead")}</p>
      <FoldingList
        rows={notes.map((note) => <NoteLine key={note.line} note={note} noteOf={noteOf} />)}
        most={OPEN}
        more={(count) => t("moreNotes", { count })}
      />
    </Section>
  );
}
