import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { listOpenings, openBook } from "#lib/consent/index.ts";
import {
  answerHistoryQuestion,
  answerHistoryTopic,
  declareHistory,
  listHistory,
  listHistoryVersions,
  withdrawHistory,
} from "#lib/history/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";
import { reachOf, signedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

const topic = "allergy" as const;
const answer = (ctx: Context, entryId: string, question: string, given: string, unknown?: string) =>
  answerHistoryQuestion(ctx, { entryId, topic, question, answer: given, unknown });

async function tell(ctx: Context, entryId: string, what: string) {
  await answer(ctx, entryId, "kind", "food");
  await answer(ctx, entryId, "what", what);
  await answer(ctx, entryId, "reaction", "", "yes");
  await answer(ctx, entryId, "since", "2019");
  await declareHistory(ctx, { entryId, topic });
}
const bookOf = (who: { ctx: Context; citizenId: string }) =>
  openBook(who.ctx, who.citizenId, "own-reading", "history");

test("what is told stands, is changed, and is withdrawn, each with its trace", async () => {
  const who = await signedIn(reach);
  const entryId = randomUUID();
  await tell(who.ctx, entryId, "tôm");
  const [entry] = (await listHistory(await bookOf(who))).entries;
  expect(entry).toMatchObject({
    entryId,
    topic,
    standing: "self-declared",
    answers: { kind: "food", what: "tôm", reaction: "", since: "2019" },
  });
  // The same again adds nothing.
  await tell(who.ctx, entryId, "tôm");
  await tell(who.ctx, entryId, "tôm hùm");
  await withdrawHistory(who.ctx, { entryId });
  await withdrawHistory(who.ctx, { entryId });
  const book = await bookOf(who);
  expect((await listHistory(book)).entries).toEqual([]);
  const versions = await listHistoryVersions(book, entryId);
  expect(versions.map((one) => [one.act, one.answers.what])).toEqual([
    ["withdrawn", "tôm hùm"],
    ["changed", "tôm hùm"],
    ["declared", "tôm"],
  ]);
  const openings = await listOpenings(book, { since: new Date(0), most: 10 });
  const told = await reach.appOwner.$client<{ opened_as: string }[]>`
    select opened_as from app.history_entries where citizen_id = ${who.citizenId}`;
  expect(told.map((row) => Number(row.opened_as))).toEqual(Array(3).fill(openings[0]?.logId));
});

test("a telling is refused while a question is open, and an answer that is none", async () => {
  const who = await signedIn(reach);
  const entryId = randomUUID();
  await expect(declareHistory(who.ctx, { entryId, topic })).rejects.toBeInstanceOf(Refused);
  await expect(answer(who.ctx, entryId, "kind", "rubbish")).rejects.toMatchObject({ reason: "choose" });
  await expect(answer(who.ctx, entryId, "no-such", "x")).rejects.toBeInstanceOf(NotFound);
  await answer(who.ctx, entryId, "kind", "", "yes");
  // The name of what one is allergic to is needed.
  await expect(answer(who.ctx, entryId, "what", "", "yes")).rejects.toMatchObject({ reason: "empty" });
  expect((await listHistory(await bookOf(who))).entries).toEqual([]);
});

test("nothing to tell is an answer too, written once", async () => {
  const who = await signedIn(reach);
  await answerHistoryTopic(who.ctx, { topic, answer: "none" });
  await answerHistoryTopic(who.ctx, { topic, answer: "none" });
  await answerHistoryTopic(who.ctx, { topic, answer: "unknown" });
  expect((await listHistory(await bookOf(who))).answers).toMatchObject([{ topic, answer: "unknown" }]);
  const rows = await reach.appOwner
    .$client`select 1 from app.history_answers where citizen_id = ${who.citizenId}`;
  expect(rows).toHaveLength(2);
});

test("a stranger reads and changes nothing of it", async () => {
  const [a, b] = [await signedIn(reach), await signedIn(reach)];
  const entryId = randomUUID();
  await tell(a.ctx, entryId, "cua");
  const theirs = await bookOf(b);
  expect((await listHistory(theirs)).entries).toEqual([]);
  expect(await listHistoryVersions(theirs, entryId)).toEqual([]);
  await expect(withdrawHistory(b.ctx, { entryId })).rejects.toBeInstanceOf(NotFound);
  // The same id in another book is another entry.
  await tell(b.ctx, entryId, "mực");
  expect((await listHistory(await bookOf(a))).entries[0]?.answers.what).toBe("cua");
  const nobody = { ...a.ctx, actor: { ...a.ctx.actor, token: "x".repeat(43) } };
  await expect(tell(nobody, entryId, "x")).rejects.toBeInstanceOf(SignedOut);
});

test.each([
  ["no grant", "select app.withdraw_history(gen_random_uuid())"],
  [
    "its own hand",
    "insert into app.history_answers (citizen_id, topic, answer) values (gen_random_uuid(), 'allergy', 'none')",
  ],
  ["another's name", "select app.own_citizen()"],
])("the web role writes nothing with %s", async (_, statement) => {
  await expect(reach.app.$client.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
});

test("what was told cannot be changed, not even by its owner", async () => {
  await expect(
    reach.appOwner.$client`update app.history_entries set topic = 'illness'`,
  ).rejects.toMatchObject({
    code: "42501",
  });
});
