export {
  type CardWords,
  cardText,
  checkableOf,
  looksLikeCard,
  MOST_BYTES,
  readCardText,
  signedInput,
} from "./text-rules.ts";

/** What a card tells of (mục trên thẻ), in the order in which a rescuer asks. */
export const cardKinds = ["allergy", "blood-group", "illness", "medicine", "contact"] as const;
export type CardKind = (typeof cardKinds)[number];

/** Tự khai, or cơ sở xác nhận. */
export type CardStanding = "self-declared" | "facility-confirmed";

/** Một dòng trên thẻ, as it stood when the card was signed. */
export type CardLine = {
  /** What it is of in the book, so that the same line is known again. */
  id: string;
  kind: CardKind;
  text: string;
  /** A reaction, how a medicine is taken, what a contact is to the owner; left out first where there is no room. */
  detail: string | null;
  /** Of a contact alone. */
  phone: string | null;
  standing: CardStanding;
  /** The facility by its name; null of what a person told, and where a name could tell too much. */
  from: string | null;
  /** The day from which it is, `YYYY-MM-DD`. */
  on: string;
};

/** After so many months a card should be made anew. A parameter of ours: medicines and illnesses change. */
export const ADVISED_MONTHS = 6;
/** So many lines a card has at most. A parameter of ours. */
export const MOST_LINES = 60;

/** The day until which a card of that day should be used. */
export function advisedUntil(issuedOn: string, months = ADVISED_MONTHS): string {
  const [year = 0, month = 1, day = 1] = issuedOn.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** A blood group as everybody writes it; without a word of Rh where it is not known. */
export function bloodGroupText(group: string, rhesus: string | undefined): string {
  if (rhesus !== "positive" && rhesus !== "negative") return group;
  return `${group} Rh${rhesus === "positive" ? "+" : "-"}`;
}

/** A blood group as a facility sent it, `O+` or `O Rh (+)`, written as ours; other words stay as they are. */
export function sentBloodGroup(sent: string): string {
  const [, group, sign] =
    /^\s*(AB|A|B|O)\s*(?:Rh)?\s*\(?\s*([+-])\s*\)?\s*$/i.exec(sent.replace("−", "-")) ?? [];
  return group && sign ? `${group.toUpperCase()} Rh${sign}` : sent.trim();
}

/** Whether two lines tell of different blood groups: then one of them is wrong. */
export const groupsDiffer = (lines: readonly CardLine[]): boolean =>
  new Set(lines.flatMap(({ kind, text }) => (kind === "blood-group" ? [text] : []))).size > 1;

/** The lines of a card in the order of their kinds. */
export const inOrder = (lines: readonly CardLine[]): CardLine[] =>
  cardKinds.flatMap((kind) => lines.filter((line) => line.kind === kind));

/** What has changed in the book since a card was signed: lines that are gone, and lines that say something else. */
export function changedSince(card: readonly CardLine[], now: readonly CardLine[]): CardLine[] {
  const says = ({ text, detail, phone, standing }: CardLine) =>
    JSON.stringify([text, detail, phone, standing]);
  const known = new Map(now.map((line) => [line.id, says(line)]));
  return card.filter((line) => known.get(line.id) !== says(line));
}

/** A telephone number as people read it aloud, on one line: 0914 555 017. */
export const spacedPhone = (phone: string): string =>
  /^0\d{9}$/.test(phone) ? `${phone.slice(0, 4)}\u00a0${phone.slice(4, 7)}\u00a0${phone.slice(7)}` : phone;
