import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { lookUpCard } from "#lib/gateways/bhxh/index.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { isThere } from "#lib/platform/http.ts";
import { cardLookup } from "#tests/support/card-lookup.ts";

const bhxh = cardLookup();
beforeAll(() => bhxh.start());
afterAll(() => bhxh.stop());
afterEach(() => bhxh.play("normal"));

const mau = { cardNumber: "DN4515100000001", name: "Nguyễn Văn Mẫu", birthDate: "1975-05-10" };
const ask = (person: Partial<typeof mau> = {}, waitMs?: number) =>
  lookUpCard(bhxh.url(), { ...mau, ...person }, waitMs);

test("a card is compared with the insurer's own books", async () => {
  expect(
    await ask({ cardNumber: "HT3515100000002", name: "TRẦN THỊ VÍ DỤ", birthDate: "1958-03-20" }),
  ).toEqual({
    outcome: "valid",
    code: "000",
    card: "HT3515100000002",
    validFrom: "2026-01-01",
    validTo: "2030-12-31",
    registeredFacility: expect.stringMatching(/^\d{5}$/),
  });
  expect(await ask({ name: "Nguyễn Văn Mậu" })).toMatchObject({ outcome: "name-differs", validTo: null });
  expect(await ask({ birthDate: "1975-05-11" })).toMatchObject({ outcome: "birth-date-differs" });
  expect((await ask({ birthDate: "1975" })).code).toMatch(/^0[01]0$/);
  expect(await ask({ cardNumber: "DN4515199999999" })).toMatchObject({ outcome: "not-found" });
  expect(await ask({ cardNumber: "XX" })).toMatchObject({ outcome: "not-found", code: "051" });
});

test.each([
  ["valid", "valid", "000"],
  ["expired", "expired", "010"],
  ["replaced", "replaced", "003"],
  ["none", "not-found", "050"],
  ["wrong-name", "name-differs", "060"],
  ["wrong-birth-date", "birth-date-differs", "070"],
  ["revoked", "revoked", "110"],
  ["unlisted", "other", "999"],
])("%s is told as %s", async (scenario, outcome, code) => {
  await bhxh.play(scenario);
  expect(await ask()).toMatchObject({ outcome, code });
});

test("a replaced card names the one that is used now", async () => {
  await bhxh.play("replaced");
  const { card } = await ask();
  expect(card).toMatch(/^DN45151\d{8}$/);
  expect(card).not.toBe(mau.cardNumber);
});

test.each(["down", "garbage"])("%s is no answer", async (scenario) => {
  await bhxh.play(scenario);
  await expect(ask()).rejects.toBeInstanceOf(GatewayUnavailable);
});

test("slow is no answer once the wait is over", async () => {
  await bhxh.play("slow", 2_000);
  await expect(ask({}, 200)).rejects.toBeInstanceOf(GatewayUnavailable);
});

test("nobody there is no answer, and is seen from afar", async () => {
  await expect(lookUpCard("http://127.0.0.1:9", mau)).rejects.toBeInstanceOf(GatewayUnavailable);
  expect(await isThere("http://127.0.0.1:9")).toBe(false);
  expect(await isThere(bhxh.url())).toBe(true);
  await bhxh.play("down");
  expect(await isThere(bhxh.url())).toBe(false);
});
