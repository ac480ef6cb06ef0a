import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardKey } from "../../../app/_commands/start/keys.ts";
import {
  closePrivateEncounter,
  listOpenings,
  openBook,
  openPrivateEncounter,
} from "../../../lib/consent/index.ts";
import { beginSession } from "../../../lib/identity/sessions.ts";
import { NotFound, Refused, SignedOut } from "../../../lib/platform/errors.ts";
import {
  findClosedEncounter,
  findEncounter,
  listClosedEncounters,
  listEncounters,
  sizeOfRecord,
} from "../../../lib/record/index.ts";
import { fileVisit, makeBook, reachOf, signedIn } from "../../support/guarded-books.ts";

const tables = ["encounters", "conditions", "medicines", "services", "results", "notes", "papers"];
const sqlState = (state: string) => expect.objectContaining({ code: state });

describe.each(["one", "two"] as const)("private visits, both schemas in %s database(s)", (databases) => {
  let reach: ReturnType<typeof reachOf>;
  let a: Awaited<ReturnType<typeof signedIn>>;
  let b: Awaited<ReturnType<typeof signedIn>>;
  let open: string;
  let secret: string;
  let secretOfB: string;

  const fillLines = async (citizenId: string, encounterId: string, isPrivate: boolean) => {
    const of = { citizen_id: citizenId, encounter_id: encounterId, line: 1, private: isPrivate };
    const sql = reach.ingest.$client;
    await sql`insert into warehouse.conditions ${sql({ ...of, role: "main", code: "B24" })}`;
    await sql`insert into warehouse.medicines ${sql({ ...of, name: "Dolutegravir" })}`;
    await sql`insert into warehouse.services ${sql({ ...of, kind: "service", name: "HIV Ab" })}`;
    await sql`insert into warehouse.results ${sql({ ...of, name: "HIV Ab", value_text: "x" })}`;
    await sql`insert into warehouse.notes ${sql({ ...of, course: "x" })}`;
    await sql`insert into warehouse.papers ${sql({ ...of, kind: "hiv-care" })}`;
  };

  beforeAll(async () => {
    reach = reachOf(await makeBook(`private_${databases}_${process.pid}`, databases));
    a = await signedIn(reach, { name: "Người A" });
    b = await signedIn(reach, { name: "Người B" });
    open = await fileVisit(reach, a.citizenId);
    secret = await fileVisit(reach, a.citizenId, { privateBecause: ["hiv"] });
    secretOfB = await fileVisit(reach, b.citizenId, { privateBecause: ["mental"] });
    await fillLines(a.citizenId, open, false);
    await fillLines(a.citizenId, secret, true);
    await fillLines(b.citizenId, secretOfB, true);
  }, 60_000);
  afterAll(() => reach?.close());

  /** A session of its own of somebody who is signed in already. */
  const anotherSession = async (who: typeof a) => {
    const token = randomBytes(32).toString("base64url");
    const session = {
      realm: "citizen" as const,
      subjectId: who.citizenId,
      token,
      assurance: 2,
      userAgent: null,
    };
    await beginSession(reach.app, session);
    return { ...who, token, ctx: { ...who.ctx, actor: { ...who.ctx.actor, token } } };
  };

  const grantOf = async (who: { token: string; citizenId: string }) => {
    const [row] = await reach.app.$client<{ p_grant: string }[]>`
      call app.enter_book(${who.token}, ${who.citizenId}, 'own-reading', 'encounters', null, null, null)`;
    return row?.p_grant ?? "";
  };

  /** The encounters whose rows come out of each table under a grant, without any condition. */
  const seenUnder = (grant: string) =>
    reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      const seen: Record<string, string[]> = {};
      for (const table of tables) {
        const rows = await tx<{ id: string }[]>`
          select encounter_id as id from ${tx(`warehouse.${table}`)} order by 1`;
        seen[table] = rows.map((row) => row.id);
      }
      return seen;
    });
  const everywhere = (...ids: string[]) =>
    Object.fromEntries(tables.map((table) => [table, [...ids].sort()]));

  const forge = (claims: string, key = guardKey(process.env.KEYS_DIR ?? "").secret) =>
    `${claims}.${createHmac("sha256", key).update(claims).digest("hex")}`;

  test("nothing of a private visit comes through any table, count or search before it is opened", async () => {
    expect(await seenUnder(await grantOf(a))).toEqual(everywhere(open));
    const book = await openBook(a.ctx, a.citizenId, "own-reading", "encounters");
    expect((await listEncounters(book, { most: 10 })).map((visit) => visit.encounterId)).toEqual([open]);
    expect(await findEncounter(book, secret)).toBeNull();
    expect((await sizeOfRecord(book)).encounters).toBe(1);
  });

  test("that there is one is said: its day and facility, nothing else, and only in its own book", async () => {
    const book = await openBook(a.ctx, a.citizenId, "own-reading", "encounters");
    const closed = await listClosedEncounters(book, { most: 9 });
    expect(await listClosedEncounters(book, { most: 9, skip: 1 })).toEqual([]);
    expect(await findClosedEncounter(book, secret)).toEqual(closed[0]);
    expect(await findClosedEncounter(book, open)).toBeNull();
    expect(closed.map((one) => [one.encounterId, one.facilityCode])).toEqual([[secret, "51000"]]);
    expect(Object.keys(closed[0] ?? {}).sort()).toEqual([
      "arrivedOn",
      "encounterId",
      "facilityCode",
      "receivedAt",
    ]);
    expect(await reach.warehouse.$client`select * from warehouse.list_closed_encounters(9, 0)`).toHaveLength(
      0,
    );
    expect(
      await reach.warehouse.$client`select * from warehouse.find_closed_encounter(${secret})`,
    ).toHaveLength(0);
  });

  test("its owner opens it: a row in the log, the whole visit, in this session alone, until it is closed", async () => {
    const here = await anotherSession(a);
    const before = await reach.appOwner.$client`
      select 1 from app.access_log where citizen_id = ${a.citizenId} and part = 'private-encounter'`;
    await openPrivateEncounter(here.ctx, a.citizenId, secret);
    const book = await openBook(here.ctx, a.citizenId, "own-reading", "encounter");
    expect((await findEncounter(book, secret))?.conditions).toEqual([{ code: "B24", role: "main" }]);
    expect(await listClosedEncounters(book, { most: 9 })).toEqual([]);
    expect(await findClosedEncounter(book, secret)).toBeNull();
    expect(await seenUnder(await grantOf(here))).toEqual(everywhere(open, secret));
    const log = await openBook(here.ctx, a.citizenId, "own-reading", "access-log");
    const told = (await listOpenings(log, { since: new Date(0), most: 100 })).filter(
      (row) => row.part === "private-encounter",
    );
    expect(told).toHaveLength(before.length + 1);
    expect(told[0]?.own).toBe(true);
    // Twice is once, another session of the same person sees nothing.
    await openPrivateEncounter(here.ctx, a.citizenId, secret);
    expect(await seenUnder(await grantOf(a))).toEqual(everywhere(open));
    await closePrivateEncounter(here.ctx, a.citizenId, secret);
    expect(await seenUnder(await grantOf(here))).toEqual(everywhere(open));
  });

  test("another citizen opens nothing, and leaves no row in the book they aimed at", async () => {
    await expect(openPrivateEncounter(a.ctx, b.citizenId, secretOfB)).rejects.toBeInstanceOf(NotFound);
    // Their own book with somebody else's visit: the opening is written, and shows nothing.
    const here = await anotherSession(a);
    await openPrivateEncounter(here.ctx, a.citizenId, secretOfB);
    expect(await seenUnder(await grantOf(here))).toEqual(everywhere(open));
    const rows = await reach.appOwner.$client`
      select 1 from app.access_log where citizen_id = ${b.citizenId} and actor_id = ${a.citizenId}`;
    expect(rows).toHaveLength(0);
    const refused = await reach.appOwner.$client`
      select 1 from app.security_log where kind = 'opening-refused' and actor_id = ${a.citizenId} and aim = ${b.citizenId}`;
    expect(refused.length).toBeGreaterThan(0);
  });

  test("a grant that was edited, or is not of six or seven fields, opens nothing", async () => {
    const grant = await grantOf(a);
    const [claims = "", mac = ""] = grant.split(".");
    const soon = Math.floor(Date.now() / 1000) + 60;
    const own = `1|citizens|${soon}|1|own-reading|${a.citizenId}`;
    for (const attempt of [
      `${claims}|${secret}.${mac}`,
      `${claims},${secret}.${mac}`,
      `${claims}|${secret}`,
      forge(`${own}|${secret}|${secret}`),
      forge(`1|citizens|${soon}|1|own-reading`),
      forge(`${own}|${secret}`, randomBytes(32)),
      forge(`1|citizens|${soon - 120}|1|own-reading|${a.citizenId}|${secret}`),
    ]) {
      expect(await seenUnder(attempt), attempt).toEqual(everywhere());
    }
    // Well signed: what is not an id opens nothing more, and the older kind of grant is still good.
    expect(await seenUnder(forge(`${own}|everything`))).toEqual(everywhere(open));
    expect(await seenUnder(forge(own))).toEqual(everywhere(open));
    expect(await seenUnder(forge(`${own}|${secret}`))).toEqual(everywhere(open, secret));
  });

  test("signing out closes it, and a session that has ended opens nothing", async () => {
    const here = await anotherSession(a);
    await openPrivateEncounter(here.ctx, a.citizenId, secret);
    await reach.app.$client`select app.end_session(${here.token})`;
    const rows = await reach.appOwner.$client`
      select 1 from app.private_openings where session_hash = app.hash_of(${here.token})`;
    expect(rows).toHaveLength(0);
    await expect(openPrivateEncounter(here.ctx, a.citizenId, secret)).rejects.toBeInstanceOf(SignedOut);
    const again = await anotherSession(a);
    expect(await seenUnder(await grantOf(again))).toEqual(everywhere(open));
    // Ended, but not swept away yet.
    await openPrivateEncounter(again.ctx, a.citizenId, secret);
    const [row] = await reach.app.$client<{ log_id: string }[]>`
      select log_id from app.open_book(${again.token}, ${a.citizenId}, 'own-reading', 'cover')`;
    await reach.appOwner
      .$client`update app.sessions set ends_at = now() where token_hash = app.hash_of(${again.token})`;
    await expect(
      reach.app.$client`select app.grant_for(${again.token}, ${a.citizenId}, ${row?.log_id ?? null}::bigint)`,
    ).rejects.toEqual(sqlState("28000"));
  });

  test("no grant covers a visit in the transaction of its opening, nor one that was rolled back", async () => {
    const here = await anotherSession(a);
    const [row] = await reach.app.$client<{ log_id: string }[]>`
      select log_id from app.open_book(${here.token}, ${a.citizenId}, 'own-reading', 'encounter')`;
    const log = row?.log_id ?? null;
    const grants: string[] = [];
    await reach.app.$client
      .begin(async (tx) => {
        await tx`select app.open_private(${here.token}, ${a.citizenId}, ${secret}::uuid)`;
        const [given] = await tx<{ grant: string }[]>`
          select app.grant_for(${here.token}, ${a.citizenId}, ${log}::bigint) as grant`;
        grants.push(given?.grant ?? "");
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    grants.push(await grantOf(here));
    expect(grants).toHaveLength(2);
    for (const grant of grants) expect(await seenUnder(grant)).toEqual(everywhere(open));
  });

  test("a session has at most fifty open at once", async () => {
    const here = await anotherSession(a);
    for (let i = 0; i < 50; i += 1) await openPrivateEncounter(here.ctx, a.citizenId, randomUUID());
    await expect(openPrivateEncounter(here.ctx, a.citizenId, secret)).rejects.toBeInstanceOf(Refused);
  });

  test.each([
    ["read what is open", "select * from app.private_openings"],
    [
      "open by its own hand",
      "insert into app.private_openings (citizen_id, session_hash, encounter_id) values (gen_random_uuid(), '', gen_random_uuid())",
    ],
    ["read the fields of a grant", "select guard.grant_of('citizens')"],
  ])("the web role may not %s", async (_, statement) => {
    await expect(reach.app.$client.unsafe(statement)).rejects.toEqual(sqlState("42501"));
  });

  test("a line cannot be less private than its visit, and one that nobody decided on is closed", async () => {
    const sql = reach.ingest.$client;
    const line = {
      citizen_id: a.citizenId,
      encounter_id: secret,
      line: 9,
      role: "main",
      code: "J00",
      private: false,
    };
    await expect(sql`insert into warehouse.conditions ${sql(line)}`).rejects.toEqual(sqlState("23503"));
    const undecided = randomUUID();
    const [row] = await sql<{ private: boolean }[]>`
      insert into warehouse.encounters (citizen_id, encounter_id, facility_code, encounter_ref, arrived_at, format, file_id, received_at)
      values (${b.citizenId}, ${undecided}, '51000', ${undecided}, now(), '3176', gen_random_uuid(), now()) returning private`;
    expect(row?.private).toBe(true);
  });

  test("the plan asks for what is open once, and only where something is private", async () => {
    const grant = await grantOf(a);
    const plan = await reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      await tx`set local enable_seqscan = off`;
      return tx`explain (analyze, costs off) select * from warehouse.medicines where citizen_id = ${a.citizenId} and encounter_id = ${open}`;
    });
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toMatch(/Index Cond: .*citizen_id/);
    expect(text.match(/InitPlan/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain("never executed");
  });
});
