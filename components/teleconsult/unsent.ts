/** The one database on the phone: lines that are not sent yet. It is made when there is one, and deleted with the last. */
export const UNSENT = "book-unsent";
const STORE = "lines";
/** What nobody came back to is forgotten. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** The id of what is being written and not sent. */
const DRAFT = "draft";

/** A line that waits on the phone. `box` names the conversation and who holds the phone, unreadably. */
export type Unsent = { id: string; box: string; said: string; photo: Blob | null; at: number };

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store<T>(work: (lines: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(UNSENT, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  const database = await asked(opening);
  // Whoever signs out deletes it, also while another tab holds it.
  database.onversionchange = () => database.close();
  try {
    return await asked(work(database.transaction(STORE, "readwrite").objectStore(STORE)));
  } finally {
    database.close();
  }
}

const exists = async () =>
  (await indexedDB.databases?.().catch(() => []))?.some(({ name }) => name === UNSENT) ?? true;

/** Everything that waits in this box, oldest first; what waits in another's, or too long, is forgotten. */
export async function listUnsent(box: string): Promise<{ lines: Unsent[]; draft: string }> {
  const nothing = { lines: [], draft: "" };
  try {
    if (!(await exists())) return nothing;
    const all = await store<Unsent[]>((lines) => lines.getAll());
    const own = all.filter((one) => one.box === box && one.at > Date.now() - KEPT_MS);
    for (const one of all) if (!own.includes(one)) await store((lines) => lines.delete(one.id));
    if (own.length === 0) forgetUnsent();
    const isDraft = (one: Unsent) => one.id === `${DRAFT} ${box}`;
    return {
      lines: own.filter((one) => !isDraft(one)).sort((a, b) => a.at - b.at),
      draft: own.find(isDraft)?.said ?? "",
    };
  } catch {
    // A browser that keeps nothing (private windows of some) still sends.
    return nothing;
  }
}

/** Keeps a line until it is sent. */
export async function keepUnsent(line: Unsent): Promise<void> {
  await store((lines) => lines.put(line)).catch(() => {});
}

/** Keeps what is being written; nothing when it is empty. */
export async function keepDraft(box: string, said: string): Promise<void> {
  const id = `${DRAFT} ${box}`;
  if (said.trim()) await keepUnsent({ id, box, said, photo: null, at: Date.now() });
  else await dropUnsent(id);
}

/** Forgets a line that was sent, or that its writer gave up. */
export async function dropUnsent(id: string): Promise<void> {
  try {
    if (!(await exists())) return;
    await store((lines) => lines.delete(id));
    if ((await store((lines) => lines.count())) === 0) forgetUnsent();
  } catch {
    // Sent again by its id it counts once.
  }
}

/** Forgets everything that was not sent: at sign-out, and when nothing is left. */
export function forgetUnsent(): void {
  indexedDB.deleteDatabase(UNSENT);
}
