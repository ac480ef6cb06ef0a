import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";
import {
  beginReading,
  listNews,
  listTasks,
  noteSeen,
  readCompleteness,
  reportVisit,
  withdrawReport,
} from "#lib/record/index.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

type Who = { ctx: Context; citizenId: string };
const coverOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "cover");
const news = async (who: Who) => {
  const book = await coverOf(who);
  return (await listNews(book, await beginReading(book))).map((one) => one.encounterId);
};

test("what comes after the first reading is new until it is read, and again when it is sent anew", async () => {
  const who = await signedIn(reach);
  await fileVisit(reach, who.citizenId);
  expect(await news(who)).toEqual([]);
  const later = await fileVisit(reach, who.citizenId);
  const secret = await fileVisit(reach, who.citizenId, { privateBecause: ["hiv"] });
  expect(await news(who)).toEqual([later]);
  await noteSeen(await coverOf(who), later);
  await noteSeen(await coverOf(who), later);
  expect(await news(who)).toEqual([]);
  await reach.ingest.$client`
    update warehouse.encounters set received_at = clock_timestamp() where encounter_id in (${later}, ${secret})`;
  expect(await news(who)).toEqual([later]);
  const stranger = await signedIn(reach);
  expect(await news(stranger)).toEqual([]);
});

test("tasks are the days that facilities sent, from today on, each once, and none of a private visit", async () => {
  const who = await signedIn(reach);
  const open = await fileVisit(reach, who.citizenId);
  const secret = await fileVisit(reach, who.citizenId, { privateBecause: ["hiv"] });
  const { today } = who.ctx;
  const sql = reach.ingest.$client;
  await sql`update warehouse.encounters set next_visit_on = array[${today}::date - 1, ${today}::date + 9],
    care_kind = '05', ended_at = now() + interval '5 days' where citizen_id = ${who.citizenId}`;
  for (const [id, isPrivate] of [
    [open, false],
    [secret, true],
  ] as const) {
    await sql`insert into warehouse.papers (citizen_id, encounter_id, line, private, kind, follow_up_on)
      values (${who.citizenId}, ${id}, 1, ${isPrivate}, 'follow-up', ${today}::date + 9)`;
  }
  const tasks = await listTasks(await coverOf(who), today);
  expect(tasks.map((task) => [task.kind, task.encounterId])).toEqual([
    ["medicines-end", open],
    ["follow-up", open],
  ]);
});

test("who sent, how much and how fast, of this book alone", async () => {
  const who = await signedIn(reach);
  for (const days of [1, 3, 20]) {
    const id = await fileVisit(reach, who.citizenId);
    await reach.ingest.$client`
      update warehouse.encounters set ended_at = received_at - make_interval(days => ${days}) where encounter_id = ${id}`;
  }
  const book = await openBook(who.ctx, who.citizenId, "own-reading", "completeness");
  const { senders } = await readCompleteness(book, {
    names: new Map(),
    today: who.ctx.today,
    tellPrivate: true,
  });
  expect(senders).toMatchObject([{ facilityCode: "51000", visits: 3, usualDays: 3 }]);
});

test("a missing visit is reported once, withdrawn with its trace, and is nobody else's business", async () => {
  const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
  const report = (reportId: string, place = "Phòng khám  Mẫu", year = "2026") =>
    reportVisit(who.ctx, { reportId, place, "visited.day": "", "visited.month": "3", "visited.year": year });
  const reportId = randomUUID();
  await report(reportId);
  await report(reportId);
  const said = async (one: Who) => {
    const book = await openBook(one.ctx, one.citizenId, "own-reading", "completeness");
    return (await readCompleteness(book, { names: new Map(), today: one.ctx.today, tellPrivate: true }))
      .reports;
  };
  expect(await said(who)).toMatchObject([
    { place: "Phòng khám Mẫu", visitedOn: "2026-03", withdrawnAt: null },
  ]);
  expect(await said(stranger)).toEqual([]);
  await expect(withdrawReport(stranger.ctx, { reportId })).rejects.toBeInstanceOf(NotFound);
  await withdrawReport(who.ctx, { reportId });
  await withdrawReport(who.ctx, { reportId });
  expect((await said(who))[0]?.withdrawnAt).toBeInstanceOf(Date);
  await expect(report(randomUUID(), "  ")).rejects.toBeInstanceOf(Refused);
  await expect(report(randomUUID(), "Trạm", "2099")).rejects.toBeInstanceOf(Refused);
  const nobody = { ...who.ctx, actor: { ...who.ctx.actor, token: "x".repeat(43) } };
  await expect(withdrawReport(nobody, { reportId })).rejects.toBeInstanceOf(SignedOut);
});
