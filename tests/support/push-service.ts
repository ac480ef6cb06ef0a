import { type ChildProcess, spawn } from "node:child_process";
import { vi } from "vitest";
import type { PushAccess } from "#lib/platform/env.ts";
import { newP256, rawPoint } from "#lib/platform/p256.ts";
import { freePort } from "../../app/_commands/start/ports.ts";

type Taken = { text: string; ttl: string; urgency: string; topic: string; key: string; subject: string };

function newAccess(origin: string): PushAccess {
  const secret = Buffer.from(newP256(), "hex");
  return {
    publicKey: rawPoint(secret).toString("base64url"),
    privateKey: secret.toString("base64url"),
    subject: "mailto:so-suc-khoe@example.invalid",
    alsoAt: [origin],
  };
}

/** A simulated push service of one's own test, and a book's access to it. */
export function pushService() {
  let child: ChildProcess;
  let url = "";
  let access: PushAccess;
  const play = async (name: string, ms?: number) => {
    const answer = await fetch(`${url}/scenario`, { method: "POST", body: JSON.stringify({ name, ms }) });
    if (!answer.ok) throw new Error(`the simulator does not play ${name}`);
  };
  return {
    access: () => access,
    play,
    /** A browser as `pushManager.subscribe` answers it. */
    async browser(): Promise<{ endpoint: string; p256dh: string; auth: string }> {
      const answer = await fetch(`${url}/subscriptions`, { method: "POST" });
      const { endpoint, keys } = (await answer.json()) as {
        endpoint: string;
        keys: { p256dh: string; auth: string };
      };
      return { endpoint, ...keys };
    },
    /** What arrived for a browser, opened with its keys. */
    async taken({ endpoint }: { endpoint: string }): Promise<Taken[]> {
      return (await fetch(endpoint.replace("/push/", "/taken/"))).json() as Promise<Taken[]>;
    },
    async start() {
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      access = newAccess(url);
      const env = { ...process.env, PORT: String(port) };
      child = spawn(process.execPath, ["tests/simulators/push/server.ts"], { env, stdio: "ignore" });
      await vi.waitFor(() => play("normal"), { timeout: 10_000 });
    },
    stop: () => child.kill(),
  };
}
