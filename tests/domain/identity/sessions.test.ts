import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { endOwnSession, findSession, listOwnSessions, sweepSessions } from "../../../lib/identity/index.ts";
import { mayFailAgain, mayStartSignIn } from "../../../lib/identity/limits.ts";
import { meetCitizen, meetStaff } from "../../../lib/identity/meet.ts";
import { SIGN_IN_LIMITS } from "../../../lib/identity/rules.ts";
import { beginSession, endAllSessions, endSession } from "../../../lib/identity/sessions.ts";
import { connect } from "../../../lib/platform/db.ts";
import { NotFound } from "../../../lib/platform/errors.ts";
import { urlOf } from "../../support/database.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

const another = async (citizenId: string) => {
  const token = randomBytes(32).toString("base64url");
  await beginSession(reach.app, {
    realm: "citizen",
    subjectId: citizenId,
    token,
    assurance: 2,
    userAgent: "Firefox",
  });
  return token;
};

describe("sessions", () => {
  test("a token is known by its hash only", async () => {
    const { token, citizenId } = await signedIn(reach);
    const rows = await reach.appOwner.$client<{ row: string }[]>`
      select to_json(s)::text as row from app.sessions s where subject_id = ${citizenId}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
    expect((await findSession(reach.app, token, "citizen"))?.subjectId).toBe(citizenId);
  });

  test("a citizen's token is nothing in the staff's realm", async () => {
    const { token } = await signedIn(reach);
    expect(await findSession(reach.app, token, "staff")).toBeNull();
  });

  test("use keeps it alive, rest ends it, and nothing outlasts eight hours", async () => {
    const { token, citizenId } = await signedIn(reach);
    await reach.appOwner.$client`
      update app.sessions set seen_at = now() - interval '20 minutes', ends_at = now() + interval '10 minutes' where subject_id = ${citizenId}`;
    await findSession(reach.app, token, "citizen");
    const [slid] = await reach.appOwner.$client<{ left: number }[]>`
      select extract(epoch from ends_at - now())::int as left from app.sessions where subject_id = ${citizenId}`;
    expect(slid?.left).toBeGreaterThan(29 * 60 - 5);
    await reach.appOwner.$client`update app.sessions set lasts_until = now() where subject_id = ${citizenId}`;
    expect(await findSession(reach.app, token, "citizen")).toBeNull();
  });

  test("a sign-in below level 2 begins no session, nor does a guessable token", async () => {
    const { citizenId } = await signedIn(reach);
    const begin = (assurance: number, token: string) =>
      beginSession(reach.app, { realm: "citizen", subjectId: citizenId, token, assurance, userAgent: null });
    await expect(begin(1, randomBytes(32).toString("base64url"))).rejects.toMatchObject({ code: "42501" });
    await expect(begin(2, "short")).rejects.toMatchObject({ code: "22023" });
  });

  test("signing out ends one, everywhere ends all of mine and nobody else's", async () => {
    const me = await signedIn(reach);
    const other = await signedIn(reach);
    const [second, third] = [await another(me.citizenId), await another(me.citizenId)];
    await endSession(reach.app, second);
    expect(await findSession(reach.app, second, "citizen")).toBeNull();
    expect(await findSession(reach.app, third, "citizen")).not.toBeNull();
    expect(await endAllSessions(reach.app, me.token)).toBe(2);
    expect(await findSession(reach.app, third, "citizen")).toBeNull();
    expect(await findSession(reach.app, other.token, "citizen")).not.toBeNull();
  });

  test("I can end another device of mine; a stranger's is not found, and the try is written down", async () => {
    const me = await signedIn(reach);
    const stranger = await signedIn(reach);
    await another(me.citizenId);
    const mine = await listOwnSessions(reach.app, me.token);
    expect(mine.map((one) => one.thisOne).sort()).toEqual([false, true]);
    const elsewhere = mine.find((one) => !one.thisOne)?.sessionId ?? "";
    await expect(endOwnSession(stranger.ctx, { sessionId: elsewhere })).rejects.toBeInstanceOf(NotFound);
    const tries = await reach.appOwner.$client`
      select 1 from app.security_log where actor_id = ${stranger.citizenId} and aim = ${`session ${elsewhere}`}`;
    expect(tries).toHaveLength(1);
    expect(await listOwnSessions(reach.app, me.token)).toHaveLength(2);
    await endOwnSession(me.ctx, { sessionId: elsewhere });
    expect(await listOwnSessions(reach.app, me.token)).toHaveLength(1);
  });

  test("the worker sweeps what has ended and may do nothing else here", async () => {
    const worker = connect(urlOf("worker"), { max: 1 });
    const gone = await signedIn(reach);
    await reach.appOwner
      .$client`update app.sessions set ends_at = now() - interval '1 minute' where subject_id = ${gone.citizenId}`;
    expect(await sweepSessions(worker)).toBeGreaterThanOrEqual(1);
    const left = await reach.appOwner
      .$client`select 1 from app.sessions where subject_id = ${gone.citizenId}`;
    expect(left).toHaveLength(0);
    await expect(worker.$client.unsafe("select * from app.access_log")).rejects.toMatchObject({
      code: "42501",
    });
    await worker.$client.end();
  });
});

describe("meeting people", () => {
  const person = {
    subject: "s",
    name: "Người Hai Lần",
    birthDate: "1980",
    sex: "male" as const,
    assurance: 2,
  };

  test("the same number is the same citizen, also for 20 sign-ins at once", async () => {
    const personalId = `0513${String(Date.now()).slice(-8)}`;
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => meetCitizen(reach, { ...person, personalId })),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test("what VNeID says is kept apart from what the warehouse knows", async () => {
    const { citizenId, personalId } = await signedIn(reach, { name: "Tên Cũ" });
    await meetCitizen(reach, { ...person, personalId, name: "Tên Mới" });
    const [warehouse] = await reach.warehouseOwner
      .$client`select name from warehouse.citizens where citizen_id = ${citizenId}`;
    const [vneid] = await reach.appOwner
      .$client`select name from app.identities where citizen_id = ${citizenId}`;
    expect([warehouse?.name, vneid?.name]).toEqual(["Tên Cũ", "Tên Mới"]);
  });

  test("a number that is none registers nobody", async () => {
    await expect(meetCitizen(reach, { ...person, personalId: "12345" })).rejects.toMatchObject({
      code: "22023",
    });
  });

  test("a member of staff keeps one id; a new role and a licence that ended count from the next sign-in", async () => {
    const subject = `staff-${randomBytes(6).toString("hex")}`;
    const someone = { subject, username: "x", name: "BS. X", title: null, facilityCode: "51000" };
    const licence = { profession: "doctor" as const, practiceLicence: "000001/TEST" };
    const first = await meetStaff(reach.app, { ...someone, ...licence, role: "clinic" });
    const none = { profession: null, practiceLicence: null };
    expect(await meetStaff(reach.app, { ...someone, ...none, role: "station" })).toBe(first);
    const [row] = await reach.appOwner.$client`
      select role, profession, practice_licence from app.staff where staff_id = ${first}`;
    expect(row).toEqual({ role: "station", profession: null, practice_licence: null });
  });
});

describe("limits of signing in", () => {
  test("an address that starts too often waits; another does not", async () => {
    const address = `10.0.0.${randomBytes(8).toString("hex")}`;
    const tries = await Promise.all(
      Array.from({ length: SIGN_IN_LIMITS.startsPerMinute * 2 + 1 }, () =>
        mayStartSignIn(reach.app, address),
      ),
    );
    expect(tries.filter(Boolean).length).toBeLessThanOrEqual(SIGN_IN_LIMITS.startsPerMinute * 2);
    expect(tries.some((ok) => !ok)).toBe(true);
    expect(await mayStartSignIn(reach.app, `${address}1`)).toBe(true);
  });

  test("whoever is turned away does not use up the starts of everybody", async () => {
    const everybody = async () => {
      const [row] = await reach.appOwner.$client<{ count: number }[]>`
        select coalesce(sum(count), 0)::int as count from app.attempts where key_hash = app.hash_of('start')`;
      return row?.count ?? 0;
    };
    const address = `crowd-${randomBytes(8).toString("hex")}`;
    const before = await everybody();
    for (let i = 0; i < SIGN_IN_LIMITS.startsPerMinute * 3; i += 1) await mayStartSignIn(reach.app, address);
    // Twice the limit when a minute ends meanwhile; the other tests start a few of their own.
    expect((await everybody()) - before).toBeLessThan(SIGN_IN_LIMITS.startsPerMinute * 2.5);
  });

  test("failures are counted apart", async () => {
    const address = `10.0.1.${randomBytes(8).toString("hex")}`;
    expect(await mayFailAgain(reach.app, address)).toBe(true);
  });
});
