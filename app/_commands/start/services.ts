import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./root.ts";
import { endWithLauncher, killGroup } from "./run.ts";
import { say } from "./say.ts";

const MANY = 5;
const WITHIN_MS = 60_000;

/** A process that is started again when it dies. */
export type Service = {
  name: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** What of its output is shown; the log has the rest. */
  shows: "all" | "errors" | "nothing";
};

/** Counts the deaths of one service; true when there were too many within a minute. */
export function deathCounter(): () => boolean {
  let deaths: number[] = [];
  return () => {
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < WITHIN_MS), now];
    return deaths.length >= MANY;
  };
}

/** The sentence with which the book stops when a service keeps dying. */
export const gaveUp = (name: string, dataDir: string) =>
  `${name} died ${MANY} times within a minute, so the book stops. Its log: ${path.join(dataDir, "logs")}`;

/** Starts a service and keeps it running until `stop`. */
export function keepServing(service: Service, dataDir: string, giveUp: (sentence: string) => void) {
  const log = path.resolve(dataDir, "logs", `${service.name}.log`);
  fs.mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  fs.rmSync(log, { force: true });
  const tooMany = deathCounter();
  let stopping = false;
  let child = start();

  function start(): ChildProcess {
    const out = fs.openSync(log, "a");
    const started = spawn(process.execPath, [...endWithLauncher, ...service.args], {
      cwd: root,
      env: { ...service.env, LAUNCHER_PID: String(process.pid) },
      // A group of its own: Ctrl-C in a terminal reaches the launcher only, which ends them in order.
      detached: true,
      stdio: ["ignore", service.shows === "all" ? 2 : out, "pipe", "ipc"],
    });
    fs.closeSync(out);
    started.stderr?.setEncoding("utf8").on("data", (text: string) => {
      fs.appendFileSync(log, text);
      if (service.shows !== "nothing") process.stderr.write(text.replace(/^(?=.)/gm, `[${service.name}] `));
    });
    started.once("exit", (code, signal) => died(code, signal));
    return started;
  }

  async function died(code: number | null, signal: NodeJS.Signals | null) {
    if (stopping) return;
    if (child.pid) killGroup(child.pid, "SIGKILL");
    if (tooMany()) return giveUp(gaveUp(service.name, dataDir));
    say(`${service.name} ended unexpectedly (${signal ?? `code ${code}`}); starting it again`);
    await sleep(200);
    if (!stopping) child = start();
  }

  return {
    name: service.name,
    async stop(patience = 6_000): Promise<void> {
      stopping = true;
      const { pid } = child;
      if (!pid) return;
      const gone = new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once("exit", () => resolve());
      });
      killGroup(pid, "SIGTERM");
      await Promise.race([gone, sleep(patience)]);
      killGroup(pid, "SIGKILL");
      await gone;
    },
  };
}

/** Asks an address until it answers as wished. */
export async function untilAnswers(
  urls: readonly string[],
  patience: number,
  stopped: () => boolean,
): Promise<boolean> {
  for (const until = Date.now() + patience; Date.now() < until && !stopped(); await sleep(60)) {
    for (const url of urls) {
      const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000) }).catch(
        () => undefined,
      );
      await answer?.body?.cancel();
      if (answer?.status === 200) return true;
      if (answer?.status !== 404) break;
    }
  }
  return false;
}
