import { calendarDay } from "#components/copy/format.ts";
import { copy, type Locale } from "#components/copy/index.ts";
import type { CardSheet, EmergencyCard } from "#lib/emergency-card/index.ts";
import { type CardLine, cardKinds, spacedPhone } from "#lib/emergency-card/rules.ts";

const both = (of: (words: (typeof copy)[Locale]["emergencyCard"]) => string): [string, string] => [
  of(copy.vi.emergencyCard),
  of(copy.en.emergencyCard),
];
const joined = (pair: readonly [string, string]) => pair.join(" · ");
const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

/** What a line says in one piece: its detail behind it, a number as people read it. */
export const wordsOfLine = ({ text, detail, phone }: CardLine): string =>
  [detail ? `${text} (${detail})` : text, phone ? spacedPhone(phone) : ""].filter(Boolean).join(" ");

/**
 * A card on paper or on a lock screen, in both languages at once: a rescuer from elsewhere reads it too. `lines` are those that
 * stand on it, `checkable` what its QR carries.
 */
export function cardSheet(
  card: EmergencyCard,
  o: { lines: readonly CardLine[]; named: boolean; checkable: string },
): CardSheet {
  const year = card.born.slice(0, 4);
  const on = { day: calendarDay(card.issuedOn), until: calendarDay(card.advisedUntil) };
  return {
    head: both(({ head }) => head),
    name: o.named ? card.name : null,
    born: o.named ? joined(both(({ born }) => fill(born, { day: year }))) : null,
    groups: cardKinds.flatMap((kind) => {
      const lines = o.lines.filter((line) => line.kind === kind);
      if (lines.length === 0) return [];
      return {
        kind,
        label: joined(both(({ kinds }) => kinds[kind])),
        lines: lines.map((line) => ({
          text: wordsOfLine(line),
          short: wordsOfLine({ ...line, detail: null }),
          told: line.standing === "self-declared",
        })),
      };
    }),
    legend: o.lines.some(({ standing }) => standing === "self-declared")
      ? `* ${joined(both(({ legend }) => legend))}`
      : null,
    qr: {
      text: o.checkable,
      title: both(({ qr }) => qr).join(", "),
      saying: both(({ scan }) => scan).join(" "),
    },
    issued: fill(copy.vi.emergencyCard.signed, on),
    more: (count) => joined(both(({ more }) => fill(more, { count }))),
  };
}
