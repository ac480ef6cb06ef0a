import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sendPush } from "#lib/gateways/web-push/index.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { pushService } from "#tests/support/push-service.ts";
import { openMessage } from "../simulators/push/open-message.ts";

const service = pushService();
beforeAll(() => service.start());
afterAll(() => service.stop());
afterEach(() => service.play("normal"));

const push = {
  payload: '{"title":"Sổ","body":"Có tin"}',
  topic: "visits",
  urgency: "normal",
  lasts: 3600,
} as const;
const bytes = (text: string) => Buffer.from(text, "base64url");
async function browser() {
  const made = await service.browser();
  return { ...made, p256dh: bytes(made.p256dh), auth: bytes(made.auth) };
}

// RFC 8291, section 5 and appendix A: https://www.rfc-editor.org/rfc/rfc8291
test("the simulator opens the example of the standard", () => {
  const keys = {
    secret: bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
    p256dh: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
    auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
  };
  const body = bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
  expect(openMessage(body, keys)).toBe("When I grow up, I want to be a watermelon");
  expect(() => openMessage(body, { ...keys, auth: Buffer.alloc(16) })).toThrow();
});

test("a message arrives closed for its browser and signed as ours, with its topic and how long it lasts", async () => {
  const to = await browser();
  expect(await sendPush(service.access(), to, push)).toBe("sent");
  expect(await service.taken(to)).toEqual([
    {
      text: push.payload,
      ttl: "3600",
      urgency: "normal",
      topic: "visits",
      key: service.access().publicKey,
      subject: service.access().subject,
    },
  ]);
});

test("a browser that is gone, and one that takes nothing of ours, are told apart", async () => {
  const to = await browser();
  await service.play("gone");
  expect(await sendPush(service.access(), to, push)).toBe("gone");
  await service.play("refused");
  expect(await sendPush(service.access(), to, push)).toBe("refused");
  expect(await sendPush({ ...service.access(), alsoAt: [] }, to, push)).toBe("refused");
  const keyless = { ...to, p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]) };
  expect(await sendPush(service.access(), keyless, push)).toBe("gone");
  expect(await service.taken(to)).toEqual([]);
});

test.each(["busy", "down", "lost", "slow"])("%s: it may go later", async (name) => {
  const to = await browser();
  await service.play(name, 1000);
  await expect(sendPush(service.access(), to, push, 300)).rejects.toBeInstanceOf(GatewayUnavailable);
});
