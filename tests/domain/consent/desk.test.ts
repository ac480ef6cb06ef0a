import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardKey } from "../../../app/_commands/start/keys.ts";
import { openBook, openDesk } from "../../../lib/consent/index.ts";
import { NotAllowed, NotFound, SignedOut } from "../../../lib/platform/errors.ts";
import { makeBook, reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";

const sqlState = (state: string) => expect.objectContaining({ code: state });

describe.each(["one", "two"] as const)("the door of a desk, both schemas in %s database(s)", (databases) => {
  let reach: ReturnType<typeof reachOf>;
  let clinic: Awaited<ReturnType<typeof staffSignedIn>>;
  let other: Awaited<ReturnType<typeof staffSignedIn>>;
  let authority: Awaited<ReturnType<typeof staffSignedIn>>;
  let citizen: Awaited<ReturnType<typeof signedIn>>;

  beforeAll(async () => {
    reach = reachOf(await makeBook(`desk_${databases}_${process.pid}`, databases));
    clinic = await staffSignedIn(reach, { facilityCode: "51000", name: "BS. Trần, Quốc | Vinh." });
    other = await staffSignedIn(reach, { facilityCode: "51001", role: "station" });
    authority = await staffSignedIn(reach);
    citizen = await signedIn(reach);
    for (const code of ["51000", "51001"]) {
      await reach.ingest.$client`
        insert into warehouse.received_files (sha256, name, bytes, facility_code)
        values (${randomBytes(32)}, ${`${code}.xml`}, 1, ${code})`;
    }
  }, 60_000);
  afterAll(() => reach?.close());

  const seenWith = async (grant: string | null) => {
    const rows = await reach.warehouse.$client.begin(async (tx) => {
      if (grant !== null) await tx`select set_config('book.grant', ${grant}, true)`;
      return tx<{ facility_code: string }[]>`select facility_code from warehouse.received_files order by 1`;
    });
    return rows.map((row) => row.facility_code);
  };

  const openingOf = async (token: string, part = "warehouse") => {
    const [opening] = await reach.app.$client<{ log_id: string | null; refusal: string | null }[]>`
      select log_id, refusal from app.open_desk(${token}, 'follow-warehouse', ${part}, null)`;
    return opening ?? { log_id: null, refusal: null };
  };
  const grantFor = (token: string, logId: string | null) =>
    reach.app.$client<{ grant: string }[]>`select app.desk_grant_for(${token}, ${logId}::bigint) as grant`;
  const grantOf = async ({ token }: { token: string }) => {
    const [row] = await grantFor(token, (await openingOf(token)).log_id);
    return row?.grant ?? "";
  };
  const forge = (claims: string, secret = guardKey(process.env.KEYS_DIR ?? "").secret) =>
    `${claims}.${createHmac("sha256", secret).update(claims).digest("hex")}`;
  const soon = () => Math.floor(Date.now() / 1000) + 60;
  const rowsOf = async (staffId: string) => {
    const [row] = await reach.appOwner.$client<{ n: number }[]>`
      select count(*)::int as n from app.desk_log where staff_id = ${staffId}`;
    return row?.n ?? 0;
  };
  const refusalsOf = async (actorId: string, kind: string) => {
    const [row] = await reach.appOwner.$client<{ n: number }[]>`
      select count(*)::int as n from app.security_log where actor_id = ${actorId} and kind = ${kind}`;
    return row?.n ?? 0;
  };

  test("a facility's desk shows its own rows, the authority's all of them, nobody else any", async () => {
    expect(await seenWith(await grantOf(clinic))).toEqual(["51000"]);
    expect(await seenWith(await grantOf(other))).toEqual(["51001"]);
    expect(await seenWith(await grantOf(authority))).toEqual(["51000", "51001"]);
    expect(await seenWith(null)).toEqual([]);
    const desk = await openDesk(clinic.ctx, "follow-warehouse", "warehouse");
    const rows = await desk.readWarehouse((tx) => tx.execute("select name from warehouse.received_files"));
    expect([...rows].map((row) => row.name)).toEqual(["51000.xml"]);
  });

  test("the opening left a line with who, where, what for and what", async () => {
    const about = randomUUID();
    const desk = await openDesk(clinic.ctx, "match-dossiers", "held-dossier", about);
    const [row] = await reach.appOwner.$client`select * from app.desk_log where log_id = ${desk.logId}`;
    expect(row).toMatchObject({
      staff_id: clinic.staffId,
      staff_name: "BS. Trần, Quốc | Vinh.",
      role: "clinic",
      facility_code: "51000",
      purpose: "match-dossiers",
      part: "held-dossier",
      about,
    });
  });

  test("a grant that is not genuine, or has expired, shows nothing", async () => {
    const [claims = "", mac = ""] = (await grantOf(clinic)).split(".");
    const staff = `${clinic.staffId},41,warehouse,`;
    const past = Math.floor(Date.now() / 1000) - 1;
    for (const attempt of [
      "51000",
      "*",
      claims,
      `${claims.replace("|51000,", "|51001,")}.${mac}`,
      `${claims.replace("|51000,", "|*,")}.${mac}`,
      `${claims.replace("|facility|", "|authority|").replace("|51000,", "|*,")}.${mac}`,
      `${claims.replace(/\|\d+\|/, `|${soon() + 9999}|`)}.${mac}`,
      `${claims}.${"0".repeat(64)}`,
      forge(`1|facility|${soon()}|1|follow-warehouse|51000,${staff}`, randomBytes(32)),
      forge(`1|facility|${past}|1|follow-warehouse|51000,${staff}`),
      forge(`1|authority|${past}|1|follow-warehouse|*,${staff}`),
      // Well signed, and yet nothing that the door gives out.
      forge(`1|facility|${soon()}|1|follow-warehouse|*,${staff}`),
      forge(`1|authority|${soon()}|1|follow-warehouse|51000,${staff}`),
      forge(`1|citizens|${soon()}|1|follow-warehouse|51000,${staff}`),
      forge(`1|facility|${soon()}|1|follow-warehouse|51000`),
      forge(`1|facility|${soon()}|1|follow-warehouse|51000,nobody,41,warehouse,`),
      forge(`1|facility|${soon()}|1|follow-warehouse|51000,${clinic.staffId},zz,warehouse,`),
    ]) {
      expect(await seenWith(attempt), attempt).toEqual([]);
    }
    expect(await seenWith(forge(`1|facility|${soon()}|1|x|51000,${staff}`))).toEqual(["51000"]);
  });

  test("a desk's grant opens no book, and a book's grant no desk", async () => {
    const grant = await grantOf(authority);
    const people = await reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      return tx`select 1 from warehouse.citizens`;
    });
    expect(people).toHaveLength(0);
    const book = await openBook(citizen.ctx, citizen.citizenId, "own-reading", "cover");
    const files = await book.readWarehouse((tx) => tx.execute("select 1 from warehouse.received_files"));
    expect([...files]).toHaveLength(0);
    await expect(openBook(authority.ctx, citizen.citizenId, "own-reading", "cover")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("a citizen's session opens no desk: a line in the security log, none in the desk's", async () => {
    await expect(openDesk(citizen.ctx, "follow-warehouse", "warehouse")).rejects.toBeInstanceOf(SignedOut);
    expect(await refusalsOf(citizen.citizenId, "desk-without-session")).toBe(1);
    const { log_id } = await openingOf(clinic.token);
    await expect(grantFor(citizen.token, log_id)).rejects.toEqual(sqlState("28000"));
  });

  test("staff without a facility, or under a code that is none, work at no desk", async () => {
    for (const facilityCode of ["", "*", "51,1", "a|b"]) {
      const stray = await staffSignedIn(reach, { role: "clinic", facilityCode });
      await expect(openDesk(stray.ctx, "follow-warehouse", "warehouse")).rejects.toBeInstanceOf(NotAllowed);
      expect(await refusalsOf(stray.staffId, "desk-refused")).toBe(1);
      expect(await rowsOf(stray.staffId)).toBe(0);
    }
  });

  test("no grant in the transaction of its opening, nor through a savepoint", async () => {
    const attempt = (part: string, deeper: boolean) =>
      reach.app.$client.begin(async (tx) => {
        const open = async (sql: typeof tx) => {
          const [row] = await sql<{ log_id: string }[]>`
            select log_id from app.open_desk(${clinic.token}, 'follow-warehouse', ${part}, null)`;
          return row?.log_id ?? null;
        };
        const id = deeper ? await tx.savepoint(open) : await open(tx);
        await tx`select app.desk_grant_for(${clinic.token}, ${id}::bigint)`;
      });
    await expect(attempt("in-one", false)).rejects.toEqual(sqlState("42501"));
    await expect(attempt("in-savepoint", true)).rejects.toEqual(sqlState("42501"));
    const inOne = reach.app.$client.begin(
      (tx) => tx`call app.enter_desk(${clinic.token}, 'x', 'y', null, null, null, null)`,
    );
    await expect(inOne).rejects.toEqual(sqlState("2D000"));
  });

  test("no grant for another session's line, an old one, or one that was rolled back", async () => {
    const { log_id } = await openingOf(other.token);
    await expect(grantFor(clinic.token, log_id)).rejects.toEqual(sqlState("42501"));
    const [old] = await reach.appOwner.$client<{ log_id: string }[]>`
      insert into app.desk_log (at, staff_id, staff_name, role, facility_code, session_hash, purpose, part)
      values (now() - interval '16 minutes', ${clinic.staffId}, 'x', 'clinic', '51000', app.hash_of(${clinic.token}), 'x', 'old')
      returning log_id`;
    await expect(grantFor(clinic.token, old?.log_id ?? null)).rejects.toEqual(sqlState("42501"));
    let id: string | null = null;
    await reach.app.$client
      .begin(async (tx) => {
        const [row] = await tx<{ log_id: string }[]>`
          select log_id from app.open_desk(${clinic.token}, 'follow-warehouse', 'gone', null)`;
        id = row?.log_id ?? null;
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    expect(id).not.toBeNull();
    await expect(grantFor(clinic.token, id)).rejects.toEqual(sqlState("42501"));
  });

  test("an ended session and a forged token open nothing", async () => {
    const gone = await staffSignedIn(reach, { facilityCode: "51000" });
    const { log_id } = await openingOf(gone.token);
    await reach.appOwner.$client`update app.sessions set ends_at = now() where subject_id = ${gone.staffId}`;
    await expect(openDesk(gone.ctx, "follow-warehouse", "warehouse")).rejects.toBeInstanceOf(SignedOut);
    await expect(grantFor(gone.token, log_id)).rejects.toEqual(sqlState("28000"));
    expect(await openingOf(randomBytes(32).toString("base64url"))).toMatchObject({ refusal: "signed-out" });
  });

  test("who was moved to another facility reads the new one's rows, under a line of its own", async () => {
    const moved = await staffSignedIn(reach, { facilityCode: "51000" });
    expect(await seenWith(await grantOf(moved))).toEqual(["51000"]);
    await reach.appOwner
      .$client`update app.staff set facility_code = '51001' where staff_id = ${moved.staffId}`;
    expect(await seenWith(await grantOf(moved))).toEqual(["51001"]);
    expect(await rowsOf(moved.staffId)).toBe(2);
  });

  test("one line per session, part and thing in a quarter of an hour", async () => {
    const busy = await staffSignedIn(reach, { facilityCode: "51000" });
    for (let i = 0; i < 3; i += 1) await openDesk(busy.ctx, "follow-warehouse", "warehouse");
    expect(await rowsOf(busy.staffId)).toBe(1);
    await openDesk(busy.ctx, "match-dossiers", "held-dossier", randomUUID());
    await openDesk(busy.ctx, "match-dossiers", "held-dossier", randomUUID());
    expect(await rowsOf(busy.staffId)).toBe(3);
  });

  test("a session cannot walk through everything that names a person", async () => {
    const curious = await staffSignedIn(reach, { facilityCode: "51000" });
    await reach.appOwner.$client`
      insert into app.desk_log (staff_id, staff_name, role, facility_code, session_hash, purpose, part, about)
      select ${curious.staffId}, 'x', 'clinic', '51000', app.hash_of(${curious.token}), 'match-dossiers', 'held-dossier', n::text
      from generate_series(1, 200) n`;
    const one = openDesk(curious.ctx, "match-dossiers", "held-dossier", randomUUID());
    await expect(one).rejects.toBeInstanceOf(NotAllowed);
    await openDesk(curious.ctx, "follow-warehouse", "warehouse");
  });

  test.each([
    ["no part", null, "follow-warehouse", null],
    ["a part in other letters", "a,b", "follow-warehouse", null],
    ["no purpose", "warehouse", null, null],
    ["a thing with a bar in it", "held-dossier", "match-dossiers", "a|b"],
    ["a thing as long as a book", "held-dossier", "match-dossiers", "a".repeat(1000)],
  ])("%s opens nothing", async (_, part, purpose, about) => {
    const before = await rowsOf(clinic.staffId);
    const [answer] = await reach.app.$client`
      select * from app.open_desk(${clinic.token}, ${purpose}, ${part}, ${about})`;
    expect(answer).toMatchObject({ log_id: null, refusal: "not-allowed" });
    expect(await rowsOf(clinic.staffId)).toBe(before);
  });

  test.each([
    ["read the desk's log", "app", "select * from app.desk_log"],
    ["write it", "app", "insert into app.desk_log (staff_id) values (gen_random_uuid())"],
    ["read its own grant's making", "app", "select guard.grant_of('authority')"],
    ["ask who works", "warehouse", "select * from guard.desk()"],
    ["read whom a dossier names", "warehouse", "select name from warehouse.quarantine"],
    ["read originals", "warehouse", "select original from warehouse.quarantine"],
    ["read what was found", "warehouse", "select problems from warehouse.quarantine"],
    ["read whose a claim is", "warehouse", "select citizen_id from warehouse.claims"],
    ["read who was filed", "warehouse", "select citizen_id from warehouse.filings"],
    ["decide by hand", "warehouse", "update warehouse.matches set ended_at = now()"],
    ["release by hand", "warehouse", "update warehouse.quarantine set released_at = now()"],
    ["write figures", "warehouse", "update warehouse.facility_months set clean = 0"],
  ] as const)("the web role may not %s, under a grant or not", async (_, where, statement) => {
    const grant = await grantOf(authority);
    const asked = reach[where].$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      return tx.unsafe(statement);
    });
    await expect(asked).rejects.toEqual(sqlState("42501"));
  });

  test("what only grows cannot be changed, not even by its owner", async () => {
    for (const [owner, statement] of [
      [reach.appOwner, "update app.desk_log set part = 'x'"],
      [reach.appOwner, "truncate app.desk_log"],
      [reach.warehouseOwner, "delete from warehouse.match_decisions"],
    ] as const) {
      await expect(owner.$client.unsafe(statement), statement).rejects.toEqual(sqlState("42501"));
    }
  });

  test("the grant is asked once per statement", async () => {
    const grant = await grantOf(clinic);
    const plan = await reach.warehouse.$client.begin(async (tx) => {
      await tx`select set_config('book.grant', ${grant}, true)`;
      return tx<{ "QUERY PLAN": string }[]>`explain select file_id from warehouse.received_files`;
    });
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("InitPlan");
  });
});
