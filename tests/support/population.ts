import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A simulated population database of one's own, with the families of a file. */
export function population(families = "") {
  let child: ChildProcess | undefined;
  let address = "";
  return {
    url: () => address,
    async start(): Promise<void> {
      const port = await freePort();
      address = `http://127.0.0.1:${port}`;
      const env = { ...process.env, PORT: String(port), SAMPLE_FAMILIES: families };
      child = spawn(process.execPath, ["tests/simulators/population/server.ts"], { env, stdio: "ignore" });
      for (let tries = 0; tries < 200; tries += 1) {
        const up = await fetch(`${address}/scenario`).catch(() => null);
        if (up?.ok) return;
        await sleep(50);
      }
      throw new Error("The simulated population database did not start.");
    },
    async play(name: string, more: { ms?: number; of?: string } = {}): Promise<void> {
      await fetch(`${address}/scenario`, { method: "POST", body: JSON.stringify({ name, ...more }) });
    },
    stop(): void {
      child?.kill("SIGTERM");
    },
  };
}
