import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { noteDevice } from "#lib/identity/sessions.ts";
import { listMessages } from "#lib/notification/index.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

let person: Awaited<ReturnType<typeof signedIn>>;
beforeEach(async () => {
  person = await signedIn(reach);
});
const aDevice = () => randomBytes(32).toString("base64url");
const note = (device: string, token = person.token, words = "Chrome, Android") =>
  noteDevice(reach.app, { token, device, words });
const told = async (one = person) =>
  (await listMessages(await openBook(one.ctx, one.citizenId, "own-reading", "messages"), { most: 10 })).map(
    ({ kind, link, values }) => ({ kind, link, device: values.device }),
  );
const message = { kind: "sign-in-new-device", link: "/me#devices", device: "Chrome, Android" };

test("the first browser is not news; a second one is told, once", async () => {
  const first = aDevice();
  await note(first);
  expect(await told()).toEqual([]);
  const second = aDevice();
  await Promise.all([note(second), note(second), note(second)]);
  await note(first);
  expect(await told()).toEqual([message]);
});

test("on a phone that two people share, the second is told of nothing and nothing joins them", async () => {
  const shared = aDevice();
  const other = await signedIn(reach);
  await note(shared);
  await note(shared, other.token);
  expect(await told(other)).toEqual([]);
  const rows = await reach.appOwner.$client<{ hash: string }[]>`
    select encode(device_hash, 'hex') as hash from app.known_devices where citizen_id = any(${`{${person.citizenId},${other.citizenId}}`}::uuid[])`;
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
});

test("nothing is noted for staff, for a session that ended, or for what is no device; and only the latest are kept", async () => {
  await note(aDevice(), (await staffSignedIn(reach)).token);
  await note(aDevice(), "x".repeat(43));
  await note("short");
  const count = () =>
    reach.appOwner.$client`select from app.known_devices where citizen_id = ${person.citizenId}`;
  expect(await count()).toHaveLength(0);
  for (let i = 0; i < 32; i += 1) await note(aDevice(), person.token, "");
  expect(await count()).toHaveLength(30);
  expect(await reach.app.$client`select 1 as one from app.messages`).toHaveLength(0);
  await expect(reach.app.$client`select from app.known_devices`).rejects.toMatchObject({ code: "42501" });
});
