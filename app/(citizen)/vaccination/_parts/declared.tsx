import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { doseWords } from "#components/vaccination/dose-words.ts";
import type { Book } from "#lib/consent/index.ts";
import { listDeclaredDays } from "#lib/correction/index.ts";
import type { WaitingDose } from "#lib/vaccination/index.ts";

/** Where a missing dose is told, under an id of its own: sent twice it is one. */
export const declareAddress = () => `/vaccination/declare/vaccine?case=${crypto.randomUUID()}` as Route;

/** Đang chờ xác nhận: what the person told and no station has compared yet, each leading to its case. */
export async function WaitingSection({ book, waiting }: { book: Book; waiting: readonly WaitingDose[] }) {
  const t = await getTranslations("vaccination.declare");
  const words = await doseWords();
  const days = await listDeclaredDays(book);
  return (
    <Section title={t("waitingTitle")}>
      <ul>
        {waiting.map((one) => (
          <EntryRow
            key={one.doseId}
            title={words.dose(one)}
            href={`/record/corrections/${one.doseId}` as Route}
            tag={<Tag line="dashed">{t("waitingTag")}</Tag>}
          >
            <p>
              {[calendarDay(days.get(one.doseId) ?? one.givenOn ?? ""), one.place].filter(Boolean).join(", ")}
            </p>
            <p>{t("waitingText")}</p>
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}
