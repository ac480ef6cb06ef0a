import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkFormat, checkTypes, checkVitest } from "./checks/checks.ts";
import { conclude } from "./checks/tally.ts";
import { root } from "./start/root.ts";
import { endRunning } from "./start/run.ts";

process.chdir(root);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-check-"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, endRunning);
try {
  await Promise.all([
    checkFormat().then(() => checkVitest("Rules and architecture", "unit", folder)),
    checkTypes(".next-test"),
  ]);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(conclude());
