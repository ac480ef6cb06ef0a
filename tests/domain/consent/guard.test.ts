import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardKey } from "../../../app/_commands/start/keys.ts";
import { listOpenings, openBook } from "../../../lib/consent/index.ts";
import { NotAllowed, NotFound, SignedOut } from "../../../lib/platform/errors.ts";
import { findEncounter, listEncounters } from "../../../lib/record/index.ts";
import { fileVisit, makeBook, reachOf, signedIn } from "../../support/guarded-books.ts";

const sqlState = (state: string) => expect.objectContaining({ code: state });

describe.each(["one", "two"] as const)("the guarded door, both schemas in %s database(s)", (databases) => {
  let reach: ReturnType<typeof reachOf>;
  let a: Awaited<ReturnType<typeof signedIn>>;
  let b: Awaited<ReturnType<typeof signedIn>>;
  let visitOfA: string;
  let visitOfB: string;

  beforeAll(async () => {
    reach = reachOf(await makeBook(`guard_${databases}_${process.pid}`, databases));
    a = await signedIn(reach, { name: "Người A" });
    b = await signedIn(reach, { name: "Người B" });
    visitOfA = await fileVisit(reach, a.citizenId);
    visitOfB = await fileVisit(reach, b.citizenId);
  }, 60_000);
  afterAll(() => reach?.close());

  const seenWith = async (grant: string | null, citizenId?: string) => {
    const rows = await reach.warehouse.$client.begin(async (tx) => {
      if (grant !== null) await tx`select set_config('book.grant', ${grant}, true)`;
      return citizenId
        ? tx`select 1 from warehouse.encounters where citizen_id = ${citizenId}`
        : tx`select 1 from warehouse.encounters`;
    });
    return rows.length;
  };

  const grantOf = async (who: typeof a) => {
    const [opening] = await reach.app.$client<{ log_id: string }[]>`
      select log_id from app.open_book(${who.token}, ${who.citizenId}, 'own-reading', 'cover')`;
    const [row] = await reach.app.$client<{ grant: string }[]>`
      select app.grant_for(${who.token}, ${who.citizenId}, ${opening?.log_id ?? null}::bigint) as grant`;
    return row?.grant ?? "";
  };

  const forge = (claims: string, secret = guardKey(process.env.KEYS_DIR ?? "").secret) =>
    `${claims}.${createHmac("sha256", secret).update(claims).digest("hex")}`;
  const soon = () => Math.floor(Date.now() / 1000) + 60;

  test("my own book opens, and only my rows are in it", async () => {
    const book = await openBook(a.ctx, a.citizenId, "own-reading", "encounters");
    expect((await listEncounters(book, { most: 10 })).map((visit) => visit.encounterId)).toEqual([visitOfA]);
    expect(await findEncounter(book, visitOfB)).toBeNull();
    // Whole table under the grant: nothing but mine.
    expect(await seenWith(await grantOf(a))).toBe(1);
  });

  test("without a grant nothing is seen, and nothing stays after the transaction", async () => {
    expect(await seenWith(null)).toBe(0);
    await seenWith(await grantOf(a));
    for (let i = 0; i < 16; i += 1) expect(await seenWith(null)).toBe(0);
  });

  test("a grant that is not genuine shows nothing", async () => {
    const grant = await grantOf(a);
    const [claims = "", mac = ""] = grant.split(".");
    const edited = claims.replace(a.citizenId, b.citizenId);
    const later = claims.replace(/\|\d+\|/, `|${soon() + 9999}|`);
    for (const attempt of [
      a.citizenId,
      claims,
      `${claims}.`,
      `${edited}.${mac}`,
      `${later}.${mac}`,
      `${claims}.${"0".repeat(64)}`,
      `9${claims.slice(1)}.${mac}`,
      "rubbish",
      "|||||.",
      forge(`1|citizens|${soon()}|1|own-reading|${b.citizenId}`, randomBytes(32)),
      forge(`1|citizens|${soon()}|1|own-reading|not-a-uuid`),
      forge(`1|citizens|soon|1|own-reading|${b.citizenId}`),
      forge(`1|facilities|${soon()}|1|own-reading|${b.citizenId}`),
    ]) {
      expect(await seenWith(attempt), attempt).toBe(0);
    }
  });

  test("a well signed grant that has expired shows nothing", async () => {
    const past = Math.floor(Date.now() / 1000) - 1;
    expect(await seenWith(forge(`1|citizens|${past}|1|own-reading|${a.citizenId}`))).toBe(0);
    expect(await seenWith(forge(`1|citizens|${soon()}|1|own-reading|${a.citizenId}`))).toBe(1);
  });

  test("my grant does not show another citizen", async () => {
    expect(await seenWith(await grantOf(a), b.citizenId)).toBe(0);
  });

  test("no grant in the transaction of its opening, nor through a savepoint", async () => {
    const inOne = reach.app.$client.begin(async (tx) => {
      const [row] = await tx<{ log_id: string }[]>`
        select log_id from app.open_book(${a.token}, ${a.citizenId}, 'own-reading', 'identity')`;
      await tx`select app.grant_for(${a.token}, ${a.citizenId}, ${row?.log_id ?? null}::bigint)`;
    });
    await expect(inOne).rejects.toEqual(sqlState("42501"));
    const inSavepoint = reach.app.$client.begin(async (tx) => {
      const id = await tx.savepoint(async (inner) => {
        const [row] = await inner<{ log_id: string }[]>`
          select log_id from app.open_book(${a.token}, ${a.citizenId}, 'own-reading', 'identity')`;
        return row?.log_id ?? null;
      });
      await tx`select app.grant_for(${a.token}, ${a.citizenId}, ${id}::bigint)`;
    });
    await expect(inSavepoint).rejects.toEqual(sqlState("42501"));
  });

  test("no grant for an opening that was rolled back", async () => {
    let id: string | null = null;
    await reach.app.$client
      .begin(async (tx) => {
        const [row] = await tx<{ log_id: string }[]>`
          select log_id from app.open_book(${a.token}, ${a.citizenId}, 'own-reading', 'access-log')`;
        id = row?.log_id ?? null;
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    expect(id).not.toBeNull();
    await expect(
      reach.app.$client`select app.grant_for(${a.token}, ${a.citizenId}, ${id}::bigint)`,
    ).rejects.toEqual(sqlState("42501"));
  });

  test("no grant for another session's opening, nor for an old one", async () => {
    const [opening] = await reach.app.$client<{ log_id: string }[]>`
      select log_id from app.open_book(${b.token}, ${b.citizenId}, 'own-reading', 'cover')`;
    const id = opening?.log_id ?? null;
    await expect(
      reach.app.$client`select app.grant_for(${a.token}, ${b.citizenId}, ${id}::bigint)`,
    ).rejects.toEqual(sqlState("42501"));
    const [old] = await reach.appOwner.$client<{ log_id: string }[]>`
      insert into app.access_log (citizen_id, at, actor_kind, actor_id, actor_name, session_hash, purpose, part)
      values (${a.citizenId}, now() - interval '16 minutes', 'citizen', ${a.citizenId}, 'A', app.hash_of(${a.token}), 'own-reading', 'cover')
      returning log_id`;
    await expect(
      reach.app.$client`select app.grant_for(${a.token}, ${a.citizenId}, ${old?.log_id ?? null}::bigint)`,
    ).rejects.toEqual(sqlState("42501"));
  });

  test("somebody else's book stays shut: a line in the security log, none in theirs", async () => {
    await expect(openBook(a.ctx, b.citizenId, "own-reading", "encounter")).rejects.toBeInstanceOf(NotFound);
    const lines = await reach.appOwner.$client`
      select 1 from app.security_log where kind = 'opening-refused' and actor_id = ${a.citizenId} and aim = ${b.citizenId}`;
    expect(lines).toHaveLength(1);
    const theirs = await reach.appOwner.$client`
      select 1 from app.access_log where citizen_id = ${b.citizenId} and actor_id = ${a.citizenId}`;
    expect(theirs).toHaveLength(0);
  });

  test("a forged or ended token opens nothing", async () => {
    const nobody = { ...a.ctx, actor: { ...a.ctx.actor, token: randomBytes(32).toString("base64url") } };
    await expect(openBook(nobody, a.citizenId, "own-reading", "cover")).rejects.toBeInstanceOf(SignedOut);
    const gone = await signedIn(reach);
    await reach.appOwner
      .$client`update app.sessions set ends_at = now() where subject_id = ${gone.citizenId}`;
    await expect(openBook(gone.ctx, gone.citizenId, "own-reading", "cover")).rejects.toBeInstanceOf(
      SignedOut,
    );
    await expect(
      reach.app.$client`select app.grant_for(${gone.token}, ${gone.citizenId}, 1)`,
    ).rejects.toEqual(sqlState("28000"));
  });

  test("nobody begins a session for somebody who was never met, and every beginning leaves a row", async () => {
    const begin = (realm: string, subject: string, token: string) =>
      reach.app.$client`select app.begin_session(${realm}, ${subject}::uuid, ${token}, 2, null)`;
    const token = randomBytes(32).toString("base64url");
    for (const [realm, subject] of [
      ["citizen", randomUUID()],
      ["staff", a.citizenId],
    ] as const) {
      await expect(begin(realm, subject, token), realm).rejects.toEqual(sqlState("42501"));
    }
    await begin("citizen", a.citizenId, token);
    await reach.app.$client`select app.end_session(${token})`;
    const rows = await reach.appOwner.$client`
      select 1 from app.security_log
      where kind = 'session-began' and actor_id = ${a.citizenId} and session_hash = app.hash_of(${token})`;
    expect(rows).toHaveLength(1);
  });

  test.each([
    ["no part", null, "own-reading"],
    ["an invented part as long as a book", "p".repeat(100_000), "own-reading"],
    ["a part in other letters", "Cover; x", "own-reading"],
    ["no purpose", "cover", null],
  ])("%s opens nothing and leaves no row in the book", async (_, part, purpose) => {
    const count = async () => {
      const [row] = await reach.appOwner.$client<{ n: number }[]>`
        select count(*)::int as n from app.access_log where citizen_id = ${b.citizenId}`;
      return row?.n;
    };
    const before = await count();
    const [answer] = await reach.app.$client`
      select * from app.open_book(${b.token}, ${b.citizenId}, ${purpose}, ${part})`;
    expect(answer).toMatchObject({ log_id: null, refusal: "not-allowed" });
    expect(await count()).toBe(before);
  });

  test("whoever has no session cannot flood the security log, with or without a token", async () => {
    await reach.app.$client`
      select app.note_refusal(case n % 2 when 0 then gen_random_uuid()::text end, 'flood', null) from generate_series(1, 1500) n`;
    const [row] = await reach.appOwner.$client<{ flood: number; left_out: number }[]>`
      select count(*) filter (where kind = 'flood')::int as flood,
        count(*) filter (where kind = 'more-refusals-left-out')::int as left_out from app.security_log`;
    expect(row?.flood).toBeLessThan(1000);
    expect(row?.left_out).toBe(1);
    await expect(openBook(a.ctx, b.citizenId, "own-reading", "identity")).rejects.toBeInstanceOf(NotFound);
    const [mine] = await reach.appOwner.$client<{ kind: string }[]>`
      select kind from app.security_log order by log_id desc limit 1`;
    expect(mine?.kind).toBe("opening-refused");
  });

  test("a session cannot walk through many books", async () => {
    const curious = await signedIn(reach);
    await reach.appOwner.$client`
      insert into app.access_log (citizen_id, actor_kind, actor_id, actor_name, session_hash, purpose, part)
      select gen_random_uuid(), 'citizen', ${curious.citizenId}, 'x', app.hash_of(${curious.token}), 'own-reading', 'cover'
      from generate_series(1, 20)`;
    await expect(openBook(curious.ctx, curious.citizenId, "own-reading", "cover")).rejects.toBeInstanceOf(
      NotAllowed,
    );
  });

  test("one row per session, part and quarter of an hour, also when 20 open at once", async () => {
    const reader = await signedIn(reach);
    await openBook(reader.ctx, reader.citizenId, "own-reading", "cover");
    await Promise.all(
      Array.from({ length: 20 }, () => openBook(reader.ctx, reader.citizenId, "own-reading", "cover")),
    );
    const book = await openBook(reader.ctx, reader.citizenId, "own-reading", "access-log");
    const openings = await listOpenings(book, { since: new Date(0), most: 50 });
    expect(openings.map((one) => one.part)).toEqual(["access-log", "cover"]);
    expect(openings.every((one) => one.own)).toBe(true);
  });

  test.each([
    ["read the log", "select * from app.access_log", 0],
    ["read identities", "select * from app.identities", 0],
    [
      "write the log",
      "insert into app.access_log (citizen_id, actor_kind, actor_name, purpose, part) values (gen_random_uuid(), 'system', 'x', 'x', 'x')",
      "42501",
    ],
    ["read sessions", "select * from app.sessions", "42501"],
    ["read the security log", "select * from app.security_log", "42501"],
    ["read staff", "select * from app.staff", "42501"],
    ["read attempts", "select * from app.attempts", "42501"],
    ["read keys", "select * from guard.keys", "42501"],
    [
      "sign a grant",
      "select guard.sign('1|citizens|9999999999|1|x|00000000-0000-0000-0000-000000000000')",
      "42501",
    ],
    ["find living sessions", "select app.living_session('x')", "42501"],
    ["sweep", "select app.sweep_sessions()", "42501"],
    ["switch row security off", "set row_security = off; select * from app.access_log", "42501"],
    ["become the owner", "set role book_owner", "42501"],
    ["make a function", "create function pg_temp.granted() returns int language sql as 'select 1'", "42501"],
    ["make a table", "create table public.x (y int)", "42501"],
    [
      "replace the guard",
      "create or replace function guard.granted() returns uuid[] language sql as 'select null::uuid[]'",
      "42501",
    ],
    ["silence triggers", "set session_replication_role = replica", "42501"],
    ["drop a policy", "drop policy read_granted on app.access_log", "42501"],
  ])("the web role may not %s", async (_, statement, expected) => {
    const asked = reach.app.$client.unsafe(statement);
    if (typeof expected === "string") await expect(asked).rejects.toEqual(sqlState(expected));
    else expect(await asked).toHaveLength(expected);
  });

  test.each([
    [
      "write a visit",
      "insert into warehouse.encounters (citizen_id, encounter_id, facility_code, encounter_ref, arrived_at, format, file_id, received_at) values (gen_random_uuid(), gen_random_uuid(), '1', '1', now(), '3176', gen_random_uuid(), now())",
    ],
    ["change a citizen", "update warehouse.citizens set name = 'x'"],
    ["delete a visit", "delete from warehouse.encounters"],
    ["read who has which number", "select * from warehouse.identifiers"],
    ["read claims", "select * from warehouse.claims"],
    ["read quarantine", "select * from warehouse.quarantine"],
    ["read filings", "select * from warehouse.filings"],
    ["read the jobs", "select * from pgboss.job"],
  ])("nor %s in the warehouse", async (_, statement) => {
    await expect(reach.warehouse.$client.unsafe(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42P01)$/),
    });
  });

  test("what only grows cannot be changed, not even by its owner", async () => {
    for (const statement of [
      "update app.access_log set part = 'x'",
      "delete from app.access_log",
      "truncate app.access_log",
      "delete from app.security_log",
    ]) {
      await expect(reach.appOwner.$client.unsafe(statement), statement).rejects.toEqual(sqlState("42501"));
    }
    await expect(reach.warehouseOwner.$client.unsafe("delete from warehouse.filings")).rejects.toEqual(
      sqlState("42501"),
    );
  });

  test("ingest files for everybody, deletes nobody, and never sees the app", async () => {
    expect((await reach.ingest.$client`select 1 from warehouse.encounters`).length).toBeGreaterThanOrEqual(2);
    await expect(reach.ingest.$client.unsafe("delete from warehouse.citizens")).rejects.toEqual(
      sqlState("42501"),
    );
    await expect(reach.ingest.$client.unsafe("select * from app.access_log")).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42P01|3F000)$/),
    });
  });

  test("the plan asks the guard once per statement and goes by an index", async () => {
    const grant = await grantOf(a);
    const plan = await reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      await tx`set local enable_seqscan = off`;
      return tx`explain select * from warehouse.encounters where citizen_id = ${a.citizenId}`;
    });
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("InitPlan");
    expect(text).toMatch(/Index Cond: .*citizen_id/);
  });

  test("the call that opens and grants does neither inside another transaction, where it cannot commit", async () => {
    const c = await signedIn(reach, { name: "Người C" });
    const rowsOf = async () => {
      const [row] = await reach.appOwner.$client<{ there: string }[]>`
        select count(*) as there from app.access_log where citizen_id = ${c.citizenId}`;
      return Number(row?.there);
    };
    const before = await rowsOf();
    const inOne = reach.app.$client.begin(
      (tx) =>
        tx`call app.enter_book(${c.token}, ${c.citizenId}, 'own-reading', 'access-log', null, null, null)`,
    );
    await expect(inOne).rejects.toEqual(sqlState("2D000"));
    const inSavepoint = reach.app.$client.begin((tx) =>
      tx.savepoint(
        (inner) =>
          inner`call app.enter_book(${c.token}, ${c.citizenId}, 'own-reading', 'access-log', null, null, null)`,
      ),
    );
    await expect(inSavepoint).rejects.toEqual(sqlState("2D000"));
    expect(await rowsOf()).toBe(before);
  });

  test("the call that opens and grants brings nothing of its own: no grant where the opening is refused", async () => {
    const [row] = await reach.app.$client<{ p_grant: string | null; p_refusal: string | null }[]>`
      call app.enter_book(${a.token}, ${b.citizenId}, 'own-reading', 'cover', 1, null, 'a grant of mine')`;
    expect(row).toMatchObject({ p_grant: null, p_refusal: "not-allowed" });
  });

  test("what the call granted stands on a row that is there, and stays when the reading fails", async () => {
    const book = await openBook(a.ctx, a.citizenId, "own-reading", "access-log");
    await expect(book.readWarehouse(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    const rows = await reach.appOwner.$client`
      select 1 from app.access_log where citizen_id = ${a.citizenId} and log_id = ${book.logId}`;
    expect(rows).toHaveLength(1);
  });

  test("questions of one moment share a transaction, and one that fails takes no answer from the others", async () => {
    const book = await openBook(a.ctx, a.citizenId, "own-reading", "access-log");
    const transaction = () =>
      book.readApp(async (tx) => {
        const [row] = await tx.execute<{ id: string }>(
          sql`select pg_current_xact_id()::text || (select count(*) from app.access_log) as id`,
        );
        return row?.id;
      });
    const [first, second] = await Promise.all([transaction(), transaction()]);
    expect(second).toBe(first);
    expect(await transaction()).not.toBe(first);
    const broken = book.readApp((tx) => tx.execute(sql`select 1 / 0`));
    const [whole, failed, other] = await Promise.allSettled([transaction(), broken, transaction()]);
    expect([whole.status, failed.status, other.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
