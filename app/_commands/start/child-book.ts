import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { KnownError } from "../../../lib/platform/errors.ts";
import { childEnvironment } from "./environments.ts";
import { freePort } from "./ports.ts";
import { type Ready, readReady } from "./ready.ts";
import { root } from "./root.ts";
import { endWithLauncher } from "./run.ts";

/** A book that a check or a measurement starts for itself: what it is given beside a folder and a build of its own. */
export type ChildBookWish = { dataDir: string; buildDir: string; extra?: Record<string, string> };

/** The environment of such a book; nothing of ours or of the .env file reaches it. */
export async function childBookEnvironment({
  dataDir,
  buildDir,
  extra,
}: ChildBookWish): Promise<NodeJS.ProcessEnv> {
  const own = {
    ...{ BOOK_MODE: "sample", PORT: String(await freePort()), DATA_DIR: dataDir, BUILD_DIR: buildDir },
    // Enough to meet some of them; the rest would only make every check wait.
    SAMPLE_CITIZENS: "12",
  };
  return childEnvironment({ ...own, ...extra });
}

/** Starts a book as `npm start` does and waits until it is ready. */
export async function startChildBook(env: NodeJS.ProcessEnv) {
  const dataDir = String(env.DATA_DIR);
  fs.mkdirSync(path.join(dataDir, "logs"), { recursive: true });
  const log = path.join(dataDir, "logs/start.log");
  const out = fs.openSync(log, "a");
  const child = spawn(
    process.execPath,
    [...endWithLauncher, "--conditions=react-server", "app/_commands/start/start.ts"],
    {
      cwd: root,
      env: { ...env, LAUNCHER_PID: String(process.pid) },
      detached: true,
      stdio: ["ignore", out, out, "ipc"],
    },
  );
  fs.closeSync(out);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const running = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (running()) child.kill("SIGTERM");
    await Promise.race([gone, sleep(30_000, undefined, { ref: false })]);
    if (running()) child.kill("SIGKILL");
  };
  const ready = async (): Promise<Ready> => {
    for (; running(); await sleep(100)) {
      const found = readReady(dataDir);
      if (found) return found;
    }
    throw new KnownError(`The book did not start:\n${fs.readFileSync(log, "utf8").trim()}`);
  };
  return { ready, stop, log };
}
