import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { Channel } from "#lib/platform/channel.ts";
import { urlOf } from "#tests/support/database.ts";
import { reachOf, superuserUrl } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());
const knock = (name: string, payload: string) => reach.app.$client`select pg_notify(${name}, ${payload})`;

test("one line tells each room's followers, comes back when it was cut, and is closed with the last of them", async () => {
  const name = `queue-${randomUUID()}`;
  const superuser = postgres(superuserUrl(), { max: 1 });
  const lines = () =>
    superuser<
      { pid: number }[]
    >`select pid from pg_stat_activity where query like ${`%${name}%`} and pid <> pg_backend_pid() and application_name = 'book-listen'`;
  const channel = new Channel(urlOf("web"), name, knock);
  const heard: string[] = [];
  const ends = ["phòng 1", "phòng 2", "phòng 2"].map((room, at) =>
    channel.follow(room, () => heard.push(`${at} ${room}`)),
  );
  // Once it listens, everybody looks again: something may have been missed.
  await expect.poll(() => heard.length, { timeout: 5000 }).toBe(3);
  heard.length = 0;
  await knock(name, "phòng 2");
  await expect.poll(() => heard.sort()).toEqual(["1 phòng 2", "2 phòng 2"]);
  expect(await lines()).toHaveLength(1);
  heard.length = 0;
  for (const { pid } of await lines()) await superuser`select pg_terminate_backend(${pid})`;
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(3);
  heard.length = 0;
  await knock(name, "phòng 1");
  await expect.poll(() => heard).toEqual(["0 phòng 1"]);
  for (const end of ends) end();
  await expect.poll(async () => (await lines()).length, { timeout: 5000 }).toBe(0);
  await superuser.end();
}, 40_000);
