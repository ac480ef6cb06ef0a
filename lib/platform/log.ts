/** Writes one line of JSON to standard error. Never a name, a number or a diagnosis: ids and kinds only. */
export function log(event: string, facts: Record<string, string | number | boolean | undefined> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
}

/** What an unknown error says of itself, without the values of a query. */
export function summaryOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  const cause = error.cause instanceof Error ? ` < ${error.cause.message}` : "";
  return `${error.name}${code}: ${error.message.split("\n")[0]}${cause.split("\n")[0]}`;
}
