import { afterAll, beforeAll, expect, test } from "vitest";
import { openBookInHand } from "#lib/consent/index.ts";
import { findDependants, renewDependants } from "#lib/family/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { makeBook, reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { population } from "#tests/support/population.ts";
import { holding } from "#tests/support/relatives.ts";

const simulated = population();
let reach: ReturnType<typeof reachOf>;
// A book of its own: the worker asks about everybody in it.
beforeAll(async () => {
  reach = reachOf(await makeBook(`renew_${process.pid}`, "two"));
  await simulated.start();
}, 60_000);
afterAll(async () => {
  simulated.stop();
  await reach?.close();
});

test("what a court ended ends in the night, and nothing ends because nobody answers", async () => {
  const mother = await signedIn(reach);
  await reach.warehouseOwner.$client`
    update warehouse.identifiers set value = '051188000008' where citizen_id = ${mother.citizenId}`;
  expect(await findDependants(mother.ctx, simulated.url())).toBe(2);
  const [child] = await reach.appOwner.$client<{ id: string }[]>`
    select citizen_id as id from app.relations where actor_id = ${mother.citizenId} and citizen_name = 'Lê Minh Khôi'`;
  const ctx = holding(mother, child?.id ?? "", "representative");
  const renew = (address: string | null) =>
    renewDependants({ app: reach.appOwner, ingest: reach.ingest.$client }, address);
  expect(await renew(null)).toBe(0);
  await simulated.play("unavailable");
  expect(await renew(simulated.url())).toBe(0);
  await simulated.play("normal");
  expect(await renew(simulated.url())).toBe(1);
  await openBookInHand(ctx, "cover");
  await simulated.play("court-order");
  expect(await renew(simulated.url())).toBe(1);
  await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
  const ended = await reach.appOwner.$client`
    select ended_because from app.relations where actor_id = ${mother.citizenId}`;
  expect(ended.map((row) => row.ended_because)).toEqual(["court-order", "court-order"]);
});
