import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { freePort } from "../../app/_commands/start/ports.ts";
import type { Terminal } from "../../lib/gateways/vnpay/index.ts";

type Told = {
  reference: string;
  amountVnd: number;
  number: string;
  ending: string | null;
  refunds: { type: string; amount: number; number: string; status: string }[];
  notices: { at: string; url: string; answer: string }[];
};

/** A simulated VNPay of one's own test. IPNs go to `hear`, which answers for the shop. */
export function simulatedVnpay(hear: (query: string) => Promise<unknown> | unknown) {
  let child: ChildProcess;
  let shop: Server;
  let url = "";
  // A terminal of its own: what one test file reconciles is not another's.
  const code = randomBytes(4).toString("hex").toUpperCase();
  const secret = "sample-vnpay-secret-of-tests-0001";
  const play = async (name: string, more: { ms?: number; fiveMinutesMs?: number } = {}) => {
    const answer = await fetch(`${url}/scenario`, {
      method: "POST",
      body: JSON.stringify({ name, ...more }),
    });
    if (!answer.ok) throw new Error(`the simulator does not play ${name}`);
  };
  return {
    play,
    secret,
    url: () => url,
    terminal: (): Terminal => ({
      code,
      secrets: [secret],
      payUrl: `${url}/paymentv2/vpcpay.html`,
      apiUrl: `${url}/merchant_webapi/api/transaction`,
    }),
    /** Opens the pay page and pays there; answers where the payer is sent back to. */
    async pay(address: string, form: Record<string, string> = {}): Promise<string> {
      const page = await fetch(address, { redirect: "manual" });
      if (page.status !== 200) return page.headers.get("location") ?? "";
      const reference = new URL(address).searchParams.get("vnp_TxnRef") ?? "";
      const body = new URLSearchParams({ reference, bank: "NCB", otp: "123456", ...form });
      const paid = await fetch(`${url}/paymentv2/pay`, { method: "POST", body, redirect: "manual" });
      return paid.headers.get("location") ?? "";
    },
    async told(reference: string): Promise<Told | undefined> {
      const all: Told[] = await (await fetch(`${url}/payments`)).json();
      return all.find((payment) => payment.reference === reference);
    },
    async start() {
      shop = createServer(async (request, response) => {
        const query = new URL(request.url ?? "/", "http://shop").search.slice(1);
        try {
          response.end(JSON.stringify(await hear(query)));
        } catch (error) {
          response.writeHead(500).end(String(error));
        }
      });
      await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const env = {
        ...process.env,
        PORT: String(port),
        VNPAY_TMN_CODE: code,
        VNPAY_HASH_SECRET: secret,
        IPN_URL: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/ipn`,
        FIVE_MINUTES_MS: "100",
      };
      child = spawn(process.execPath, ["tests/simulators/vnpay/server.ts"], { env, stdio: "ignore" });
      await vi.waitFor(() => play("normal"), { timeout: 10_000 });
    },
    stop() {
      child.kill();
      shop.close();
    },
  };
}
