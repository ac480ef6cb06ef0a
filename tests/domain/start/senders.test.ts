import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BUILD_DIR, familyOf, killAtOnce, launcherOf, membersOf } from "#tests/support/book-process.ts";
import { envelope, fileOf, hoso, somebody, summaryFor, visit } from "#tests/support/claims.ts";
import { zipOf } from "#tests/support/zip.ts";
import { childBookEnvironment, startChildBook } from "../../../app/_commands/start/child-book.ts";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";
import type { Ready } from "../../../app/_commands/start/ready.ts";

// One book, sent to over the wire and hurt: the tests follow each other.
const RECOVERS = { timeout: 60_000, interval: 200 };
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sent-book-"));
let env: NodeJS.ProcessEnv;
let book: Awaited<ReturnType<typeof startChildBook>>;
let ready: Ready;

beforeAll(async () => {
  env = await childBookEnvironment({ dataDir, buildDir: BUILD_DIR });
  book = await startChildBook(env);
  ready = await book.ready();
}, 240_000);

afterAll(async () => {
  await book.stop();
  fs.rmSync(dataDir, { recursive: true });
});

const OWN = "51001";
const OTHER = "51000";
const keyOf = (code: string) => ready.facilityKeys[code] ?? "";
const address = () => `${ready.url}/api/warehouse/claims`;

type Told = {
  status: number;
  retryAfter: string | null;
  requestId?: string;
  error?: string;
  facility?: string;
  files?: { file: string; dossiers: number; accepted: number; unchanged: number; quarantined: number }[];
};

async function told(answer: Response): Promise<Told> {
  const content = (await answer.json()) as Omit<Told, "status" | "retryAfter">;
  return { ...content, status: answer.status, retryAfter: answer.headers.get("retry-after") };
}

async function send(
  body: Uint8Array | string | null,
  key = keyOf(OWN),
  headers: Record<string, string> = {},
) {
  const sent = body === null || typeof body === "string" ? body : new Uint8Array(body);
  const authorization = `Bearer ${key}`;
  return told(await fetch(address(), { method: "POST", headers: { authorization, ...headers }, body: sent }));
}

const ask = async (requestId: string, key = keyOf(OWN)) =>
  told(await fetch(`${address()}/${requestId}`, { headers: { authorization: `Bearer ${key}` } }));

const claim = (facility = OWN) => summaryFor(somebody(), { MA_CSKCB: facility });
const oneVisit = () => fileOf(claim(), { facility: OWN });
const visits = (count: number) =>
  envelope(
    Array.from({ length: count }, () => hoso(visit(claim()))),
    { facility: OWN },
  );

/** As the database's superuser sees it. */
async function counted(text: string, of: string): Promise<number> {
  const key = postgresKeys(path.join(dataDir, "keys")).superuser;
  const sql = postgres(`postgres://postgres:${key}@127.0.0.1:${readRecord(dataDir)?.port}/book`, { max: 1 });
  try {
    const [row] = await sql.unsafe<{ count: number }[]>(text, [of]);
    return row?.count ?? -1;
  } finally {
    await sql.end();
  }
}
const claimsUnder = (ref: string) =>
  counted("select count(*)::int as count from warehouse.claims where claim_ref like $1", ref);

/** Does something while the launcher looks away, so that it cannot yet mend what was broken. */
async function unseen<T>(work: () => Promise<T>): Promise<T> {
  const launcher = launcherOf(dataDir);
  process.kill(launcher, "SIGSTOP");
  try {
    return await work();
  } finally {
    process.kill(launcher, "SIGCONT");
  }
}
const workers = () => membersOf(launcherOf(dataDir), /_jobs\/worker\.ts/);
const resultOf = (requestId: string) =>
  vi.waitFor(async () => {
    const result = await ask(requestId);
    expect(result.status).toBe(200);
    return result;
  }, RECOVERS);

describe("a facility's system", () => {
  test("has a key in sample mode, kept for nobody else to read", () => {
    expect(Object.keys(ready.facilityKeys)).toEqual(expect.arrayContaining([OWN, OTHER]));
    for (const [code, key] of Object.entries(ready.facilityKeys)) {
      const file = path.join(dataDir, "keys", `sample-facility-${code}.key`);
      expect(fs.readFileSync(file, "utf8").trim()).toBe(key);
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    }
    expect(fs.statSync(path.join(dataDir, "ready.json")).mode & 0o777).toBe(0o600);
  });

  test("200: a file plain, as gzip and as zip, with the report of each", async () => {
    const plain = await send(oneVisit(), keyOf(OWN), { "content-type": "text/plain" });
    expect(plain).toMatchObject({ status: 200, files: [{ file: "claims.xml", dossiers: 1, accepted: 1 }] });
    expect(Object.keys(plain.files?.[0] ?? {})).toEqual(
      "file format dossiers accepted replaced unchanged quarantined problems ms".split(" "),
    );
    expect(await send(gzipSync(oneVisit()))).toMatchObject({ status: 200, files: [{ accepted: 1 }] });
    const zip = zipOf([
      { name: "a.xml", content: oneVisit() },
      { name: "b.xml", content: oneVisit() },
    ]);
    const packed = await send(zip);
    expect(packed.files?.map(({ file, accepted }) => [file, accepted])).toEqual([
      ["claims.zip/a.xml", 1],
      ["claims.zip/b.xml", 1],
    ]);
    expect(await send("<html><body>no</body></html>")).toMatchObject({
      status: 200,
      files: [{ dossiers: 0 }],
    });
  });

  test("the same bytes: the same request and report, later and 20 at once", async () => {
    const file = oneVisit();
    const first = await send(file);
    expect(await send(file)).toEqual(first);
    const crowd = oneVisit();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(crowd)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, files: [{ accepted: 1 }] });
    expect(await ask(answers[0]?.requestId ?? "")).toEqual(answers[0]);
  });

  test("401 without a key, with a wrong or a cut one; 404 for what another sent or nobody", async () => {
    for (const key of ["", "x", keyOf(OWN).slice(0, -1), `bskey_${"A".repeat(43)}`]) {
      expect(await send(oneVisit(), key)).toMatchObject({ status: 401, error: "no-key" });
      expect((await ask(crypto.randomUUID(), key)).status).toBe(401);
    }
    expect((await told(await fetch(address(), { method: "POST", body: "<x/>" }))).status).toBe(401);
    const { requestId = "" } = await send(oneVisit());
    expect((await ask(requestId, keyOf(OTHER))).status).toBe(404);
    expect((await ask(crypto.randomUUID())).status).toBe(404);
    expect((await ask("x")).status).toBe(404);
  });

  test("403 for another's code in the first, the second dossier, or an archive's second entry: nothing is filed", async () => {
    const [mine, others] = [claim(), claim(OTHER)];
    const file = (...of: ReturnType<typeof claim>[]) =>
      envelope(
        of.map((one) => hoso(visit(one))),
        { facility: OWN },
      );
    const bodies = [
      fileOf(others, { facility: OTHER }),
      file(mine, others),
      gzipSync(file(mine, others)),
      zipOf([
        { name: "a.xml", content: file(mine) },
        { name: "b.xml", content: file(others) },
      ]),
    ];
    for (const body of bodies) {
      const first = await send(body);
      expect(first).toMatchObject({ status: 403, error: "other-facility", facility: OTHER });
      expect(first.files).toBeUndefined();
      expect(await ask(first.requestId ?? "")).toEqual(first);
    }
    for (const one of [mine, others]) expect(await claimsUnder(one.MA_LK ?? "")).toBe(0);
  });

  test("413 by what it says of itself, and by what comes; 415 for what is no claim", async () => {
    // Not a byte of it is sent: the answer comes by its word alone.
    const promised = { authorization: `Bearer ${keyOf(OWN)}`, "content-length": 101 * 1024 * 1024 };
    const atItsWord = await new Promise((resolve, reject) => {
      const asking = http.request(address(), { method: "POST", headers: promised }, ({ statusCode }) => {
        resolve(statusCode);
        asking.destroy();
      });
      asking.once("error", reject).flushHeaders();
    });
    expect(atItsWord).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = new Uint8Array(1024 * 1024).fill(32);
        if (sent === 0) piece[0] = 0x3c;
        sent += 1;
        if (sent > 101) controller.close();
        else controller.enqueue(piece);
      },
    });
    const headers = { authorization: `Bearer ${keyOf(OWN)}` };
    const answer = await fetch(address(), {
      ...{ method: "POST", headers, body: endless, duplex: "half" },
    } as RequestInit);
    expect(answer.status).toBe(413);
    for (const body of ['{"a":1}', "--x\r\nContent-Disposition: form-data", "", null])
      expect((await send(body, keyOf(OWN), { "content-type": "application/xml" })).status).toBe(415);
    expect(
      await counted(
        "select count(*)::int as count from warehouse.inbox_chunks where facility_code = $1",
        OWN,
      ),
    ).toBe(0);
  }, 90_000);
});

describe("when something dies", () => {
  test("the worker is away: 202, and the result once it is back", async () => {
    const answer = await unseen(async () => {
      killAtOnce(workers());
      return send(oneVisit());
    });
    expect(answer).toMatchObject({ status: 202, requestId: expect.any(String) });
    expect(answer.files).toBeUndefined();
    const result = await resultOf(answer.requestId ?? "");
    expect(result.files).toMatchObject([{ accepted: 1 }]);
  }, 90_000);

  test("the worker is killed in the middle of a file: every dossier is filed, and once", async () => {
    const file = visits(400);
    const refs = [...file.toString().matchAll(/NOIDUNGFILE>([^<]+)/g)].length;
    expect(refs).toBe(800);
    const sending = send(file);
    const begun = () =>
      counted(
        "select count(*)::int as count from warehouse.inbox where facility_code = $1 and tries > 0 and answered_at is null",
        OWN,
      );
    await vi.waitFor(async () => expect(await begun()).toBe(1), { timeout: 20_000, interval: 20 });
    killAtOnce(workers());
    const { requestId = "" } = await sending;
    const { files } = await resultOf(requestId);
    expect(files?.[0]?.dossiers).toBe(400);
    expect((files?.[0]?.accepted ?? 0) + (files?.[0]?.unchanged ?? 0)).toBe(400);
    const doubled = await counted(
      `select count(*)::int as count from (select 1 from warehouse.filings where facility_code = $1 and what = 'accepted'
       group by claim_ref having count(*) > 1) twice`,
      OWN,
    );
    expect(doubled).toBe(0);
  }, 120_000);

  test("Postgres is away: 503, never a success; the same bytes again are received", async () => {
    const file = oneVisit();
    const postmaster = readRecord(dataDir)?.postgres.pid ?? 0;
    const answer = await unseen(() => {
      killAtOnce(familyOf(postmaster));
      return send(file);
    });
    expect(answer).toMatchObject({ status: 503, error: "unavailable", retryAfter: "30" });
    const { requestId = "" } = await vi.waitFor(async () => {
      const again = await send(file);
      expect([200, 202]).toContain(again.status);
      return again;
    }, RECOVERS);
    expect((await resultOf(requestId)).files).toMatchObject([{ accepted: 1 }]);
  }, 120_000);

  test("429 past what one key may send in a minute, with when to come again; another key goes on", async () => {
    const tries = await Promise.all(Array.from({ length: 490 }, () => send("{}", keyOf(OTHER))));
    const refused = tries.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    // A computer that is busy with other things may also say that it is too busy; nobody gets through.
    expect(tries.filter(({ status }) => ![429, 415, 503].includes(status))).toEqual([]);
    expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(0);
    expect(Number(refused[0]?.retryAfter)).toBeLessThanOrEqual(60);
    expect((await send("{}")).status).toBe(415);
  }, 60_000);

  test("the next start prints the same keys", async () => {
    const before = ready.facilityKeys;
    await book.stop();
    book = await startChildBook(env);
    ready = await book.ready();
    expect(ready.facilityKeys).toEqual(before);
    expect((await send(oneVisit())).status).toBe(200);
  }, 120_000);
});
