import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { connectionOf } from "../../support/database.ts";

test("the log of Postgres tells of an error and of nobody's name, number or password", async () => {
  const mark = `Bi Mat ${process.pid}`;
  const ingest = connectionOf("ingest");
  const failing = ingest`
    insert into warehouse.citizens (name, birth_date, sex, details_from, details_as_of)
    values (${mark}, '1990', 'neither', 'x', now())`;
  await expect(failing).rejects.toMatchObject({ code: "23514" });
  await expect(connectionOf("web").unsafe(`alter role book_web password '${mark}'; x`)).rejects.toThrow();
  await sleep(200);
  const folder = join(process.env.DATA_DIR ?? "", "logs");
  const log = readFileSync(join(folder, "postgres.log"), "utf8");
  expect(log).toContain("citizens_sex");
  expect(log).not.toContain(mark);
  expect(statSync(folder).mode & 0o077).toBe(0);
});
