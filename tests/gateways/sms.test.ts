import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sendSms } from "#lib/gateways/sms/index.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { smsNetwork } from "#tests/support/sms-network.ts";

const network = smsNetwork();
beforeAll(() => network.start());
afterAll(() => network.stop());
afterEach(() => network.play("normal"));

const sms = () => ({ key: randomUUID(), to: "0905000011", text: "Sổ sức khỏe: có tin." });
const keysSent = async () => (await network.sentTo("0905000011")).map(({ key }) => key);

test("an SMS goes out once, however often its key is asked for", async () => {
  const one = sms();
  expect(await sendSms(network.url(), one)).toBe("sent");
  expect(await sendSms(`${network.url()}/`, one)).toBe("sent");
  expect((await keysSent()).filter((key) => key === one.key)).toHaveLength(1);
});

test("a number that the network does not know is refused", async () => {
  expect(await sendSms(network.url(), { ...sms(), to: "0900000000" })).toBe("refused");
  await network.play("refused");
  expect(await sendSms(network.url(), sms())).toBe("refused");
});

test.each(["lost", "slow"])(
  "%s: nobody knows what became of it, and asking again sends no second one",
  async (name) => {
    const one = sms();
    await network.play(name, 1000);
    await expect(sendSms(network.url(), one, 200)).rejects.toBeInstanceOf(GatewayUnavailable);
    await network.play("twice");
    expect(await sendSms(network.url(), one)).toBe("sent");
    expect((await keysSent()).filter((key) => key === one.key)).toHaveLength(1);
  },
);

test.each(["down", "garbage"])("%s: nothing went out, and that is not taken for an answer", async (name) => {
  const one = sms();
  await network.play(name);
  await expect(sendSms(network.url(), one)).rejects.toBeInstanceOf(GatewayUnavailable);
  expect(await keysSent()).not.toContain(one.key);
});

test("a user and a password of the address are shown to the network, in a header", async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization, request.url);
    response.end('{"status":"accepted"}');
  }).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const { port } = server.address() as { port: number };
  expect(await sendSms(`http://book:s%2Fecret@127.0.0.1:${port}/v1`, sms())).toBe("sent");
  server.close();
  expect(seen).toEqual([`Basic ${Buffer.from("book:s/ecret").toString("base64")}`, "/v1/messages"]);
});

test("people can read what went out", async () => {
  await sendSms(network.url(), { ...sms(), text: "Mở sổ <để> đọc." });
  const page = await (await fetch(network.url())).text();
  expect(page).toContain("Mở sổ &lt;để&gt; đọc.");
});
