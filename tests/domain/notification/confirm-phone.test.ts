import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import {
  confirmPhone,
  findPhone,
  findPhoneInQuestion,
  forgetPhone,
  sendPhoneCode,
} from "#lib/notification/index.ts";
import { GatewayUnavailable, NotFound, Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { aNumber } from "#tests/support/messages.ts";
import { smsNetwork } from "#tests/support/sms-network.ts";

const reach = reachOf();
const network = smsNetwork();
beforeAll(() => network.start());
afterAll(async () => {
  network.stop();
  await reach.close();
});
afterEach(() => network.play("normal"));

let person: Awaited<ReturnType<typeof signedIn>>;
let number: string;
beforeEach(async () => {
  person = await signedIn(reach);
  number = aNumber();
});
const bookOf = (one = person) => openBook(one.ctx, one.citizenId, "own-reading", "messages");
const ask = (typed = number, one = person) =>
  sendPhoneCode(one.ctx, { number: typed }, ({ code }) => `mã ${code}`, network.url());
const codeAt = async (to = number) => (await network.sentTo(to))[0]?.text.slice(3) ?? "";
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("a number is used once the code that went there came back; the same code works once", async () => {
  await ask(`+84 ${number.slice(1)}`);
  expect(await findPhone(await bookOf())).toBeNull();
  expect(await findPhoneInQuestion(await bookOf())).toBe(number);
  const code = await codeAt();
  await confirmPhone(person.ctx, { code: `${code.slice(0, 3)} ${code.slice(3)}` }, "en");
  expect(await findPhone(await bookOf())).toMatchObject({
    number,
    confirmedAt: expect.any(Date),
    doubted: null,
  });
  await expect(confirmPhone(person.ctx, { code }, "vi")).rejects.toEqual(new Refused("code-ended"));
  expect(await findPhoneInQuestion(await bookOf())).toBeNull();
});

test("the number before goes on until another is confirmed, and confirming ends a doubt", async () => {
  await ask();
  await confirmPhone(person.ctx, { code: await codeAt() }, "vi");
  await reach.appOwner
    .$client`update app.phones set doubted_because = 'wrong-number' where citizen_id = ${person.citizenId}`;
  const next = aNumber();
  await ask(next);
  expect(await findPhone(await bookOf())).toMatchObject({ number, doubted: "wrong-number" });
  await confirmPhone(person.ctx, { code: await codeAt(next) }, "vi");
  expect(await findPhone(await bookOf())).toMatchObject({ number: next, doubted: null });
});

test("five wrong codes end it, the right one too late", async () => {
  await ask();
  const code = await codeAt();
  for (let i = 0; i < 4; i += 1)
    await expect(confirmPhone(person.ctx, { code: wrongFor(code) }, "vi")).rejects.toEqual(
      new Refused("code-wrong"),
    );
  await expect(confirmPhone(person.ctx, { code: wrongFor(code) }, "vi")).rejects.toEqual(
    new Refused("code-ended"),
  );
  await expect(confirmPhone(person.ctx, { code }, "vi")).rejects.toEqual(new Refused("code-ended"));
  await expect(confirmPhone(person.ctx, { code: "12" }, "vi")).rejects.toEqual(new Refused("code-short"));
});

test("a code of somebody else is nobody else's, and the code itself is kept nowhere", async () => {
  await ask();
  const code = await codeAt();
  const stranger = await signedIn(reach);
  await expect(confirmPhone(stranger.ctx, { code }, "vi")).rejects.toEqual(new Refused("code-ended"));
  const [row] = await reach.appOwner
    .$client`select c::text as whole from app.codes c where citizen_id = ${person.citizenId}`;
  expect(row?.whole).not.toContain(code);
  expect(await reach.app.$client`select from app.phones`).toHaveLength(0);
  await expect(reach.app.$client`select from app.codes`).rejects.toMatchObject({ code: "42501" });
});

test("what cannot be a number is refused, and so is one that the network does not know", async () => {
  await expect(ask("12345")).rejects.toEqual(new Refused("not-a-number"));
  await expect(ask("0900000000")).rejects.toEqual(new Refused("number-refused"));
  await network.play("down");
  await expect(ask()).rejects.toBeInstanceOf(GatewayUnavailable);
});

test("nobody is flooded with codes: five an hour to a person, ten a day to a number", async () => {
  for (let i = 0; i < 5; i += 1) await ask();
  await expect(ask()).rejects.toEqual(new Refused("too-many-codes"));
  const second = await signedIn(reach);
  for (let i = 0; i < 5; i += 1) await ask(number, second);
  await expect(ask(number, await signedIn(reach))).rejects.toEqual(new Refused("too-many-codes"));
  expect(await network.sentTo(number)).toHaveLength(10);
});

test("a number can be taken back", async () => {
  await ask();
  await confirmPhone(person.ctx, { code: await codeAt() }, "vi");
  await forgetPhone(person.ctx, {});
  expect(await findPhone(await bookOf())).toBeNull();
  await expect(forgetPhone(person.ctx, {})).rejects.toBeInstanceOf(NotFound);
});
