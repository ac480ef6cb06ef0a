import { drop, keep, listKept, type Unkept } from "#components/device/sealed-store.ts";
import { KEPT_MS, personOf } from "#components/device/waiting.ts";

/** Where lines that are not sent yet wait, sealed. */
const LINES = "lines";
/** The id of what is being written and not sent. */
const DRAFT = "draft";

/** A line that waits on the phone. `box` names the conversation and who holds the phone, unreadably. */
export type Unsent = { id: string; box: string; said: string; photo: Blob | null; at: number };

/**
 * Everything that waits in this box, oldest first. What another person left, or what waits too long, is forgotten; what the
 * same person wrote in another conversation waits until that one is opened.
 */
export async function listUnsent(box: string): Promise<{ lines: Unsent[]; draft: string }> {
  const all = await listKept<string>(LINES);
  const isGone = (one: { box: string; at: number }) =>
    personOf(one.box) !== personOf(box) || one.at <= Date.now() - KEPT_MS;
  for (const one of all) if (isGone(one)) await drop(one.id);
  const own = all.filter((one) => one.box === box && !isGone(one));
  const draft = `${DRAFT} ${box}`;
  return {
    lines: own
      .filter(({ id }) => id !== draft)
      .map(({ id, at, words, file }) => ({ id, box, said: words, photo: file, at })),
    draft: own.find(({ id }) => id === draft)?.words ?? "",
  };
}

/** Keeps a line until it is sent; answers why it cannot. */
export function keepUnsent({ id, box, said, photo, at }: Unsent): Promise<Unkept | null> {
  return keep(LINES, { id, box, at, words: said, file: photo });
}

/** Keeps what is being written; nothing when it is empty. */
export async function keepDraft(box: string, said: string): Promise<void> {
  const id = `${DRAFT} ${box}`;
  if (said.trim()) await keepUnsent({ id, box, said, photo: null, at: Date.now() });
  else await drop(id);
}

/** Forgets a line that was sent, or that its writer gave up. Sent again by its id it counts once. */
export const dropUnsent = drop;
