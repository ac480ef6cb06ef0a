/**
 * Ngăn kín: whatever the book keeps on a phone lies here, sealed under a key that this browser made and that no script can
 * read out. It is made when something is kept, and deleted with its last thing. It holds off whoever copies what a browser
 * stores through its own doors; somebody who reads the phone's disk has the key beside the box.
 */
export const DEVICE = "book-device";
const KEYS = "keys";
const THINGS = "things";
/** What releases before this one kept, in clear. */
const IN_CLEAR = "book-unsent";
/** Another tab, or the browser itself, may hold the store for ever; whoever writes does not wait for it that long. */
const PATIENCE_MS = 5_000;

/** Why something could not be kept: no room on the phone, or a browser that keeps nothing (private windows of some). */
export type Unkept = "full" | "refused";
/** A thing as it is opened. `box` names unreadably whose it is. */
export type Kept<T> = { id: string; box: string; at: number; words: T; file: Blob | null };
type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
type Row = { id: string; shelf: string; box: string; at: number; words: Sealed; file: Sealed | null };
/** What the sealed words carry beside a thing's own. */
type Inside = { words: unknown; type: string };

const utf8 = new TextEncoder();

function patient<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("held")), PATIENCE_MS));
  return Promise.race([promise, late]);
}

function opened(): Promise<IDBDatabase> {
  return patient(
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(DEVICE, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(KEYS);
        opening.result.createObjectStore(THINGS, { keyPath: "id" });
      };
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        // Whoever signs out deletes it, also while another tab holds it.
        opening.result.onversionchange = () => opening.result.close();
        resolve(opening.result);
      };
    }),
  );
}

/** One at a time in all tabs: a thing is never sealed while another tab throws its key away. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(DEVICE, work) : work();

/** One piece of work; done when the browser says that it is kept, which a full phone refuses last of all. */
async function run<T>(store: string, mode: IDBTransactionMode, work: (one: IDBObjectStore) => IDBRequest<T>) {
  const database = await opened();
  try {
    return await patient(
      new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(store, mode);
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error ?? request.error);
      }),
    );
  } finally {
    database.close();
  }
}

/** The key of this phone; made by whoever needs it first. */
async function deviceKey(): Promise<CryptoKey> {
  const read = () => run<CryptoKey | undefined>(KEYS, "readonly", (keys) => keys.get("device"));
  const known = await read();
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  // Of two tabs at once the first one's holds.
  await run(KEYS, "readwrite", (keys) => keys.add(made, "device")).catch((error: Error | null) => {
    if (error?.name !== "ConstraintError") throw error;
  });
  return (await read()) ?? Promise.reject(new Error("no key"));
}

/** Bound to where it stands, so that no thing can take another's place. */
const wayOf = ({ shelf, id, box }: Pick<Row, "shelf" | "id" | "box">, iv: BufferSource) => ({
  name: "AES-GCM",
  iv,
  additionalData: utf8.encode(`${shelf}|${id}|${box}`),
});

async function seal(key: CryptoKey, place: Pick<Row, "shelf" | "id" | "box">, bytes: BufferSource) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt(wayOf(place, iv), key, bytes) };
}

const unseal = (key: CryptoKey, row: Row, { iv, bytes }: Sealed) =>
  crypto.subtle.decrypt(wayOf(row, iv), key, bytes);

async function closeRow<T>(key: CryptoKey, shelf: string, thing: Kept<T>): Promise<Row> {
  const place = { shelf, id: thing.id, box: thing.box };
  const inside: Inside = { words: thing.words, type: thing.file?.type ?? "" };
  return {
    ...place,
    at: thing.at,
    words: await seal(key, place, utf8.encode(JSON.stringify(inside))),
    file: thing.file && (await seal(key, place, await thing.file.arrayBuffer())),
  };
}

async function openRow<T>(key: CryptoKey, row: Row): Promise<Kept<T>> {
  const inside: Inside = JSON.parse(new TextDecoder().decode(await unseal(key, row, row.words)));
  const file = row.file && new Blob([await unseal(key, row, row.file)], { type: inside.type });
  return { id: row.id, box: row.box, at: row.at, words: inside.words as T, file };
}

async function exists(): Promise<boolean> {
  // A browser that does not tell is asked by opening.
  return (await indexedDB.databases?.().catch(() => []))?.some(({ name }) => name === DEVICE) ?? true;
}

/** Keeps a thing; answers why not. */
export async function keep<T>(shelf: string, thing: Kept<T>): Promise<Unkept | null> {
  try {
    await alone(() => put(shelf, thing));
    return null;
  } catch (error) {
    await alone(tidy).catch(() => undefined);
    return (error as Error | null)?.name === "QuotaExceededError" ? "full" : "refused";
  }
}

async function put<T>(shelf: string, thing: Kept<T>): Promise<void> {
  const row = await closeRow(await deviceKey(), shelf, thing);
  await run(THINGS, "readwrite", (things) => things.put(row));
}

/**
 * Changes what is kept, read and written as one step in all tabs: what another one wrote meanwhile is read anew, also in a
 * browser without locks. Answers how it stands now, null where there is nothing. Throws where the browser does not write.
 */
export const change = <T>(id: string, to: (words: T) => T): Promise<Kept<T> | null> =>
  alone(() => changed(id, to));

async function changed<T>(id: string, to: (words: T) => T): Promise<Kept<T> | null> {
  if (!(await exists())) return null;
  const row = await run<Row | undefined>(THINGS, "readonly", (things) => things.get(id));
  if (!row) {
    // Somebody signed out meanwhile: asking for it has made an empty store again.
    await tidy();
    return null;
  }
  const key = await deviceKey();
  const thing = await openRow<T>(key, row).catch(() => null);
  if (!thing) return null;
  const next = { ...thing, words: to(thing.words) };
  return (await swap(row, await closeRow(key, row.shelf, next))) ? next : changed(id, to);
}

/** Puts a row in the place of another, if that one still lies there. No two are sealed alike. */
async function swap(old: Row, next: Row): Promise<boolean> {
  const isOld = (row: Row | undefined) => row?.words.iv.join() === old.words.iv.join();
  const found = await run<Row | undefined>(THINGS, "readwrite", (things) => {
    const reading = things.get(old.id);
    reading.onsuccess = () => {
      if (isOld(reading.result)) things.put(next);
    };
    return reading;
  });
  return isOld(found);
}

/** Everything on a shelf, oldest first; what does not open any more is forgotten. Never throws. */
export async function listKept<T>(shelf: string): Promise<Kept<T>[]> {
  try {
    indexedDB.deleteDatabase(IN_CLEAR);
    return await alone(() => list<T>(shelf));
  } catch {
    return [];
  }
}

async function list<T>(shelf: string): Promise<Kept<T>[]> {
  if (!(await exists())) return [];
  const rows = await run<Row[]>(THINGS, "readonly", (things) => things.getAll());
  const own = rows.filter((row) => row.shelf === shelf).sort((a, b) => a.at - b.at);
  if (own.length === 0) return [];
  const key = await deviceKey();
  const kept: Kept<T>[] = [];
  for (const row of own) {
    const one = await openRow<T>(key, row).catch(() => null);
    if (one) kept.push(one);
    else await remove(row.id);
  }
  return kept;
}

/** Forgets one thing, and the store with the last one. Never throws. */
export async function drop(id: string): Promise<void> {
  // A browser that keeps nothing has nothing to forget.
  await alone(() => remove(id)).catch(() => undefined);
}

async function remove(id: string): Promise<void> {
  if (!(await exists())) return;
  await run(THINGS, "readwrite", (things) => things.delete(id));
  await tidy();
}

/** With nothing in it, the store and its key go. */
async function tidy(): Promise<void> {
  if (!(await exists())) return;
  if ((await run(THINGS, "readonly", (things) => things.count())) === 0) await forgetDevice();
}

/**
 * Forgets everything that this phone keeps, with the key. It is asked for at once, so that a page which is being left still
 * does it; answers whether it is gone, or waits for another tab.
 */
export function forgetDevice(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      indexedDB.deleteDatabase(IN_CLEAR);
      const request = indexedDB.deleteDatabase(DEVICE);
      request.onsuccess = () => resolve(true);
      request.onerror = request.onblocked = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}
