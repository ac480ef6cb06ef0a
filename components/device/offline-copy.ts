import {
  closeFor,
  type Lock,
  newWriter,
  openWith,
  type Sealed,
  toBytes,
  toText,
  type Writer,
} from "./copy-lock.ts";
import type { CopySheet, SentCopy } from "./copy-sheet.ts";
import { change, drop, keep, listKept, type Unkept } from "./sealed-store.ts";

const SHELF = "copies";
const ID = "copy";
/** After so many wrong PINs the copy is deleted; after the third each waits, twice as long each time. Numbers of ours. */
export const MOST_TRIES = 8;
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
/** After so long it is made anew when a page of the book is read, and asked for at most once in an hour in one language. Numbers of ours. */
const OLD_MS = 6 * 3_600_000;
const ASK_MS = 3_600_000;

/** A copy as the phone keeps it, sealed once more by the phone's own key. */
type Words = {
  copyId: string;
  lock: Lock;
  iv: string;
  closed: string;
  /** By which it is made anew without its lock, and what was made so since it was last opened. */
  writer?: Writer;
  later?: Sealed;
  language?: string;
  madeAt: string;
  lastsUntil: string;
  /** How long it has lain here, by a clock that somebody may have set: what passed is never given back. */
  spentMs: number;
  seenAt: number;
  /** The latest time that clock has shown, and what had been told off by then. */
  latest?: { at: number; spentMs: number };
  /** When and for which language it was last asked for so. */
  asked?: { at: number; language: string | null };
  tries: number;
  waitUntil: number;
};
export type OfflineCopy = Words & { box: string };

async function changeCopy(to: (words: Words) => Words): Promise<OfflineCopy | null> {
  const kept = await change<Words>(ID, to);
  return kept && { ...kept.words, box: kept.box };
}

/** How long it may lie in all, by the server's own times. */
const lastsMs = ({ madeAt, lastsUntil }: Words) => Date.parse(lastsUntil) - Date.parse(madeAt);

/**
 * The time that is told off: what passed since it was last looked at; a clock that was set back takes nothing off. Where it is
 * set right again (an empty battery sets phones back by years), the years that it leaps over never passed.
 */
export function spend<T extends Pick<Words, "spentMs" | "seenAt" | "latest">>(copy: T, now: number): T {
  const latest = copy.latest ?? { at: copy.seenAt, spentMs: copy.spentMs };
  const counted = copy.spentMs + Math.max(0, now - copy.seenAt);
  if (now < latest.at) return { ...copy, spentMs: counted, seenAt: now, latest };
  const spentMs = Math.max(copy.spentMs, Math.min(counted, latest.spentMs + now - latest.at));
  return { ...copy, spentMs, seenAt: now, latest: { at: now, spentMs } };
}

/** How long whoever typed a wrong PIN that often waits. */
export const waitMs = (tries: number) => (tries < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES));

/** The copy as it lies there, where the phone has no room left to note the time that passed. */
async function readCopy(): Promise<OfflineCopy | null> {
  const [kept] = await listKept<Words>(SHELF);
  return kept ? spend({ ...kept.words, box: kept.box }, Date.now()) : null;
}

/** The copy on this phone; one whose time is over is deleted. */
export async function findCopy(): Promise<OfflineCopy | null> {
  const copy = await changeCopy((words) => spend(words, Date.now())).catch(readCopy);
  if (!copy || copy.spentMs < lastsMs(copy)) return copy;
  await forgetCopy();
  return null;
}

export const forgetCopy = () => drop(ID);

const plainOf = (sheet: CopySheet) => new TextEncoder().encode(JSON.stringify(sheet));

/** Of a copy that was just made. */
const unspent = () => ({ spentMs: 0, seenAt: Date.now(), latest: { at: Date.now(), spentMs: 0 } });

type Locked = { copyId: string; lock: Lock; key: CryptoKey };

/** What the server sent, closed under the key of its lock. */
async function closed(
  { sheet, language, madeAt, lastsUntil }: SentCopy,
  { copyId, lock, key }: Locked,
): Promise<Words> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const closed = toText(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plainOf(sheet)));
  const writer = await newWriter(key);
  const fresh = { ...unspent(), tries: 0, waitUntil: 0 };
  return { copyId, lock, iv: toText(iv), closed, writer, language, madeAt, lastsUntil, ...fresh };
}

/** Keeps what the server sent; answers why it cannot. */
export async function keepCopy(sent: SentCopy, locked: Locked): Promise<Unkept | null> {
  const words = await closed(sent, locked);
  return keep<Words>(SHELF, { id: ID, box: sent.box, at: Date.parse(sent.madeAt), words, file: null });
}

/** Keeps it in the place of the one that was opened; where that one has gone or got another lock meanwhile, it stays so. */
export async function remakeCopy(sent: SentCopy, locked: Locked): Promise<boolean> {
  const next = await closed(sent, locked);
  const kept = await changeCopy((words) => (words.lock.salt === locked.lock.salt ? next : words)).catch(
    () => null,
  );
  return kept?.madeAt === sent.madeAt;
}

/** What the copy says; null for a key that does not fit. */
export async function openCopy(copy: OfflineCopy, key: CryptoKey): Promise<CopySheet | null> {
  const { iv, closed, writer, later } = copy;
  try {
    const plain =
      writer && later
        ? await openWith(writer, key, later)
        : await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(closed));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

type Counted = Pick<Words, "tries" | "waitUntil">;
/** What becomes of a copy for which a PIN is typed, and how long they wait first; a clock that was set back waits from now. */
export function tried<T extends Counted>(copy: T, now: number): { copy: T; ms: number } {
  const ms = Math.max(0, Math.min(copy.waitUntil - now, waitMs(copy.tries)));
  const tries = copy.tries + (ms > 0 ? 0 : 1);
  return { copy: { ...copy, tries, waitUntil: now + (ms > 0 ? ms : waitMs(tries)) }, ms };
}

/** What became of asking for a try: counted, or why none may be made. */
export type Try =
  | { kind: "counted"; copy: OfflineCopy }
  | { kind: "wait"; ms: number }
  | { kind: "none" }
  | { kind: "over" }
  | { kind: "unkept" };

/**
 * Counts a try before it is made, in all tabs together, so that leaving the page or opening another gives none back. Nothing
 * is tried that could not be counted.
 */
export async function countTry(): Promise<Try> {
  let waits = 0;
  const count = (words: Words): Words => {
    const { copy, ms } = tried(words, Date.now());
    waits = ms;
    return copy;
  };
  try {
    const copy = await changeCopy(count);
    if (!copy) return { kind: "none" };
    if (waits > 0) return { kind: "wait", ms: waits };
    if (copy.tries <= MOST_TRIES) return { kind: "counted", copy };
  } catch {
    return { kind: "unkept" };
  }
  await forgetCopy();
  return { kind: "over" };
}

/** The right one was typed. */
export const clearTries = () =>
  changeCopy((words) => ({ ...words, tries: 0, waitUntil: 0 })).catch(() => null);

const post = (address: string, copyId: string) =>
  fetch(address, {
    method: "POST",
    body: JSON.stringify({ copyId }),
    headers: { "content-type": "application/json" },
    cache: "no-store",
  });

/**
 * Asks whether the phone may go on keeping it, and deletes it if not: `mine` where its owner is signed in here. Nobody
 * reached, it stays.
 */
export async function askStanding(copy: OfflineCopy): Promise<"ended" | "stands" | "mine"> {
  type Answer = { stands?: boolean; mine?: boolean };
  const answer = await post("/me/offline/stands", copy.copyId)
    .then(async (one): Promise<Answer> => (one.ok ? one.json() : {}))
    .catch((): Answer => ({}));
  if (answer.stands !== false) return answer.mine ? "mine" : "stands";
  await forgetCopy();
  return "ended";
}

/** What the server says of the book now; the fault in a word. */
export async function askSheet(copyId: string): Promise<SentCopy | { fault: string }> {
  try {
    const answer = await post("/me/offline/sheet", copyId);
    return await answer.json();
  } catch {
    return { fault: "away" };
  }
}

/** Whether it is time to make it anew: it is old, or in another language than its reader's now. */
export const isOld = ({ spentMs, language }: Pick<Words, "spentMs" | "language">, reads: string | null) =>
  spentMs >= OLD_MS || (reads !== null && reads !== language);

/**
 * Makes an old copy anew without its lock: what is written so, only whoever has the key of the lock reads. Its owner is
 * signed in; a fault leaves the copy as it is.
 */
export async function renewCopy(copy: OfflineCopy, reads: string | null): Promise<void> {
  const { copyId, writer, asked } = copy;
  const now = Date.now();
  const lately = asked?.language === reads && Math.abs(now - asked.at) < ASK_MS;
  if (!writer || !isOld(copy, reads) || lately) return;
  await changeCopy((words) => ({ ...words, asked: { at: now, language: reads } }));
  const sent = await askSheet(copyId);
  if ("fault" in sent) return sent.fault === "gone" ? forgetCopy() : undefined;
  const { sheet, language, madeAt, lastsUntil } = sent;
  const later = await closeFor(writer, plainOf(sheet));
  const isSame = (words: Words) => words.copyId === copyId && words.writer?.to === writer.to;
  await changeCopy((words) =>
    isSame(words) ? { ...words, later, language, madeAt, lastsUntil, ...unspent() } : words,
  );
}
