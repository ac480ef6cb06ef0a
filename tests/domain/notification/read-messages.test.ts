import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { revokeRelation } from "#lib/family/index.ts";
import {
  chooseQuietHours,
  chooseSilence,
  countUnread,
  findMessage,
  findMessageSettings,
  listMessages,
  readAllMessages,
  readMessage,
} from "#lib/notification/index.ts";
import { Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { tell } from "#tests/support/messages.ts";
import { aChild, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

type Person = Awaited<ReturnType<typeof signedIn>>;
let person: Person;
beforeEach(async () => {
  person = await signedIn(reach);
});
const bookOf = (one = person) => openBook(one.ctx, one.citizenId, "own-reading", "messages");

describe("the inbox", () => {
  test("has one's own messages, the latest first, by pages", async () => {
    const told: number[] = [];
    for (let i = 0; i < 5; i += 1) told.push(await tell(reach, person.citizenId, "request-answered"));
    const book = await bookOf();
    const first = await listMessages(book, { most: 3 });
    expect(first.map(({ messageId }) => messageId)).toEqual(told.toReversed().slice(0, 3));
    const rest = await listMessages(book, { most: 3, before: first.at(-1)?.messageId });
    expect(rest.map(({ messageId }) => messageId)).toEqual(told.toReversed().slice(3));
  });

  test("shows nothing of a stranger's, and a stranger marks nothing", async () => {
    const id = await tell(reach, person.citizenId, "security-incident", { on: "2026-11-26" });
    const stranger = await bookOf(await signedIn(reach));
    expect(await findMessage(stranger, id)).toBeNull();
    await readMessage(stranger, id);
    expect((await findMessage(await bookOf(), id))?.readAt).toBeNull();
    const bare = await reach.app.$client`select * from app.messages where citizen_id = ${person.citizenId}`;
    expect(bare).toHaveLength(0);
  });

  test("counts what is unread, up to ten, for whoever holds the session; for staff nothing", async () => {
    expect(await countUnread(person.ctx)).toBe(0);
    for (let i = 0; i < 12; i += 1) await tell(reach, person.citizenId, "request-answered");
    expect(await countUnread(person.ctx)).toBe(10);
    expect(await countUnread((await staffSignedIn(reach)).ctx)).toBe(0);
    const other = { ...person.ctx, actor: { ...person.ctx.actor, token: "x".repeat(43) } };
    expect(await countUnread(other)).toBe(0);
  });
});

describe("messages of somebody else", () => {
  const inbox = async (who: Person) => listMessages(await bookOf(who), { most: 9 });

  test("a parent has those of a child in their own inbox, and reading one counts for a child who signs in nowhere", async () => {
    const [mother, child] = [await signedIn(reach), await aChild(reach, "2022-03-03")];
    await represents(reach, mother, child, "2022-03-03");
    const id = await tell(reach, child.citizenId, "book-opened-first", { facility: "51000" });
    await tell(reach, child.citizenId, "relation-recorded", { facility: "51000" });
    await tell(reach, child.citizenId, "request-answered", { of: "Người Khác" });
    const [copy, ...more] = await inbox(mother);
    expect(copy).toMatchObject({ kind: "book-opened-first", values: { of: child.name, facility: "51000" } });
    expect(more).toEqual([]);
    expect(await countUnread(mother.ctx)).toBe(1);
    await readMessage(await bookOf(mother), copy?.messageId ?? 0);
    const [original] = await reach.appOwner.$client`
      select read_at from app.messages where citizen_id = ${child.citizenId} and message_id = ${id}`;
    expect(original?.read_at).not.toBeNull();
  });

  test("an adult's go to whom they gave messages, until they take it back; each reads for themselves", async () => {
    const [friend, other] = [await signedIn(reach), await signedIn(reach)];
    const relationId = await trusts(person, friend, ["messages"]);
    await trusts(person, other, ["record"]);
    await expect(openBook(friend.ctx, person.citizenId, "for-family", "cover")).rejects.toThrow();
    const id = await tell(reach, person.citizenId, "request-answered");
    const copies = (await inbox(friend)).filter((one) => one.byRelation === relationId);
    expect(copies).toMatchObject([{ kind: "request-answered" }]);
    expect((await inbox(other)).filter((one) => one.byRelation)).toEqual([]);
    await readMessage(await bookOf(friend), copies[0]?.messageId ?? 0);
    expect((await findMessage(await bookOf(), id))?.readAt).toBeNull();
    await revokeRelation(person.ctx, { relationId });
    await tell(reach, person.citizenId, "export-ready");
    expect((await inbox(friend)).filter((one) => one.byRelation)).toHaveLength(1);
  });
});

describe("reading", () => {
  test("marks one message, once", async () => {
    const id = await tell(reach, person.citizenId, "request-answered");
    const book = await bookOf();
    await readMessage(book, id);
    const first = (await findMessage(book, id))?.readAt;
    expect(first).toBeInstanceOf(Date);
    await readMessage(book, id);
    expect((await findMessage(book, id))?.readAt).toEqual(first);
  });

  test("all leaves unread what came after the page was made", async () => {
    await tell(reach, person.citizenId, "request-answered");
    const upTo = await tell(reach, person.citizenId, "export-ready");
    await tell(reach, person.citizenId, "security-incident");
    await readAllMessages(person.ctx, { upTo });
    expect(await countUnread(person.ctx)).toBe(1);
    await readAllMessages(person.ctx, { upTo });
    expect(await countUnread(person.ctx)).toBe(1);
  });

  test("asks for a grant of one's own book", async () => {
    await expect(reach.app.$client`select app.read_messages(1)`).rejects.toMatchObject({ code: "42501" });
    await expect(reach.app.$client`select app.choose_silence('{}')`).rejects.toMatchObject({ code: "42501" });
    await expect(
      reach.app.$client`select app.tell(gen_random_uuid(), 'other', '/me', '{}', null)`,
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("settings", () => {
  test("are ours until a person chooses, and leave the opening under which they chose", async () => {
    expect(await findMessageSettings(await bookOf())).toEqual({ silent: [], quietFrom: 1260, quietTo: 420 });
    await chooseSilence(person.ctx, { "sms-openings": "yes", "sms-rights": "yes" });
    await chooseQuietHours(person.ctx, { quiet: "on", from: 1320, to: 360 });
    const book = await bookOf();
    expect(await findMessageSettings(book)).toEqual({
      silent: ["corrections", "family", "fees", "visits", "doses"],
      quietFrom: 1320,
      quietTo: 360,
    });
    const [row] = await reach.appOwner.$client<{ opened_as: string }[]>`
      select opened_as from app.message_settings where citizen_id = ${person.citizenId}`;
    expect(Number(row?.opened_as)).toBe(book.logId);
    await chooseQuietHours(person.ctx, { quiet: "off", from: 1320, to: 360 });
    expect(await findMessageSettings(book)).toMatchObject({ quietFrom: 1320, quietTo: 1320 });
  });

  test("never silence what is about safety, not even by hand", async () => {
    await chooseSilence(person.ctx, {});
    const { silent } = await findMessageSettings(await bookOf());
    expect(silent).not.toContain("safety");
    const book = await bookOf();
    const { sql } = await import("drizzle-orm");
    await expect(
      book.actOnApp((tx) => tx.execute(sql`select app.choose_silence('{safety}')`)),
    ).rejects.toThrow();
  });

  test("refuse quiet hours that begin and end at once", async () => {
    await expect(chooseQuietHours(person.ctx, { quiet: "on", from: 60, to: 60 })).rejects.toEqual(
      new Refused("same-hours"),
    );
  });

  test.each([
    ["2026-11-26T13:59:00Z", 1260, 420, "2026-11-26T13:59:00Z"],
    ["2026-11-26T14:00:00Z", 1260, 420, "2026-11-27T00:00:00Z"],
    ["2026-11-26T23:59:00Z", 1260, 420, "2026-11-27T00:00:00Z"],
    ["2026-11-27T00:00:00Z", 1260, 420, "2026-11-27T00:00:00Z"],
    ["2026-11-26T06:00:00Z", 780, 840, "2026-11-26T07:00:00Z"],
    ["2026-11-26T18:00:00Z", 60, 60, "2026-11-26T18:00:00Z"],
  ])("%s, quiet from minute %i to %i: %s", async (at, from, to, expected) => {
    const [row] = await reach.appOwner.$client<{ free: string }[]>`
      select app.after_quiet(${at}::timestamptz, ${from}::int, ${to}::int) as free`;
    expect(new Date(row?.free ?? "")).toEqual(new Date(expected));
  });
});
