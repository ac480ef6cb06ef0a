import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pushText } from "#components/notification/sms-words.ts";
import { openBook } from "#lib/consent/index.ts";
import { endAllSessions, leaveBrowser, noteDevice } from "#lib/identity/sessions.ts";
import {
  chooseSilence,
  climbLadder,
  deliverPush,
  dropPush,
  keepPush,
  listPushBrowsers,
  readMessage,
  sweepPush,
} from "#lib/notification/index.ts";
import { connect } from "#lib/platform/db.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { ladderTurn, tell } from "#tests/support/messages.ts";
import { pushService } from "#tests/support/push-service.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 2 });
const service = pushService();
let endTurn: () => Promise<void>;
beforeAll(async () => {
  await service.start();
  endTurn = await ladderTurn();
}, 120_000);
afterAll(async () => {
  await endTurn();
  service.stop();
  await Promise.all([reach.close(), worker.$client.end()]);
});
afterEach(() => service.play("normal"));

type Person = Awaited<ReturnType<typeof signedIn>>;
const aDevice = () => randomBytes(32).toString("base64url");
const words = "Chrome, Android";
let person: Person;
let device: string;
beforeEach(async () => {
  person = await signedIn(reach);
  device = aDevice();
});

async function subscribed(who: Person = person, at = device) {
  const browser = await service.browser();
  await keepPush(who.ctx, browser, { device: at, words, language: "vi" }, service.access());
  return browser;
}
const browsersOf = async ({ ctx, citizenId }: Person, at: string | null = null) =>
  listPushBrowsers(await openBook(ctx, citizenId, "own-reading", "messages"), at);
const deliveriesOf = ({ citizenId }: Person) => reach.appOwner.$client<{ state: string }[]>`
  select state, attempts from app.deliveries where citizen_id = ${citizenId} and channel = 'push' order by planned_at`;
/** 10:00 in Bình Sơn tomorrow: nobody's quiet hours. */
const noon = new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T03:00:00Z`);
const night = new Date(noon.getTime() + 15 * 3_600_000);
async function work(now = noon) {
  await climbLadder(worker, async () => null, now);
  while (await deliverPush(worker, service.access(), pushText, now));
}

test("a message shows on the lock screen as one that waits, and says nothing of what it tells", async () => {
  const browser = await subscribed();
  await tell(reach, person.citizenId, "book-opened-first", { facility: "Bệnh viện Tâm thần" });
  await work();
  await work();
  const [taken, ...more] = await service.taken(browser);
  expect(more).toEqual([]);
  expect(JSON.parse(taken?.text ?? "")).toEqual({
    title: "Sổ sức khỏe Bình Sơn",
    body: "Bạn có tin mới về người mở sổ. Chạm để mở sổ.",
    group: "openings",
    lang: "vi",
  });
  expect(taken).toMatchObject({ topic: "openings", urgency: "normal", ttl: "86400" });
  expect(await deliveriesOf(person)).toMatchObject([{ state: "sent", attempts: 1 }]);
});

test("quiet hours and silence hold, except for what is about safety", async () => {
  const browser = await subscribed();
  await chooseSilence(person.ctx, { "sms-visits": "on" });
  await tell(reach, person.citizenId, "book-opened-first", { facility: "51000" });
  await tell(reach, person.citizenId, "book-opened-emergency", { facility: "51000", name: "BS. Vinh" });
  await work(night);
  expect((await service.taken(browser)).map(({ topic, urgency }) => [topic, urgency])).toEqual([
    ["safety", "high"],
  ]);
  await work(new Date(night.getTime() + 12 * 3_600_000));
  expect(await service.taken(browser)).toHaveLength(1);
});

test("switched on again, also under a new address, a browser gets what waits for the quiet hours to end", async () => {
  const browser = await subscribed();
  await tell(reach, person.citizenId, "book-opened-first", { facility: "51000" });
  await work(night);
  expect(await service.taken(browser)).toEqual([]);
  const mark = { device, words, language: "vi" };
  await keepPush(person.ctx, browser, mark, service.access());
  const moved = await subscribed();
  expect(await browsersOf(person)).toHaveLength(1);
  await work(new Date(night.getTime() + 12 * 3_600_000));
  expect([await service.taken(browser), await service.taken(moved)]).toMatchObject([
    [],
    [{ topic: "openings" }],
  ]);
});

test("what was read meanwhile, and what was told before, is not pushed", async () => {
  await tell(reach, person.citizenId, "book-opened-first", { facility: "51000" });
  const browser = await subscribed();
  const read = await tell(reach, person.citizenId, "unknown-opening-answered");
  await climbLadder(worker, async () => null, noon);
  await readMessage(await openBook(person.ctx, person.citizenId, "own-reading", "messages"), read);
  await work();
  expect(await service.taken(browser)).toEqual([]);
  expect(await deliveriesOf(person)).toMatchObject([{ state: "not-needed" }]);
});

test("a browser that is gone is forgotten; a service that is down is asked again", async () => {
  const browser = await subscribed();
  await tell(reach, person.citizenId, "book-opened-first", { facility: "51000" });
  await service.play("down");
  await work();
  expect(await deliveriesOf(person)).toMatchObject([{ state: "waiting", attempts: 1 }]);
  await service.play("normal");
  await work(new Date(noon.getTime() + 3 * 60_000));
  expect(await service.taken(browser)).toHaveLength(1);
  await tell(reach, person.citizenId, "unknown-opening-answered");
  await service.play("gone");
  await work(new Date(noon.getTime() + 9 * 60_000));
  expect((await deliveriesOf(person)).map(({ state }) => state)).toEqual(["sent", "refused"]);
  expect(await browsersOf(person)).toEqual([]);
});

test("it ends with the sign-out of that browser, also late, and with the sign-out everywhere", async () => {
  await subscribed();
  expect(await browsersOf(person, device)).toMatchObject([{ words, thisOne: true }]);
  await reach.appOwner.$client`delete from app.sessions where subject_id = ${person.citizenId}`;
  await leaveBrowser(reach.app, person.ctx.actor.token);
  const again = await signedIn(reach);
  expect(await leftOf(person)).toBe(0);
  await subscribed(again);
  await endAllSessions(reach.app, again.ctx.actor.token);
  expect(await leftOf(again)).toBe(0);
});
const leftOf = async ({ citizenId }: Person) =>
  (await reach.appOwner.$client`select 1 from app.push_subscriptions where citizen_id = ${citizenId}`).length;

test("whoever signs in on the same phone is told nothing of the one before, and the one before nothing there", async () => {
  const browser = await subscribed();
  const other = await signedIn(reach);
  await noteDevice(reach.app, { token: person.ctx.actor.token, device, words });
  expect(await leftOf(person)).toBe(1);
  await noteDevice(reach.app, { token: other.ctx.actor.token, device, words });
  expect(await leftOf(person)).toBe(0);
  await tell(reach, person.citizenId, "book-opened-first", { facility: "51000" });
  await work();
  expect(await service.taken(browser)).toEqual([]);
});

test("a stranger takes no browser off, and nobody is reached but through a known push service", async () => {
  const stranger = await signedIn(reach);
  await subscribed();
  const [mine] = await browsersOf(person);
  await dropPush(stranger.ctx, { subscriptionId: mine?.subscriptionId ?? randomUUID() });
  expect(await leftOf(person)).toBe(1);
  expect(await browsersOf(stranger)).toEqual([]);
  const browser = await service.browser();
  const here = { device, words, language: "vi" };
  for (const endpoint of ["http://127.0.0.1:5432/x", "https://169.254.169.254/latest"])
    await expect(
      keepPush(person.ctx, { ...browser, endpoint }, here, service.access()),
    ).rejects.toMatchObject({ reason: "no-push" });
  const keyless = { ...browser, p256dh: `B${"Hd1".repeat(28)}Hc` };
  await expect(keepPush(person.ctx, keyless, here, service.access())).rejects.toMatchObject({
    reason: "no-push",
  });
  await expect(keepPush(person.ctx, browser, here, null)).rejects.toMatchObject({ reason: "no-push" });
  await expect(reach.app.$client`select endpoint from app.push_subscriptions`).rejects.toMatchObject({
    code: "42501",
  });
  await expect(reach.app.$client`select app.claim_push(now())`).rejects.toMatchObject({ code: "42501" });
  await dropPush(person.ctx, { subscriptionId: mine?.subscriptionId ?? "" });
  expect(await leftOf(person)).toBe(0);
});

test("one browser is one subscription, and what nobody came back to is swept", async () => {
  await subscribed();
  await subscribed();
  expect(await leftOf(person)).toBe(1);
  await sweepPush(worker, new Date());
  expect(await leftOf(person)).toBe(1);
  await reach.appOwner
    .$client`update app.push_subscriptions set seen_at = seen_at - interval '181 days' where citizen_id = ${person.citizenId}`;
  await sweepPush(worker, new Date());
  expect(await leftOf(person)).toBe(0);
});
