import fs from "node:fs";
import path from "node:path";
import { EnvironmentProblems } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { readSurroundings } from "./book.ts";
import { Launch } from "./launch.ts";
import { takeDataDir } from "./lifetime.ts";
import { root } from "./root.ts";
import { endRunning } from "./run.ts";
import { say } from "./say.ts";

process.chdir(root);
// A closed terminal must not end the launcher before what it started.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

function explain(error: unknown): void {
  const plain = error instanceof KnownError || error instanceof EnvironmentProblems;
  say(plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
}

async function main(): Promise<number> {
  const env = readSurroundings();
  fs.mkdirSync(path.resolve(env.DATA_DIR), { recursive: true });
  const release = await takeDataDir(env);
  const launch = new Launch(env, process.argv.includes("--dev"));
  let signals = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals === 1) say("Stopping …");
      // Asked twice, whoever asks has no patience left; the keeper still stops Postgres in order.
      if (signals > 2) launch.kill();
      launch.end();
      endRunning();
    });
  }
  let failed = false;
  try {
    await launch.start();
    failed = !(await launch.ended);
  } catch (error) {
    failed = !launch.ending;
    if (failed) explain(error);
  }
  await launch.stop();
  release();
  if (!failed) say("The book is closed.");
  return failed ? 1 : 0;
}

process.exitCode = await main().catch((error) => {
  explain(error);
  return 1;
});
// Whatever still holds a handle has been told to end.
process.exit();
