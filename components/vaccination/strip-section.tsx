import { getTranslations } from "next-intl/server";
import { Section } from "#components/ui/section.tsx";
import type { Strip, StripMark } from "#lib/vaccination/rules.ts";
import { DoseStrip, StripGlyph } from "./dose-strip.tsx";

const kinds = [
  "given",
  "due",
  "reported",
  "waiting",
  "later",
] as const satisfies readonly StripMark["kind"][];

/** Lịch tiêm của trẻ: the picture, and its key in words. */
export async function StripSection({
  strip,
  whose,
}: {
  strip: Strip;
  whose: { whose: string; name: string };
}) {
  const t = await getTranslations("vaccination.strip");
  const marks = strip.rows.flatMap((row) => row.marks);
  const count = (wanted: readonly StripMark["kind"][]) =>
    marks.filter(({ kind }) => wanted.includes(kind)).reduce((sum, { times }) => sum + times, 0);
  const title = t("title", whose);
  return (
    <Section title={title}>
      <DoseStrip
        strip={strip}
        title={title}
        description={t("describe", {
          given: count(["given", "reported", "waiting"]),
          due: count(["due"]),
          later: count(["later"]),
        })}
        months={t("months")}
        birth={t("birth")}
        nameOf={(name) => t(`rows.${name}`)}
      />
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 pt-4 text-second">
        {kinds
          .filter((kind) => count([kind]) > 0)
          .map((kind) => (
            <li
              key={kind}
              className={`flex items-start gap-2 ${kind === "reported" || kind === "waiting" ? "col-span-2" : ""}`}
            >
              <svg
                viewBox="0 0 20 20"
                width="20"
                height="20"
                aria-hidden="true"
                className="mt-[1px] shrink-0"
              >
                <StripGlyph kind={kind} x={10} y={10} />
              </svg>
              {t(`key.${kind}`)}
            </li>
          ))}
      </ul>
      <p className="pt-3 text-ink-2 text-second">{t("note")}</p>
    </Section>
  );
}
