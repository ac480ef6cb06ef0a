/** A line for people; machines read standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Does one step of a longer way and says how long it took; `note` adds what is worth knowing of its result. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  note: (result: T) => string = () => "",
): Promise<T> {
  const started = performance.now();
  const result = await work();
  const extra = note(result);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`✓ ${name}${extra && ` – ${extra}`} (${seconds} s)`);
  return result;
}
