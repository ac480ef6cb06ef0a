import { afterAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { endOwnSession, listOwnSessions } from "#lib/identity/index.ts";
import { beginSession, endAllSessions, endSession, leaveBrowser } from "#lib/identity/sessions.ts";
import { contextFor } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import {
  endOfflineCopy,
  keepOfflineCopy,
  listOfflineCopies,
  offlineCopyStands,
  sweepOfflineCopies,
} from "#lib/rights/index.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(() => Promise.all([reach.close(), worker.$client.end()]));
const owner = reach.appOwner.$client;

type Who = Awaited<ReturnType<typeof signedIn>>;
const stands = (copyId: string, token: string | null = null) =>
  offlineCopyStands(reach.app, { copyId, token });
const keep = async (who: Pick<Who, "ctx">, copyId: string = crypto.randomUUID()) => {
  await keepOfflineCopy(who.ctx, { copyId });
  return copyId;
};
const listed = async ({ ctx }: Pick<Who, "ctx">) =>
  listOfflineCopies(await openBook(ctx, ctx.actor.id, "own-reading", "identity"), new Date());

/** The same person in another browser. */
async function elsewhere({ ctx, citizenId }: Who) {
  const token = crypto.randomUUID().replaceAll("-", "").padEnd(43, "x");
  await beginSession(reach.app, {
    realm: "citizen",
    subjectId: citizenId,
    token,
    assurance: 2,
    userAgent: "Mozilla/5.0 (Linux; Android 14) Chrome/130",
  });
  return { token, ctx: contextFor({ ...ctx.actor, token }, ctx, new Date(), "test") };
}

describe("a copy on a phone", () => {
  test("is written down with the phone, leaves its trace, and kept twice is one", async () => {
    const who = await signedIn(reach);
    const copyId = await keep(who);
    const { lastsUntil } = await keepOfflineCopy(who.ctx, { copyId });
    expect(await listed(who)).toMatchObject([{ copyId, lastsUntil }]);
    expect(await stands(copyId)).toBe(true);
    const log = await owner`
      select purpose, part, basis from app.access_log where citizen_id = ${who.citizenId} and part = 'offline-copy'`;
    expect(log).toEqual([{ purpose: "own-reading", part: "offline-copy", basis: "own" }]);
  });

  test("is nobody else's: not seen, not kept, not ended; and no other opening keeps one", async () => {
    const [who, other] = [await signedIn(reach), await signedIn(reach)];
    const copyId = await keep(who);
    expect(await listed(other)).toEqual([]);
    await expect(keepOfflineCopy(other.ctx, { copyId })).rejects.toThrow("gone");
    await expect(endOfflineCopy(other.ctx, { copyId })).rejects.toThrow();
    expect(await stands(copyId)).toBe(true);
    const book = await openBook(who.ctx, who.citizenId, "own-reading", "medicines");
    await expect(
      book.actOnApp((tx) => tx.execute("select app.keep_offline_copy(gen_random_uuid())")),
    ).rejects.toThrow();
    await expect(reach.app.$client`select * from app.offline_copies`).resolves.toHaveLength(0);
    expect(await stands(crypto.randomUUID())).toBe(false);
  });

  test("ends when its owner asks, signs out, ends that device, or signs out everywhere, and stays ended", async () => {
    const who = await signedIn(reach);
    const asked = await keep(who);
    await endOfflineCopy(who.ctx, { copyId: asked });
    await expect(keepOfflineCopy(who.ctx, { copyId: asked })).rejects.toThrow("gone");

    const phone = await elsewhere(who);
    const left = await keep(phone);
    await leaveBrowser(reach.app, phone.token);

    const second = await elsewhere(who);
    const ended = await keep(second);
    const session = (await listOwnSessions(reach.app, who.token)).find((one) => !one.thisOne);
    await endOwnSession(who.ctx, { sessionId: session?.sessionId ?? "" });

    const [here, there] = [await keep(who), await keep(await elsewhere(who))];
    await endAllSessions(reach.app, who.token);
    for (const copyId of [asked, left, ended, here, there]) expect(await stands(copyId)).toBe(false);
  });

  test("outlasts a session that a new sign-in replaces, and goes with the new one", async () => {
    const who = await signedIn(reach);
    const phone = await elsewhere(who);
    const copyId = await keep(phone);
    await endSession(reach.app, phone.token);
    const again = await elsewhere(who);
    expect(await stands(copyId, again.token)).toBe(true);
    await leaveBrowser(reach.app, again.token);
    expect(await stands(copyId)).toBe(false);
  });

  test("ends where somebody else signs in, and by itself after its days", async () => {
    const [who, other] = [await signedIn(reach), await signedIn(reach)];
    const [taken, old] = [await keep(who), await keep(who)];
    expect(await stands(taken, other.token)).toBe(false);
    expect(await stands(taken, who.token)).toBe(false);
    await owner`update app.offline_copies set lasts_until = now() - interval '1 second' where copy_id = ${old}`;
    expect(await stands(old)).toBe(false);
  });

  test("is forgotten long after its time, ended or not, and no sooner", async () => {
    const who = await signedIn(reach);
    const [over, ended, lately] = [await keep(who), await keep(who), await keep(who)];
    await endOfflineCopy(who.ctx, { copyId: ended });
    await owner`
      update app.offline_copies set lasts_until = now() - make_interval(days => case when copy_id = ${lately} then 89 else 91 end)
      where citizen_id = ${who.citizenId}`;
    expect(await sweepOfflineCopies(worker, new Date())).toBeGreaterThanOrEqual(2);
    const left = await owner`select copy_id from app.offline_copies where citizen_id = ${who.citizenId}`;
    expect(left).toEqual([{ copy_id: lately }]);
    expect(await stands(over)).toBe(false);
  });

  test("ten phones are enough", async () => {
    const who = await signedIn(reach);
    for (let phone = 0; phone < 10; phone += 1) await keep(who);
    await expect(keep(who)).rejects.toThrow("too-many");
    await owner`
      insert into app.offline_copies (citizen_id, copy_id, session_id, lasts_until, ended_at, ended_because, opened_as)
      select citizen_id, gen_random_uuid(), session_id, lasts_until, now(), 'asked', opened_as
      from app.offline_copies, generate_series(1, 2) where citizen_id = ${who.citizenId}`;
    const [one] = await listed(who);
    await endOfflineCopy(who.ctx, { copyId: one?.copyId ?? "" });
    await expect(keep(who), "30 names in a day").rejects.toThrow("too-many");
  });
});
