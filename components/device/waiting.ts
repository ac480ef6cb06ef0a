import type { Kept } from "./sealed-store.ts";

/** A form that waits: its fields, how it is called on the screen, and the page on which it was written. */
export type Written = { fields: Record<string, string>; label: string; page: string };
export type Line = Kept<Written>;

/** What became of a form that was sent. Only `there` and `refused` say that the server has read it. */
export type Outcome =
  | { kind: "there"; to: string }
  | { kind: "refused"; text: string }
  | { kind: "away" | "signed-out" | "other-book" };

/** What nobody came back to is forgotten. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Who holds the phone, of a box: all their boxes begin alike. */
export const personOf = (box: string) => box.split(".")[0];

/**
 * What waits in this box, oldest first, and what is to be forgotten: too old, or another person's. What the same person wrote
 * for another book waits until that one is in hand.
 */
export function sortOut(all: readonly Line[], box: string, now: number): { own: Line[]; gone: Line[] } {
  const gone = all.filter((one) => personOf(one.box) !== personOf(box) || one.at <= now - KEPT_MS);
  const own = all.filter((one) => one.box === box && !gone.includes(one)).sort((a, b) => a.at - b.at);
  return { own, gone };
}

/** Reads an answer. What is not in our own words came from something on the way: nobody knows whether the form arrived. */
export function outcomeOf(status: number, said: unknown): Outcome {
  const { to, fault } = (said ?? {}) as { to?: unknown; fault?: unknown };
  if (status === 200 && typeof to === "string" && /^\/(?!\/)/.test(to)) return { kind: "there", to };
  if (typeof fault !== "string") return { kind: "away" };
  if (status === 401) return { kind: "signed-out" };
  if (status === 409) return { kind: "other-book" };
  return status === 422 ? { kind: "refused", text: fault } : { kind: "away" };
}

/** One after another. A refused one holds up nobody; without a network, or signed out, the rest waits too. */
export async function sendInOrder(
  lines: readonly Line[],
  post: (line: Line) => Promise<Outcome>,
  told: (line: Line, came: Outcome) => Promise<void>,
): Promise<void> {
  for (const line of lines) {
    const came = await post(line);
    await told(line, came);
    if (came.kind !== "there" && came.kind !== "refused") return;
  }
}

/** The names that a label stands on: `Huyết áp {systolic}/{diastolic}`. Without them there is nothing to keep. */
export const namesIn = (label: string): string[] =>
  [...label.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

export const labelOf = (label: string, fields: Record<string, string>) =>
  label.replace(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? "");

/** A moment as a field of day and time has it, here. */
export const stampOf = (at: number) => new Date(at + 7 * 60 * 60 * 1000).toISOString().slice(0, 16);
