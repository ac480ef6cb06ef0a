/** Whether an address answers with success within `ms`. Never throws. */
export async function answers(url: string, ms = 2000): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ms), cache: "no-store" });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
