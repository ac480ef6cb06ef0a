import { getTranslations } from "next-intl/server";
import { Qr } from "#components/consent/qr.tsx";
import { calendarDay } from "#components/copy/format.ts";
import { Paper } from "#components/ui/paper.tsx";
import type { EmergencyCard } from "#lib/emergency-card/index.ts";
import { type CardLine, cardKinds, spacedPhone } from "#lib/emergency-card/rules.ts";

/** Where a line comes from and since when, in words. */
export async function sourceOf() {
  const t = await getTranslations("emergencyCard.standing");
  return ({ standing, from, on }: CardLine): string => {
    const day = calendarDay(on);
    if (standing === "self-declared") return t("told", { day });
    return from ? t("confirmed", { facility: from, day }) : t("confirmedUnnamed", { day });
  };
}

function Line({ line, source }: { line: CardLine; source: string }) {
  const allergy = line.kind === "allergy";
  const blood = line.kind === "blood-group";
  return (
    <li className="pb-2">
      <p
        className={`wrap-anywhere ${allergy ? "font-bold text-red text-section" : blood ? "text-section font-bold" : "text-line-title"}`}
      >
        {line.text}
      </p>
      {line.detail ? <p className="wrap-anywhere">{line.detail}</p> : null}
      {line.phone ? (
        <p className="py-1">
          <a
            href={`tel:${line.phone}`}
            className="inline-flex min-h-target items-center text-section text-accent underline underline-offset-4"
          >
            {spacedPhone(line.phone)}
          </a>
        </p>
      ) : null}
      <p className="text-quiet text-small">{source}</p>
    </li>
  );
}

/** The card as a screen: all of it inside its red double frame. */
export async function Card({ card }: { card: EmergencyCard }) {
  const t = await getTranslations("emergencyCard");
  const source = await sourceOf();
  return (
    <Paper tone="red">
      <div className="-mx-2 -mt-2 min-[15rem]:-mx-4 min-[15rem]:-mt-4 bg-red px-2 py-3 text-on-red min-[15rem]:px-4">
        <p>
          <span className="font-bold">Cấp cứu</span> <span lang="en">Emergency</span>
        </p>
      </div>
      <h2 className="pt-4 text-page-title wrap-anywhere">{card.name}</h2>
      <p className="pb-3 text-ink-2">{t("born", { day: calendarDay(card.born) })}</p>
      {cardKinds.map((kind) => {
        const lines = card.lines.filter((line) => line.kind === kind);
        return lines.length > 0 ? (
          <section key={kind} className="border-ink border-t pt-2 pb-1">
            <h3 className="text-ink-2 text-second">{t(`kinds.${kind}`)}</h3>
            <ul>
              {lines.map((line) => (
                <Line key={line.id} line={line} source={source(line)} />
              ))}
            </ul>
          </section>
        ) : null;
      })}
      <div className="border-ink border-t pt-4">
        <Qr text={card.checkable} title={t("qr")} dense />
        <p className="pt-3 text-second">{t("scan")}</p>
        <p className="pt-2 text-ink-2 text-second">
          {t("signed", { day: calendarDay(card.issuedOn), until: calendarDay(card.advisedUntil) })}
        </p>
      </div>
    </Paper>
  );
}
