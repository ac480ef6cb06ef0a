import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dataDir } from "./surroundings.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Files a claim file as its facility sends it, by the command, into the book that runs. */
export function sendClaims(name: string, bytes: Buffer): void {
  const folder = mkdtempSync(join(tmpdir(), "claims-"));
  try {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const command = ["--conditions=react-server", "app/_commands/ingest.ts", file];
    const env = { ...process.env, DATA_DIR: dataDir(), NODE_OPTIONS: "", npm_lifecycle_event: "" };
    const run = spawnSync(process.execPath, command, { cwd: root, env, encoding: "utf8" });
    // 3: something was held, which is what some journeys want.
    if (run.status !== 0 && run.status !== 3) throw new Error(run.stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
