/** How long a reader waits for a page before they are told: a parameter of ours, longer than any page takes on a busy computer. */
const PATIENCE_MS = 15_000;

/** What the work answers, or an error where it does not in time: a database that takes a question in may never answer it. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
