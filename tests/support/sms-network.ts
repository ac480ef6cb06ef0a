import { type ChildProcess, spawn } from "node:child_process";
import { vi } from "vitest";
import { freePort } from "../../app/_commands/start/ports.ts";

/** A simulated SMS network of one's own test. */
export function smsNetwork() {
  let child: ChildProcess;
  let url = "";
  const play = async (name: string, ms?: number) => {
    const answer = await fetch(`${url}/scenario`, { method: "POST", body: JSON.stringify({ name, ms }) });
    if (!answer.ok) throw new Error(`the simulator does not play ${name}`);
  };
  return {
    url: () => url,
    play,
    /** What went out to a number, the latest first. */
    async sentTo(number: string): Promise<{ key: string; text: string }[]> {
      return (await fetch(`${url}/sent?to=${number}`)).json() as Promise<{ key: string; text: string }[]>;
    },
    async start() {
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const env = { ...process.env, PORT: String(port) };
      child = spawn(process.execPath, ["tests/simulators/sms/server.ts"], { env, stdio: "ignore" });
      await vi.waitFor(() => play("normal"), { timeout: 10_000 });
    },
    stop: () => child.kill(),
  };
}
