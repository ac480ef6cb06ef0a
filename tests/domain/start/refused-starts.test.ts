import fs from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { refusedStart } from "#tests/support/book-process.ts";
import { urlOf } from "#tests/support/database.ts";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { freePort } from "../../../app/_commands/start/ports.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "refused-start-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));
let count = 0;
const dataDirOfItsOwn = () => {
  count += 1;
  return path.join(folder, String(count));
};

const live = {
  BOOK_MODE: "live",
  PUBLIC_URL: "https://so.binhson.example",
  DATABASE_URL: "postgres://book_web:a@db.example/book",
  WAREHOUSE_URL: "postgres://book_web:a@db.example/warehouse",
  WORKER_URL: "postgres://book_worker:a@db.example/book",
  INGEST_URL: "postgres://book_ingest:a@db.example/warehouse",
  OWNER_URL: "postgres://book_owner:a@db.example/book",
  WAREHOUSE_OWNER_URL: "postgres://book_owner:a@db.example/warehouse",
  VNEID_ISSUER: "https://vneid.example",
  VNEID_CLIENT_ID: "so-suc-khoe",
  VNEID_CLIENT_SECRET: "given-by-vneid",
  STAFF_ISSUER: "https://staff.example",
  STAFF_CLIENT_ID: "so-suc-khoe",
  STAFF_CLIENT_SECRET: "given-by-the-department",
  BHXH_URL: "https://cards.example",
  SMS_URL: "https://sms.example",
};

describe("npm start refuses, with sentences and nothing else,", () => {
  test("a live book with a simulator's key, an address on this computer or a missing one", async () => {
    const DATA_DIR = dataDirOfItsOwn();
    const { code, words } = await refusedStart({
      ...live,
      DATA_DIR,
      KEYS_DIR: path.join(DATA_DIR, "keys"),
      STAFF_CLIENT_SECRET: "sample-abc",
      VNEID_ISSUER: "http://127.0.0.1:4000",
      WORKER_URL: "",
      BHXH_URL: "",
    });
    expect(code).toBe(1);
    expect(words.split("\n").toSorted()).toEqual([
      "BHXH_URL is missing.",
      "STAFF_CLIENT_SECRET is a simulator's key; a live book needs the real system's.",
      "VNEID_ISSUER points to this computer; a live book needs the real system's address.",
      "WORKER_URL is missing.",
    ]);
    expect(fs.existsSync(DATA_DIR)).toBe(false);
  });

  test("a live book over the keys of a sample one", async () => {
    const DATA_DIR = dataDirOfItsOwn();
    const KEYS_DIR = path.join(DATA_DIR, "keys");
    fs.mkdirSync(KEYS_DIR, { recursive: true });
    fs.writeFileSync(path.join(KEYS_DIR, "sample-vneid-client.key"), "sample-abc\n");
    const { code, words } = await refusedStart({
      ...live,
      DATA_DIR,
      KEYS_DIR,
      PORT: String(await freePort()),
    });
    expect(code).toBe(1);
    expect(words).toContain(`KEYS_DIR (${KEYS_DIR}) was made by a sample book`);
    expect(words).not.toMatch(/^\s+at /m);
  });

  test("values that cannot be, all at once", async () => {
    const { code, words } = await refusedStart({
      DATA_DIR: dataDirOfItsOwn(),
      PORT: "80.5",
      BOOK_MODE: "demo",
    });
    expect(code).toBe(1);
    expect(words.split("\n").toSorted()).toEqual([
      'BOOK_MODE must be "sample" or "live".',
      "PORT must be a whole number from 1 to 65535.",
    ]);
  });

  test("a port that another program uses", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const at = server.address();
        resolve(at && typeof at === "object" ? at.port : 0);
      });
    });
    const { code, words } = await refusedStart({ DATA_DIR: dataDirOfItsOwn(), PORT: String(port) });
    server.close();
    expect(code).toBe(1);
    expect(words).toBe(
      `Port ${port} on 127.0.0.1 is used by another program; stop that one, or give PORT another number.`,
    );
  });

  test("a data folder of another release of Postgres, and leaves it as it was", async () => {
    const DATA_DIR = dataDirOfItsOwn();
    fs.mkdirSync(path.join(DATA_DIR, "postgres"), { recursive: true });
    fs.writeFileSync(path.join(DATA_DIR, "postgres/PG_VERSION"), "17\n");
    const { code, words } = await refusedStart({ DATA_DIR, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expect(words).toMatch(
      /was made by Postgres 17, and this release brings Postgres \d+\. Nothing was changed\./,
    );
    expect(fs.readdirSync(path.join(DATA_DIR, "postgres"))).toEqual(["PG_VERSION"]);
  });
});

/** A database of somebody else's in the cluster of these tests, made by its superuser. */
async function foreignDatabase(statements: string) {
  const name = `foreign_${process.pid}_${Date.now()}`;
  const { superuser } = postgresKeys(process.env.KEYS_DIR ?? "");
  const { host } = new URL(urlOf("owner"));
  const at = (database: string) => `postgres://postgres:${superuser}@${host}/${database}`;
  const run = async (database: string, text: string) => {
    const sql = postgres(at(database), { max: 1, onnotice: () => {} });
    await sql.unsafe(text).finally(() => sql.end());
  };
  await run("postgres", `create database ${name}`);
  await run(name, statements);
  const names = [
    "DATABASE_URL",
    "WAREHOUSE_URL",
    "WORKER_URL",
    "INGEST_URL",
    "OWNER_URL",
    "WAREHOUSE_OWNER_URL",
  ];
  return {
    values: Object.fromEntries(names.map((one) => [one, at(name)])),
    async tables() {
      const sql = postgres(at(name), { max: 1 });
      const rows = await sql<{ found: string }[]>`
        select table_schema || '.' || table_name as found from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') order by 1`;
      await sql.end();
      return rows.map(({ found }) => found);
    },
    drop: () => run("postgres", `drop database ${name} with (force)`),
  };
}

describe("npm start leaves alone", () => {
  test("a database without the mark of sample mode", async () => {
    const foreign = await foreignDatabase("create table patients (name text)");
    const values = { ...foreign.values, DATA_DIR: dataDirOfItsOwn(), PORT: String(await freePort()) };
    const { code, words } = await refusedStart(values);
    expect(code).toBe(1);
    expect(words).toContain("OWNER_URL names a database without the mark of sample mode.");
    expect(words).not.toMatch(/^\s+at /m);
    expect(await foreign.tables()).toEqual(["public.patients"]);
    await foreign.drop();
  });

  test("a database that a newer release has used", async () => {
    const foreign = await foreignDatabase(`
      create schema guard;
      create table guard.book_mark (mode text primary key);
      insert into guard.book_mark values ('sample');
      create schema drizzle;
      create table drizzle.app_migrations (id serial primary key, hash text not null, created_at bigint);
      insert into drizzle.app_migrations (hash, created_at) values ('of tomorrow', 4102444800000);`);
    const before = await foreign.tables();
    const values = { ...foreign.values, DATA_DIR: dataDirOfItsOwn(), PORT: String(await freePort()) };
    const { code, words } = await refusedStart(values);
    expect(code).toBe(1);
    expect(words).toContain("The database was last used by a newer release of the book");
    expect(words).not.toMatch(/^\s+at /m);
    expect(await foreign.tables()).toEqual(before);
    await foreign.drop();
  });
});
