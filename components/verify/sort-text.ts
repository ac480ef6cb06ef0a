import { looksLikeCard } from "#lib/emergency-card/rules.ts";

/** A paper of the book is a few hundred letters; a certificate, or a file of several, some thousands. */
export const LONGEST_TEXT = 300_000;

/** What was scanned, pasted or opened, sorted by its form alone. */
export type SortedText = { kind: "receipt" | "certificate" | "card" | "unreadable"; text: string };

/** The text that an address carries: in its query (a receipt), or behind its # (a certificate, which no server is told). */
function carriedBy(address: string): string {
  if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) return address;
  const { searchParams, hash } = new URL(address);
  const behind = hash.slice(1);
  try {
    return searchParams.get("text") ?? (behind ? decodeURIComponent(behind) : address);
  } catch {
    return address;
  }
}

/** Whether a compact JWS says that it is packed: a health card does, a paper of the book does not. */
function isPacked(jws: string): boolean {
  try {
    const head = jws.split(".")[0] ?? "";
    return "zip" in JSON.parse(atob(head.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return false;
  }
}

/** Nhận ra giấy gì: whether a text is a certificate of vaccination, a receipt or an emergency card of the book, or none. */
export function sortText(given: string): SortedText {
  if (given.length > LONGEST_TEXT) return { kind: "unreadable", text: "" };
  const text = carriedBy(given.trim());
  if (/^(HC\d:|shc:\/|\{)/i.test(text)) return { kind: "certificate", text };
  if (looksLikeCard(text)) return { kind: "card", text };
  const plain = text.replace(/\s+/g, "");
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(plain)) return { kind: "unreadable", text };
  return { kind: isPacked(plain) ? "certificate" : "receipt", text: plain };
}

/** The numbered parts that are still missing of a health card in several codes (`shc:/2/3/…`); none of a whole one. */
export function missingParts(codes: readonly string[]): number[] {
  const parts = codes.map((code) => /^shc:\/(\d{1,2})\/(\d{1,2})\//i.exec(code) ?? []);
  const of = Math.max(0, ...parts.map(([, , all]) => Number(all ?? 0)));
  const held = new Set(parts.map(([, part]) => Number(part ?? 0)));
  return Array.from({ length: of }, (_, i) => i + 1).filter((part) => !held.has(part));
}
