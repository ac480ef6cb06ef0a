import fs from "node:fs";
import { type RunOptions, runNode } from "../start/run.ts";
import { say } from "../start/say.ts";

/** What a check came to. */
export type Counts = { passed: number; failed: number };

let total: Counts = { passed: 0, failed: 0 };
let tests = 0;

/** Adds a result, with one line about it, and the output of what failed. */
export function count(
  name: string,
  counts: Counts,
  started: number,
  output: string,
  areTests: boolean,
): void {
  total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  if (areTests) tests += counts.passed + counts.failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const result = areTests ? `${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ""}` : "";
  if (counts.failed) say(`\n${output.trim()}\n`);
  say(`${counts.failed ? "✗" : "✓"} ${name}${result && ` – ${result}`} (${seconds} s)`);
}

/** Runs a check that either passes or not, and counts as one. */
export async function checkOnce(name: string, args: readonly string[], options?: RunOptions): Promise<void> {
  const started = performance.now();
  const { code, output } = await runNode(args, options);
  count(name, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, started, output, false);
}

/** Runs a test runner that leaves a JSON report, and counts its tests. */
export async function checkTests(
  name: string,
  args: readonly string[],
  options: RunOptions & { report: string; read: (report: unknown) => Counts },
): Promise<void> {
  const started = performance.now();
  const { code, output } = await runNode(args, options);
  const counts = fs.existsSync(options.report)
    ? options.read(JSON.parse(fs.readFileSync(options.report, "utf8")))
    : { passed: 0, failed: 0 };
  // A file that does not even load fails without a test of its own.
  const failed = code === 0 ? counts.failed : Math.max(1, counts.failed);
  count(name, { ...counts, failed }, started, output, true);
}

/** Says how it all went, as the last line, and answers the exit code. */
export function conclude(): number {
  if (tests === 0) say("No test ran.");
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed || tests === 0 ? 1 : 0;
}
