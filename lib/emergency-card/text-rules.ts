import type { CardKind, CardLine } from "./rules.ts";

/** What one card says in plain words: as it stands in the QR, above the signature. */
export type CardWords = {
  /** Empty where a picture is to tell nobody's name. */
  name: string;
  bornYear: string;
  lines: readonly CardLine[];
  issuedOn: string;
  advisedUntil: string;
};

/** What a QR of 105 × 105 dots holds with the least correction (ISO/IEC 18004, version 22-L): more is hard to scan from a card. */
export const MOST_BYTES = 1003;
/** Before the signature of a card; what follows is the name of the key and the signature. */
const MARK = "SSKBS2";
const SIGNATURE_BYTES = `\n${MARK}:.`.length + 11 + 86;

const first = "THẺ CẤP CỨU / EMERGENCY CARD";
const labels: Record<CardKind, string> = {
  allergy: "DỊ ỨNG (allergy)",
  "blood-group": "NHÓM MÁU (blood)",
  illness: "BỆNH (illness)",
  medicine: "THUỐC (medicine)",
  contact: "GỌI (call)",
};
const shown: readonly CardKind[] = ["allergy", "blood-group", "illness", "medicine", "contact"];
/** So many allergies go before the one person to call; ours. */
const FIRST_ALLERGIES = 6;

/** What goes in first where not everything fits: some allergies, the blood group, one person to call, then the others. */
export function byUrgency<One extends { kind: CardKind }>(lines: readonly One[]): One[] {
  const of = (kind: CardKind) => lines.filter((line) => line.kind === kind);
  const [allergies, contacts] = [of("allergy"), of("contact")];
  return [
    ...allergies.slice(0, FIRST_ALLERGIES),
    ...of("blood-group"),
    ...contacts.slice(0, 1),
    ...allergies.slice(FIRST_ALLERGIES),
    ...of("illness"),
    ...of("medicine"),
    ...contacts.slice(1),
  ];
}

const bytes = (text: string) => new TextEncoder().encode(text).length;
const plain = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
const dayOf = (on: string) => on.split("-").reverse().join("/");

type Piece = { line: CardLine; detailed: boolean };

function said({ line, detailed }: Piece): string {
  const mark = line.standing === "self-declared" ? "*" : "";
  const more = detailed && line.detail ? ` (${line.detail})` : "";
  // Between two lines stands a semicolon: one that was typed would leave its first half without the mark of who said it.
  const words = `${line.text}${more}`.replaceAll(";", ",");
  return plain(`${words}${line.phone ? ` ${line.phone}` : ""}${mark}`);
}

function compose(card: CardWords, pieces: readonly Piece[], leftOut: number): string {
  const rows = shown.flatMap((kind) => {
    const of = pieces.filter(({ line }) => line.kind === kind).map(said);
    return of.length > 0 ? `${labels[kind]}: ${of.join("; ")}` : [];
  });
  const told = pieces.some(({ line }) => line.standing === "self-declared");
  return [
    first,
    ...(card.name ? [plain(`${card.name}, ${card.bornYear}`)] : []),
    ...rows,
    ...(leftOut > 0 ? [`+ ${leftOut} dòng nữa trên thẻ (more on the card)`] : []),
    ...(told ? ["* tự khai (self-declared)"] : []),
    `Sổ sức khỏe Bình Sơn ký ${dayOf(card.issuedOn)}, nên làm lại trước ${dayOf(card.advisedUntil)}`,
  ].join("\n");
}

/**
 * Chữ trong mã QR: as much of a card as a QR holds, most urgent first; a detail goes before a line does. `leftOut` are the
 * lines for which there was no room, in whole or, `shortened`, in part.
 */
export function cardText(
  card: CardWords,
  most = MOST_BYTES,
): { words: string; leftOut: CardLine[]; shortened: CardLine[] } {
  const room = most - SIGNATURE_BYTES;
  const order = byUrgency(card.lines);
  const fits = (pieces: readonly Piece[]) =>
    bytes(compose(card, pieces, card.lines.length - pieces.length)) <= room;
  // Every line without its detail first, then details as long as there is room.
  const pieces: Piece[] = [];
  for (const line of order) {
    const next = [...pieces, { line, detailed: false }];
    if (fits(next)) pieces.push({ line, detailed: false });
  }
  for (const [at, piece] of pieces.entries()) {
    if (!piece.line.detail) continue;
    if (fits(pieces.with(at, { ...piece, detailed: true }))) pieces[at] = { ...piece, detailed: true };
  }
  const kept = new Set(pieces.map(({ line }) => line));
  return {
    words: compose(card, pieces, card.lines.length - pieces.length),
    leftOut: card.lines.filter((line) => !kept.has(line)),
    shortened: pieces.flatMap(({ line, detailed }) => (line.detail && !detailed ? [line] : [])),
  };
}

/** The whole text of the QR: the words, and the signature in a last line. */
export const checkableOf = (words: string, { kid, signature }: { kid: string; signature: string }): string =>
  `${words}\n${MARK}:${kid}.${signature}`;

/**
 * Reads what was scanned or pasted as a card: its words as they were signed, whatever became of blanks at the ends of lines.
 * Null for anything else. `issuedOn` and `advisedUntil` are what the words say; only a good signature makes them true.
 */
export function readCardText(scanned: string): {
  words: string;
  kid: string;
  signature: string;
  rows: string[];
  issuedOn: string | null;
  advisedUntil: string | null;
} | null {
  const rows = scanned
    .slice(0, 4_000)
    .normalize("NFC")
    .split(/\r\n|\n|\r/)
    .map((row) => row.trim())
    .filter(Boolean);
  const [, kid, signature] = /^SSKBS2:([\w-]{11})\.([\w-]{86})$/.exec(rows.at(-1) ?? "") ?? [];
  if (rows[0] !== first || !kid || !signature) return null;
  const said = rows.slice(0, -1);
  const [, issued, until] =
    /ký (\d{2}\/\d{2}\/\d{4}), nên làm lại trước (\d{2}\/\d{2}\/\d{4})$/.exec(said.at(-1) ?? "") ?? [];
  const asDay = (text: string | undefined) => text?.split("/").reverse().join("-") ?? null;
  return {
    words: said.join("\n"),
    kid,
    signature,
    rows: said,
    issuedOn: asDay(issued),
    advisedUntil: asDay(until),
  };
}

/** Whether a text means to be a card, good or not: by its first line, or by what stands before a signature. */
export const looksLikeCard = (text: string): boolean =>
  text.slice(0, 200).normalize("NFC").trimStart().startsWith(first) || /^SSKBS2:/m.test(text.slice(0, 4_000));

const base64url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** What the signature of a card is over (RFC 7515): the head, which names the key and is not written out, and the words. */
export const signedInput = (words: string, kid: string): string =>
  `${base64url(JSON.stringify({ alg: "ES256", kid }))}.${base64url(words)}`;
