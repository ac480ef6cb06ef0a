import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import type { CardBox, CardRow } from "#lib/vaccination/rules.ts";
import { doseWords } from "./dose-words.ts";

type Props = { rows: readonly CardRow[]; nameOf: (code: string | null) => string };

/** The mark of who says so, where the paper book has a stamp: a whole line for who gave it, dashed for what was written down later. */
async function Stamp({ box }: { box: Extract<CardBox, { kind: "given" }> }) {
  const t = await getTranslations("vaccination.card");
  const { dose } = box;
  const key =
    dose.declared === "confirmed" ? "confirmed" : dose.standing === "recorded" ? "recorded" : "reported";
  return (
    <p
      className={`mt-1 inline-block rounded-tag border px-1 text-ink-2 text-small ${
        key === "recorded" ? "border-ink" : "border-ink border-dashed"
      }`}
    >
      {t(`stamp.${key}`)}
    </p>
  );
}

async function Box({ box, number, nameOf }: { box: CardBox; number: number; nameOf: Props["nameOf"] }) {
  const t = await getTranslations("vaccination.card");
  const words = await doseWords();
  if (box.kind !== "given")
    return (
      <li
        className={`border-2 border-dashed p-2 ${box.kind === "due" ? "border-amber-line" : "border-edge"}`}
      >
        <p className="text-second">{words.due(box.row)}</p>
        <p className={box.kind === "due" ? "font-semibold text-amber" : "text-ink-2"}>
          {t(box.kind === "due" ? "due" : "later", { day: calendarDay(box.row.recommended) })}
        </p>
      </li>
    );
  const { dose } = box;
  const place = dose.place ?? (dose.placeCode ? nameOf(dose.placeCode) : null);
  return (
    <li className="break-inside-avoid border border-ink p-2">
      <p className="text-ink-2 text-second">{t("nth", { number })}</p>
      <p className="whitespace-nowrap text-line-title">{calendarDay(dose.givenOn)}</p>
      <p className="text-second wrap-anywhere">{words.dose({ ...dose, doseNumber: null })}</p>
      <p className="text-ink-2 text-small wrap-anywhere">
        {[dose.lot ? t("lot", { lot: dose.lot }) : t("noLot"), place].filter(Boolean).join(". ")}
      </p>
      <Stamp box={box} />
    </li>
  );
}

/** Bảng tiêm như sổ giấy: diseases down, doses across; on a phone two boxes to a line, on paper three. */
export async function DoseCard({ rows, nameOf }: Props) {
  const t = await getTranslations("vaccination.strip");
  const words = await doseWords();
  return (
    <div className="@container">
      {rows.map((row) => (
        <div key={row.name ?? row.antigen} className="break-inside-avoid border-ink border-t pt-2 pb-4">
          <h3 className="pb-2 text-line-title">
            {row.name ? t(`rows.${row.name}`) : words.disease(row.antigen)}
          </h3>
          <ol className="grid @max-[14rem]:grid-cols-1 grid-cols-2 gap-2 @min-[26rem]:grid-cols-3 print:grid-cols-3">
            {row.boxes.map((box, at) => (
              <Box
                key={box.kind === "given" ? box.dose.doseId : `${box.row.group} ${box.row.dose}`}
                box={box}
                number={at + 1}
                nameOf={nameOf}
              />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
