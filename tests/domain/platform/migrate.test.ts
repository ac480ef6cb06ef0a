import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { guardKey } from "../../../app/_commands/start/keys.ts";
import { migrate } from "../../../drizzle/migrate.ts";
import { fileVisit, makeBook, reachOf, signedIn } from "../../support/guarded-books.ts";

const key = () => guardKey(process.env.KEYS_DIR ?? "");
const again = (
  urls: Awaited<ReturnType<typeof makeBook>>,
  o: { mode?: "sample" | "live"; secret?: Buffer } = {},
) =>
  migrate({
    ownerUrl: urls.owner,
    warehouseOwnerUrl: urls.warehouseOwner,
    guardKey: { kid: 1, secret: o.secret ?? key().secret },
    mode: o.mode ?? "sample",
  });

const journal = (folder: string) =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, `../../../drizzle/${folder}/meta/_journal.json`), "utf8"),
  ).entries as { when: number; tag: string }[];

describe("migrations", () => {
  test.each(["app", "warehouse"])("those of %s are dated in order, one file each", (folder) => {
    const entries = journal(folder);
    const dates = entries.map((entry) => entry.when);
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    expect(new Set(dates).size).toBe(dates.length);
    const files = readdirSync(path.join(import.meta.dirname, `../../../drizzle/${folder}`)).filter((file) =>
      file.endsWith(".sql"),
    );
    expect(files.sort()).toEqual(entries.map((entry) => `${entry.tag}.sql`).sort());
  });

  test("a filled book is brought up again and keeps every row", async () => {
    const urls = await makeBook(`filled_${process.pid}`, "two");
    const reach = reachOf(urls);
    const person = await signedIn(reach);
    await fileVisit(reach, person.citizenId);
    expect(await again(urls)).toEqual({ applied: 0, fresh: false });
    expect(await reach.warehouseOwner.$client`select 1 from warehouse.encounters`).toHaveLength(1);
    expect(await reach.appOwner.$client`select 1 from app.sessions`).toHaveLength(1);
    await reach.close();
  });

  test("two starts at once migrate once", async () => {
    const urls = await makeBook(`twice_${process.pid}`, "one");
    const results = await Promise.all([again(urls), again(urls), again(urls)]);
    expect(results.map((result) => result.applied)).toEqual([0, 0, 0]);
  });

  test("what must not be touched is refused in a sentence", async () => {
    const urls = await makeBook(`refused_${process.pid}`, "one");
    const owner = postgres(urls.owner, { max: 1 });
    await expect(again(urls, { mode: "live" })).rejects.toThrow(/sample mode made/);
    await expect(again(urls, { secret: Buffer.alloc(32, 1) })).rejects.toThrow(/guard key 1/);
    await owner`insert into drizzle.app_migrations (hash, created_at) values ('later', 99999999999999)`;
    await expect(again(urls)).rejects.toThrow(/newer release/);
    await owner`delete from drizzle.app_migrations where hash = 'later'`;
    const [first] = await owner<
      { id: number; hash: string }[]
    >`select id, hash from drizzle.app_migrations order by id limit 1`;
    await owner`update drizzle.app_migrations set hash = 'edited' where id = ${first?.id ?? 0}`;
    await expect(again(urls)).rejects.toThrow(/another version of migration/);
    await owner`update drizzle.app_migrations set hash = ${first?.hash ?? ""} where id = ${first?.id ?? 0}`;
    await owner`delete from guard.book_mark`;
    await expect(again(urls)).rejects.toThrow(/without the mark of sample mode/);
    await owner.end();
  });
});
