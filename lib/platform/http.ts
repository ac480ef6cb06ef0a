/** The status with which an address answers within `ms`; null when it does not. Never throws. */
async function statusOf(url: string, ms: number): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ms), cache: "no-store" });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** Whether an address answers with success within `ms`. */
export async function answers(url: string, ms = 2000): Promise<boolean> {
  const status = await statusOf(url, ms);
  return status !== null && status >= 200 && status < 300;
}

/** Whether somebody is there, even if there is nothing to read at this address. */
export async function isThere(url: string, ms = 2000): Promise<boolean> {
  const status = await statusOf(url, ms);
  return status !== null && status < 500;
}
