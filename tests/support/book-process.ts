import fs from "node:fs";
import path from "node:path";
import { childEnvironment } from "../../app/_commands/start/environments.ts";
import { bornAt, runs } from "../../app/_commands/start/lock.js";
import { runNode } from "../../app/_commands/start/run.ts";

/** A process as it was when seen. */
export type Process = { pid: number; born: string; command: string };

/** The build that npm test makes before anything else. */
export const BUILD_DIR = ".next-test";

/** Runs `npm start` with these variables and nothing else, to its end; for a start that must be refused. */
export async function refusedStart(values: Record<string, string>): Promise<{ code: number; words: string }> {
  const env = childEnvironment({ BUILD_DIR, ...values });
  const { code, output } = await runNode(["--conditions=react-server", "app/_commands/start/start.ts"], {
    env,
  });
  return { code, words: output.trim() };
}

/** The launcher that holds a data folder. */
export function launcherOf(dataDir: string): number {
  return JSON.parse(fs.readFileSync(path.join(dataDir, "start.lock"), "utf8")).pid;
}

function look(pid: number): { process: Process; parent: number } | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { process: { pid, born: bornAt(pid), command }, parent };
  } catch {
    return undefined;
  }
}

/** A process and everything that it started and that still runs. */
export function familyOf(pid: number): Process[] {
  const all = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name)) ?? []);
  const family = all.filter((one) => one.process.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.process.pid));
  return family.map(({ process: one }) => one);
}

/** The members of the family whose command says so. */
export const membersOf = (launcher: number, command: RegExp): Process[] =>
  familyOf(launcher).filter((one) => command.test(one.command));

/** kill -9, the eldest first. */
export function killAtOnce(processes: readonly Process[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended with the one before.
    }
  }
}

/** Those that still run. */
export const alive = (processes: readonly Process[]): Process[] => processes.filter(runs);
