import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../../lib/consent/index.ts";
import { parts } from "../../../lib/consent/rules.ts";
import { signHeads } from "../../../lib/consent/sign-heads.ts";
import { latestStatements, statementsFile } from "../../../lib/consent/statements.ts";
import { type LogFault, verifyLog } from "../../../lib/consent/verify-log.ts";
import { connect, type Database } from "../../../lib/platform/db.ts";
import { urlOf } from "../../support/database.ts";
import { makeBook, reachOf, signedIn } from "../../support/guarded-books.ts";

describe("the chained access log", () => {
  let reach: ReturnType<typeof reachOf>;
  let worker: Database;
  const dataDir = mkdtempSync(path.join(tmpdir(), "chain-"));
  const keysDir = mkdtempSync(path.join(tmpdir(), "chain-keys-"));
  /** Each signing ten minutes later than the one before. */
  let clock = Date.now();
  const signNow = () => {
    clock += 600_000;
    return signHeads(worker, { dataDir, keysDir }, new Date(clock));
  };
  const verify = async (inMemory?: number) => {
    const faults: LogFault[] = [];
    const report = await verifyLog(reach.appOwner, { dataDir, keysDir, inMemory }, (one) => faults.push(one));
    return { report, faults, kinds: [...new Set(faults.map(({ kind }) => kind))] };
  };
  const keyFile = (n: number) => path.join(keysDir, `access-log-heads-${n}.key`);
  const makeKey = (n: number) =>
    writeFileSync(
      keyFile(n),
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    );
  /** A person whose log has these rows, one part each. */
  const somebody = async (rows: number) => {
    const who = await signedIn(reach);
    for (const part of parts.slice(0, rows)) await openBook(who.ctx, who.citizenId, "own-reading", part);
    return who.citizenId;
  };
  const idsOf = async (citizenId: string) => {
    const rows = await reach.appOwner.$client<{ id: string }[]>`
      select log_id::text as id from app.access_log where citizen_id = ${citizenId} order by log_id`;
    return rows.map(({ id }) => id);
  };
  /** As the owner of the database can, whatever triggers say; what was there is put back afterwards. */
  const asOwner = async (work: (sql: Database["$client"]) => Promise<unknown>, look: () => Promise<void>) => {
    const sql = reach.appOwner.$client;
    await sql`create table app.kept_log as select * from app.access_log`;
    await sql`create table app.kept_heads as select * from app.access_log_heads`;
    await sql`alter table app.access_log disable trigger all`;
    await sql`alter table app.access_log_heads disable trigger all`;
    try {
      await work(sql);
      await look();
    } finally {
      await sql`delete from app.access_log`;
      await sql`delete from app.access_log_heads`;
      await sql`insert into app.access_log overriding system value select * from app.kept_log`;
      await sql`insert into app.access_log_heads select * from app.kept_heads`;
      await sql`drop table app.kept_log, app.kept_heads`;
      await sql`alter table app.access_log enable trigger all`;
      await sql`alter table app.access_log_heads enable trigger all`;
    }
  };
  /** Makes a chain whole again after a change, heads too: what an owner who knows the code would do. */
  const rechain = (sql: Database["$client"], citizenId: string) => sql`
    do ${sql.unsafe(`$do$
      declare r app.access_log; before bytea := ''; n bigint := 0;
      begin
        for r in select * from app.access_log where citizen_id = '${citizenId}' order by log_id loop
          r.previous_hash := before; before := app.chain_hash(r); n := n + 1;
          update app.access_log set previous_hash = r.previous_hash, hash = before where citizen_id = r.citizen_id and log_id = r.log_id;
          update app.access_log_heads set last_log_id = r.log_id, rows = n, hash = before where citizen_id = r.citizen_id;
        end loop;
      end $do$`)}`;

  beforeAll(async () => {
    const urls = await makeBook(`chain_${process.pid}`, "one");
    reach = reachOf(urls);
    const url = new URL(urlOf("worker"));
    url.pathname = new URL(urls.web).pathname;
    worker = connect(url.href, { max: 3 });
    makeKey(1);
  }, 60_000);
  afterAll(async () => {
    await worker?.$client.end({ timeout: 5 });
    await reach?.close();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(keysDir, { recursive: true, force: true });
  });

  test("fifty openings of one book at once make one chain", async () => {
    const who = await signedIn(reach);
    const one = (part: string) =>
      reach.app.$client`select * from app.open_book(${who.token}, ${who.citizenId}, 'own-reading', ${part})`;
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => one(`part-${String.fromCharCode(97 + (n % 26), 97 + n / 26)}`)),
    );
    const [head] = await reach.appOwner.$client<{ rows: string }[]>`
      select rows::text from app.access_log_heads where citizen_id = ${who.citizenId}`;
    expect(head?.rows).toBe("50");
    const { report, faults } = await verify();
    expect(faults).toEqual([]);
    expect(report).toMatchObject({ whole: true, vouchedUntil: null });
  });

  test("two workers that sign at once leave one statement, and the next one carries on from it", async () => {
    await somebody(3);
    const made = await Promise.all([signNow(), signNow(), signNow()]);
    expect(made.filter(Boolean).length).toBeGreaterThan(0);
    await somebody(2);
    const next = await signNow();
    const statements = await latestStatements(dataDir, 100);
    expect(statements.map(({ statement }) => statement.number)).toEqual(
      Array.from({ length: statements.length }, (_, n) => statements.length - n),
    );
    // Only what changed since is listed anew.
    expect(next?.changed).toBe(1);
    expect((await verify()).report).toMatchObject({
      whole: true,
      unsignedRows: 0,
      statements: statements.length,
    });
  });

  test("rows since the last statement are named as what nobody vouches for yet", async () => {
    await somebody(4);
    expect((await verify()).report).toMatchObject({ whole: true, unsignedRows: 4, unsignedChains: 1 });
    await signNow();
    // The same from files on the disk, one group of people at a time.
    expect((await verify(0)).report).toMatchObject({ whole: true, unsignedRows: 0 });
  });

  test("a row that the owner changed is found, also when the chain was made whole again", async () => {
    const citizenId = await somebody(5);
    await signNow();
    const ids = await idsOf(citizenId);
    const edit = (sql: Database["$client"]) =>
      sql`update app.access_log set actor_name = 'Ai Khác' where citizen_id = ${citizenId} and log_id = ${ids[2] ?? 0}`;
    await asOwner(edit, async () => {
      const { faults } = await verify();
      expect(faults).toEqual([expect.objectContaining({ kind: "row-changed", citizenId, logId: ids[2] })]);
    });
    await asOwner(
      async (sql) => {
        await edit(sql);
        await rechain(sql, citizenId);
      },
      async () => {
        const { faults } = await verify();
        const after = new Date(clock).toISOString();
        expect(faults).toEqual([
          { kind: "signed-row-differs", citizenId, logId: ids[4], after, before: null },
        ]);
      },
    );
    expect((await verify()).report.whole).toBe(true);
  });

  test("a forged chain that was signed afterwards is still found, and the time between is named", async () => {
    const citizenId = await somebody(3);
    await signNow();
    const after = new Date(clock).toISOString();
    const ids = await idsOf(citizenId);
    const files = ["statements.log", `heads-${after.slice(0, 7)}.log`].map((name) =>
      path.join(path.dirname(statementsFile(dataDir)), name),
    );
    const before = files.map((file) => readFileSync(file));
    await asOwner(
      async (sql) => {
        await sql`update app.access_log set part = 'cover' where citizen_id = ${citizenId} and log_id = ${ids[1] ?? 0}`;
        await rechain(sql, citizenId);
        await signNow();
      },
      async () => {
        const { faults } = await verify();
        const next = new Date(clock).toISOString();
        expect(faults).toEqual([
          { kind: "signed-row-differs", citizenId, logId: ids[2], after, before: next },
        ]);
      },
    );
    files.forEach((file, at) => {
      writeFileSync(file, before[at] ?? "");
    });
  });

  test.each([
    [
      "removed",
      async (sql: Database["$client"], c: string, ids: string[]) =>
        sql`delete from app.access_log where citizen_id = ${c} and log_id = ${ids[1] ?? 0}`,
    ],
    [
      "removed at the end",
      async (sql: Database["$client"], c: string, ids: string[]) =>
        sql`delete from app.access_log where citizen_id = ${c} and log_id = ${ids[3] ?? 0}`,
    ],
    [
      "all removed",
      async (sql: Database["$client"], c: string) => [
        await sql`delete from app.access_log where citizen_id = ${c}`,
        await sql`delete from app.access_log_heads where citizen_id = ${c}`,
      ],
    ],
    [
      "put in another order",
      async (sql: Database["$client"], c: string, ids: string[]) => sql`
        update app.access_log l set part = o.part, at = o.at, previous_hash = o.previous_hash, hash = o.hash
        from app.access_log o where l.citizen_id = ${c} and o.citizen_id = ${c}
          and (l.log_id, o.log_id) in ((${ids[1] ?? 0}, ${ids[2] ?? 0}), (${ids[2] ?? 0}, ${ids[1] ?? 0}))`,
    ],
    [
      "given to somebody else",
      async (sql: Database["$client"], c: string, ids: string[]) => sql`
      update app.access_log set citizen_id = gen_random_uuid() where citizen_id = ${c} and log_id = ${ids[1] ?? 0}`,
    ],
  ])(
    "rows that the owner has %s are found, with whose they are, chain made whole again or not",
    async (_, work) => {
      const citizenId = await somebody(4);
      await signNow();
      const ids = await idsOf(citizenId);
      for (const whole of [false, true]) {
        await asOwner(
          async (sql) => {
            await work(sql, citizenId, ids);
            if (whole) await rechain(sql, citizenId);
          },
          async () => {
            const { faults, report } = await verify();
            expect(report.whole).toBe(false);
            expect(faults.some((one) => "citizenId" in one && one.citizenId === citizenId)).toBe(true);
          },
        );
      }
    },
  );

  test("a row slipped in afterwards with an older time is found", async () => {
    const citizenId = await somebody(2);
    await signNow();
    await reach.appOwner.$client`
      insert into app.access_log (citizen_id, at, actor_kind, actor_name, purpose, part)
      values (${citizenId}, ${new Date(clock - 3_600_000).toISOString()}, 'staff', 'A', 'care', 'cover')`;
    expect((await verify()).kinds).toEqual(["dated-before-signed"]);
    await reach.appOwner.$client`alter table app.access_log disable trigger append_only`;
    await reach.appOwner
      .$client`delete from app.access_log where citizen_id = ${citizenId} and purpose = 'care'`;
    await rechain(reach.appOwner.$client, citizenId);
    await reach.appOwner.$client`alter table app.access_log enable trigger append_only`;
    expect((await verify()).report.whole).toBe(true);
  });

  test("statements and heads that were forged, cut or removed are found; what a crash left is carried on", async () => {
    const file = statementsFile(dataDir);
    const [last] = await latestStatements(dataDir, 1);
    const heads = path.join(path.dirname(file), last?.statement.heads.file ?? "");
    const [text, headText] = [readFileSync(file), readFileSync(heads)];
    const forged = async (change: () => void, kind: string) => {
      change();
      const { kinds } = await verify();
      writeFileSync(file, text);
      writeFileSync(heads, headText);
      expect(kinds).toContain(kind);
    };
    await forged(
      () => writeFileSync(file, text.toString().replace(/"rows":"\d+"/, '"rows":"1"')),
      "bad-signature",
    );
    await forged(() => writeFileSync(file, text.toString().split("\n").slice(1).join("\n")), "out-of-order");
    await forged(() => writeFileSync(file, text.toString().replace(/\n.*\n$/, "\n")), "statements-cut");
    await forged(() => rmSync(file), "statements-cut");
    await forged(
      () => writeFileSync(heads, headText.toString().replace(/^[0-9a-f]{8}/, "00000000")),
      "heads-changed",
    );
    await forged(() => rmSync(heads), "heads-missing");
    // A key of one's own signs as well as ours, but nobody here knows it.
    const [own, kept] = [keyFile(1), readFileSync(keyFile(1))];
    makeKey(1);
    await forged(() => {}, "bad-signature");
    writeFileSync(own, kept);
    appendFileSync(file, '{"number":99,"at":"20');
    appendFileSync(heads, "0000");
    expect(await signNow()).toMatchObject({ number: (last?.statement.number ?? 0) + 1 });
    expect((await verify()).report.whole).toBe(true);
    // A new key signs from now on, the old one still verifies.
    makeKey(2);
    await signNow();
    expect((await verify()).report.whole).toBe(true);
    truncateSync(heads, 10);
    await expect(signNow()).rejects.toThrow("shorter");
  });

  test("the worker signs and reads no row; the web role sees no head", async () => {
    await expect(worker.$client`select 1 from app.access_log`).rejects.toMatchObject({ code: "42501" });
    await expect(worker.$client`update app.access_log_heads set hash = ''`).rejects.toMatchObject({
      code: "42501",
    });
    await expect(reach.app.$client`select 1 from app.access_log_heads`).rejects.toMatchObject({
      code: "42501",
    });
  });
});
