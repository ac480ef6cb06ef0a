import { type Lock, toBytes, toText } from "./copy-lock.ts";
import type { CopyLook, CopySheet, SentCopy } from "./copy-sheet.ts";
import { drop, keep, listKept, type Unkept } from "./sealed-store.ts";

const SHELF = "copies";
const ID = "copy";
/** After so many wrong PINs the copy is deleted; after the third each waits, twice as long each time. Numbers of ours. */
export const MOST_TRIES = 8;
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;

/** A copy as the phone keeps it, sealed once more by the phone's own key. */
type Words = {
  copyId: string;
  lock: Lock;
  look: CopyLook;
  iv: string;
  closed: string;
  madeAt: string;
  lastsUntil: string;
  /** How long it has lain here, by a clock that somebody may have set: what passed is never given back. */
  spentMs: number;
  seenAt: number;
  tries: number;
  waitUntil: number;
};
export type OfflineCopy = Words & { box: string };

const save = ({ box, ...words }: OfflineCopy) =>
  keep<Words>(SHELF, { id: ID, box, at: Date.parse(words.madeAt), words, file: null });

/** How long it may lie in all, by the server's own times. */
const lastsMs = ({ madeAt, lastsUntil }: Words) => Date.parse(lastsUntil) - Date.parse(madeAt);

/** The time that is told off: what passed since it was last looked at; a clock that was set back takes nothing off. */
export function spend<T extends Pick<Words, "spentMs" | "seenAt">>(copy: T, now: number): T {
  return { ...copy, spentMs: copy.spentMs + Math.max(0, now - copy.seenAt), seenAt: now };
}

/** How long whoever typed a wrong PIN that often waits. */
export const waitMs = (tries: number) => (tries < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES));

/**
 * The copy on this phone; one whose time is over is deleted. Only a page notes the time that passed: the worker, which looks
 * while somebody types a PIN, would write over the tries that were counted meanwhile.
 */
export async function findCopy({ notes = true } = {}): Promise<OfflineCopy | null> {
  const [kept] = await listKept<Words>(SHELF);
  if (!kept) return null;
  const copy = spend({ ...kept.words, box: kept.box }, Date.now());
  if (copy.spentMs >= lastsMs(copy)) {
    await forgetCopy();
    return null;
  }
  if (notes) await save(copy);
  return copy;
}

export const forgetCopy = () => drop(ID);

/** Closes what the server sent under the key of its lock, and keeps it; answers why it cannot. */
export async function keepCopy(
  { sheet, look, box, madeAt, lastsUntil }: SentCopy,
  { copyId, lock, key }: { copyId: string; lock: Lock; key: CryptoKey },
): Promise<Unkept | null> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(sheet));
  const closed = toText(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  const fresh = { spentMs: 0, seenAt: Date.now(), tries: 0, waitUntil: 0 };
  return save({ copyId, lock, look, iv: toText(iv), closed, madeAt, lastsUntil, box, ...fresh });
}

/** What the copy says; null for a key that does not fit. */
export async function openCopy({ iv, closed }: OfflineCopy, key: CryptoKey): Promise<CopySheet | null> {
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(closed));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

/** Counts a try before it is made, so that leaving the page gives none back. */
export async function countTry(copy: OfflineCopy): Promise<OfflineCopy> {
  const tries = copy.tries + 1;
  const counted = { ...copy, tries, waitUntil: Date.now() + waitMs(tries) };
  await save(counted);
  return counted;
}

/** The right one was typed. */
export const clearTries = (copy: OfflineCopy) => save({ ...copy, tries: 0, waitUntil: 0 });

const post = (address: string, copyId: string) =>
  fetch(address, {
    method: "POST",
    body: JSON.stringify({ copyId }),
    headers: { "content-type": "application/json" },
    cache: "no-store",
  });

/** Asks whether the phone may go on keeping it, and deletes it if not. Nobody reached, it stays. */
export async function askStanding(copy: OfflineCopy): Promise<boolean> {
  const answer = await post("/me/offline/stands", copy.copyId)
    .then(async (one): Promise<{ stands?: boolean }> => (one.ok ? one.json() : {}))
    .catch((): { stands?: boolean } => ({}));
  if (answer.stands !== false) return true;
  await forgetCopy();
  return false;
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
