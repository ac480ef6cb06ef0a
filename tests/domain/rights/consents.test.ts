import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { recentlySignedIn } from "#lib/identity/index.ts";
import { noteAuthentication } from "#lib/identity/sessions.ts";
import { beginReading, noteSeen } from "#lib/record/index.ts";
import { giveConsent, listConsentActs, listConsents, withdrawConsent } from "#lib/rights/index.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

const bookOf = (who: Awaited<ReturnType<typeof signedIn>>) =>
  openBook(who.ctx, who.citizenId, "own-reading", "consents");
const marks = async (who: Awaited<ReturnType<typeof signedIn>>) =>
  (await listConsents(await bookOf(who))).find((one) => one.purpose === "new-marks");

test("a wording carries its own hash, and nobody changes or takes it away", async () => {
  const owner = reach.appOwner.$client;
  const rows =
    await owner`select purpose, text_hash = sha256(convert_to(words::text, 'UTF8')) as own from app.consent_texts`;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.own)).toBe(true);
  await expect(owner`update app.consent_texts set version = 9`).rejects.toThrow(/append-only/);
  await expect(owner`delete from app.consent_acts`).rejects.toThrow(/append-only/);
});

test("a person stops what is done with their data, and it stops in the same moment", async () => {
  const who = await signedIn(reach);
  expect(await marks(who)).toMatchObject({ given: true, at: null, basis: "objection" });
  const cover = await openBook(who.ctx, who.citizenId, "own-reading", "cover");
  const encounter = crypto.randomUUID();
  const before = await beginReading(cover);
  await noteSeen(cover, encounter);
  const kept = () =>
    reach.appOwner.$client`select 1 from app.seen_encounters where citizen_id = ${who.citizenId}`;
  expect(await kept()).toHaveLength(1);

  await withdrawConsent(who.ctx, { purpose: "new-marks" });
  await withdrawConsent(who.ctx, { purpose: "new-marks" });
  expect(await kept()).toHaveLength(0);
  await noteSeen(cover, encounter);
  expect(await kept()).toHaveLength(0);
  expect((await beginReading(cover)).getTime()).toBeGreaterThan(before.getTime());
  expect(await marks(who)).toMatchObject({ given: false });

  const version = (await marks(who))?.version ?? 0;
  await expect(giveConsent(who.ctx, { purpose: "new-marks", version: version + 1 })).rejects.toThrow(
    "text-changed",
  );
  await giveConsent(who.ctx, { purpose: "new-marks", version });
  await noteSeen(cover, encounter);
  expect(await kept()).toHaveLength(1);

  const acts = await listConsentActs(await bookOf(who));
  expect(acts.map(({ act }) => act)).toEqual(["given", "withdrawn"]);
  const [trace] = await reach.appOwner.$client`
    select actor_id, opened_as, channel, text_hash from app.consent_acts where citizen_id = ${who.citizenId} order by act_id limit 1`;
  expect(trace).toMatchObject({ actor_id: who.citizenId, channel: "book" });
  expect(trace?.opened_as).not.toBeNull();
  expect(trace?.text_hash).toHaveLength(32);
});

test("whoever objects to being called is on no call list any more", async () => {
  const who = await signedIn(reach);
  const owner = reach.appOwner.$client;
  const line = async () => {
    const [told] = await owner`
      select app.tell(${who.citizenId}::uuid, 'security-incident', '/messages', '{}', ${crypto.randomUUID()}) as id`;
    const [opened] = await owner`
      select app.open_call(now(), ${who.citizenId}::uuid, ${told?.id}::bigint, 'urgent', '', '1990', '{}', null, '0905 333 444') as id`;
    return opened?.id;
  };
  const open = () => owner`select 1 from app.calls where citizen_id = ${who.citizenId} and closed_at is null`;
  expect(await line()).not.toBeNull();
  expect(await open()).toHaveLength(1);
  await withdrawConsent(who.ctx, { purpose: "calls" });
  expect(await open()).toHaveLength(0);
  expect(await line()).toBeNull();
});

test("a number whose code came back is a yes to SMS, and stopping them deletes it", async () => {
  const who = await signedIn(reach);
  const owner = reach.appOwner.$client;
  const sms = async () => (await listConsents(await bookOf(who))).find((one) => one.purpose === "sms");
  expect(await sms()).toMatchObject({ given: false, basis: "consent", at: null });
  await expect(giveConsent(who.ctx, { purpose: "sms", version: 1 })).rejects.toThrow("phone-needed");
  await owner`
    insert into app.phones (citizen_id, number, language, confirmed_at, opened_as)
    values (${who.citizenId}, '0905333444', 'vi', now(), 1)`;
  expect(await sms()).toMatchObject({ given: true });
  await withdrawConsent(who.ctx, { purpose: "sms" });
  expect(await sms()).toMatchObject({ given: false });
  expect(await owner`select 1 from app.phones where citizen_id = ${who.citizenId}`).toHaveLength(0);
  const acts = (await listConsentActs(await bookOf(who))).filter((one) => one.purpose === "sms");
  expect(acts.map(({ act }) => act)).toEqual(["withdrawn", "given"]);
});

test("nobody decides for another, and without a grant nothing is written", async () => {
  const [one, other] = [await signedIn(reach), await signedIn(reach)];
  await withdrawConsent(one.ctx, { purpose: "new-marks" });
  expect(await marks(other)).toMatchObject({ given: true });
  expect(await listConsentActs(await bookOf(other))).toEqual([]);
  await expect(reach.app.execute(sql`select app.withdraw_consent('new-marks')`)).rejects.toThrow();
  await expect(reach.app.execute(sql`insert into app.consent_acts default values`)).rejects.toThrow();
  await expect(withdrawConsent(one.ctx, { purpose: "no-such" })).rejects.toThrow();
});

test("only a session whose issuer asked minutes ago is fresh, and that is said once", async () => {
  const who = await signedIn(reach);
  const fresh = () => recentlySignedIn(reach.app, who.token);
  expect(await fresh()).toBe(false);
  await noteAuthentication(reach.app, who.token, new Date(Date.now() - 5 * 24 * 3600_000));
  await noteAuthentication(reach.app, who.token, new Date(Date.now() + 3600_000));
  expect(await fresh()).toBe(false);
  await noteAuthentication(reach.app, who.token, new Date(Date.now() - 60_000));
  expect(await fresh()).toBe(true);
  const late = await signedIn(reach);
  await noteAuthentication(reach.app, late.token, new Date(Date.now() - 3600_000));
  await noteAuthentication(reach.app, late.token, new Date());
  expect(await recentlySignedIn(reach.app, late.token)).toBe(false);
  expect(await recentlySignedIn(reach.app, "nobody")).toBe(false);
});
