import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root } from "./root.ts";

/** Node's flags for a child that ends with its launcher. */
export const endWithLauncher = [
  "--import",
  new URL("./end-with-launcher.js", import.meta.url).href,
  // next-auth's parser of addresses is an old one, which Node names on every start.
  "--disable-warning=DEP0169",
];

const running = new Set<number>();

/** What came of a program that ran to its end. */
export type Ended = { code: number; output: string };

/** How a program is to run: `show` sends its output to standard error as it comes. */
export type RunOptions = { env?: NodeJS.ProcessEnv; show?: boolean };

/** Runs a Node program to its end. */
export function runNode(
  args: readonly string[],
  { env = process.env, show = false }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...endWithLauncher, ...args], {
      cwd: root,
      env: { ...env, LAUNCHER_PID: String(process.pid) },
      // A group of its own: next build has workers, and Ctrl-C is passed on in order.
      detached: true,
      stdio: ["ignore", show ? 2 : "pipe", show ? 2 : "pipe", "ipc"],
    });
    const { pid } = child;
    if (pid) running.add(pid);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (pid) running.delete(pid);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Ends whatever `runNode` still runs. */
export function endRunning(): void {
  for (const pid of running) killGroup(pid, "SIGTERM");
}

/** Signals a child and its own children. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

/** The file of a package's program. */
export function programOf(path: string): string {
  return fileURLToPath(new URL(`../../../node_modules/${path}`, import.meta.url));
}
