import { type ChildProcess, spawn } from "node:child_process";
import { vi } from "vitest";
import { freePort } from "../../app/_commands/start/ports.ts";

/** A simulated card look-up of one's own test; knows the cards of drizzle/seed/claims. */
export function cardLookup() {
  let child: ChildProcess;
  let url = "";
  const play = async (name: string, ms?: number) => {
    const answer = await fetch(`${url}/scenario`, { method: "POST", body: JSON.stringify({ name, ms }) });
    if (!answer.ok) throw new Error(`the simulator does not play ${name}`);
  };
  return {
    url: () => url,
    play,
    async start() {
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const env = { ...process.env, PORT: String(port), SAMPLE_CLAIMS: "drizzle/seed/claims" };
      child = spawn("node", ["tests/simulators/bhxh/server.ts"], { env, stdio: "ignore" });
      await vi.waitFor(() => play("normal"), { timeout: 10_000 });
    },
    stop: () => child.kill(),
  };
}
