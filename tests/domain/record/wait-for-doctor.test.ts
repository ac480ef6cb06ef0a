import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, SignedOut } from "#lib/platform/errors.ts";
import {
  chooseResults,
  findWaiting,
  listResultsOfTest,
  listTests,
  openHeldResults,
} from "#lib/record/index.ts";
import { isHeldForDoctor } from "#lib/record/rules.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

type Who = { ctx: Context; citizenId: string };
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "results");
const allAtOnce = { lab: "at-once", imaging: "at-once", function: "at-once" } as const;

/** A visit with one picture, over since yesterday. */
async function fileImage(who: Who): Promise<string> {
  const id = await fileVisit(reach, who.citizenId);
  const sql = reach.ingest.$client;
  await sql`update warehouse.encounters set ended_at = now() - interval '1 day' where encounter_id = ${id}`;
  await sql`insert into warehouse.services (citizen_id, encounter_id, line, private, kind, code, name, cost_group)
    values (${who.citizenId}, ${id}, 1, false, 'service', 'SA1', 'Siêu âm ổ bụng', '2')`;
  await sql`insert into warehouse.results (citizen_id, encounter_id, line, private, service_code, conclusion)
    values (${who.citizenId}, ${id}, 1, false, 'SA1', 'Bình thường')`;
  return id;
}

/** What waits in the list of tests and on the page of the test, which must agree. */
async function waits(who: Who): Promise<boolean> {
  const book = await bookOf(who);
  const waiting = await findWaiting(book);
  const [first] = await listTests(book, { most: 1 });
  const [line] = await listResultsOfTest(book, { test: first?.test ?? "", most: 1 });
  if (!first || !line) throw new Error("no result was filed");
  const held = [first, line].map((one) =>
    isHeldForDoctor({ costGroup: one.costGroup, visit: one }, waiting, who.ctx.now),
  );
  expect(held[0]).toBe(held[1]);
  return held[0] === true;
}

test("results of the chosen kind wait until a doctor's word is in the book", async () => {
  const who = await signedIn(reach);
  const id = await fileImage(who);
  expect(await waits(who)).toBe(false);
  await chooseResults(who.ctx, { ...allAtOnce, lab: "wait" });
  expect(await waits(who)).toBe(false);
  await chooseResults(who.ctx, { ...allAtOnce, imaging: "wait" });
  expect(await waits(who)).toBe(true);
  await reach.ingest.$client`
    update warehouse.encounters set final_diagnosis = 'Khỏe mạnh' where encounter_id = ${id}`;
  expect(await waits(who)).toBe(false);
});

test("the owner opens waiting results of one visit; opening twice is once", async () => {
  const who = await signedIn(reach);
  const id = await fileImage(who);
  await chooseResults(who.ctx, { ...allAtOnce, imaging: "wait" });
  await openHeldResults(who.ctx, { encounterId: id });
  await openHeldResults(who.ctx, { encounterId: id });
  expect(await waits(who)).toBe(false);
  expect((await findWaiting(await bookOf(who))).opened).toEqual([id]);
});

test("every change of mind leaves its trace, the same choice again leaves none", async () => {
  const who = await signedIn(reach);
  await chooseResults(who.ctx, { ...allAtOnce, lab: "wait" });
  await chooseResults(who.ctx, { ...allAtOnce, lab: "wait" });
  await chooseResults(who.ctx, allAtOnce);
  const rows = await reach.appOwner.$client<{ kind: string; choice: string }[]>`
    select kind, choice from app.result_choices where citizen_id = ${who.citizenId} and kind = 'lab' order by at`;
  expect(rows.map((row) => row.choice)).toEqual(["wait", "at-once"]);
  await expect(
    reach.appOwner.$client`delete from app.result_choices where citizen_id = ${who.citizenId}`,
  ).rejects.toThrow();
  const openings = await reach.appOwner.$client`
    select 1 from app.access_log where citizen_id = ${who.citizenId} and part = 'results'`;
  expect(openings.length).toBeGreaterThan(0);
});

test("nobody chooses or opens in another's book, or without a living session", async () => {
  const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
  const id = await fileImage(who);
  await chooseResults(who.ctx, { ...allAtOnce, imaging: "wait" });
  await chooseResults(stranger.ctx, allAtOnce);
  await expect(openHeldResults(stranger.ctx, { encounterId: id })).rejects.toBeInstanceOf(NotFound);
  await expect(openHeldResults(who.ctx, { encounterId: randomUUID() })).rejects.toBeInstanceOf(NotFound);
  expect(await waits(who)).toBe(true);
  const nobody = { ...who.ctx, actor: { ...who.ctx.actor, token: "x".repeat(43) } };
  await expect(chooseResults(nobody, allAtOnce)).rejects.toBeInstanceOf(SignedOut);
  await expect(openHeldResults(nobody, { encounterId: id })).rejects.toBeInstanceOf(SignedOut);
  expect(await waits(who)).toBe(true);
});
