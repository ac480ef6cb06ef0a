import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { sampleFacilityKey } from "../../../app/_commands/start/keys.ts";
import { bookUrl, dataDir } from "./surroundings.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Files a claim file by the command, under its name, into the book that runs. */
export function fileClaims(name: string, bytes: Buffer): void {
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

/** Sends a claim file to the book that runs as a facility's own system does, and waits until it is filed. */
export async function sendClaims(bytes: Buffer, facility = "51001"): Promise<void> {
  const key = sampleFacilityKey(join(dataDir(), "keys"), facility);
  const headers = { authorization: `Bearer ${key}` };
  const at = `${bookUrl}/api/warehouse/claims`;
  const sent = await fetch(at, { method: "POST", headers, body: new Uint8Array(bytes) });
  expect([200, 202]).toContain(sent.status);
  const { requestId } = (await sent.json()) as { requestId: string };
  // Whoever waits too long at the door is told to ask again.
  const filed = async () => (await fetch(`${at}/${requestId}`, { headers })).status;
  if (sent.status === 202) await expect.poll(filed).toBe(200);
}
