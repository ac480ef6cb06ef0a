import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import {
  closeCall,
  findCall,
  giveBackCall,
  listCalls,
  listCallsMade,
  readMessage,
  takeCall,
} from "#lib/notification/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { aStation, confirmedPhone, ladderTurn, tell } from "#tests/support/messages.ts";

const reach = reachOf();
let endTurn: () => Promise<void>;
beforeAll(async () => {
  endTurn = await ladderTurn();
}, 120_000);
afterAll(async () => {
  await endTurn();
  await reach.close();
});

let person: Awaited<ReturnType<typeof signedIn>>;
let station: { code: string; wardCode: string };
let nurse: Context;
let messageId: number;
let callId: string;

/** A line as the worker opens it. */
async function openLine(stations: string[]): Promise<string> {
  const [row] = await reach.appOwner.$client<{ id: string }[]>`
    select app.open_call(now(), ${person.citizenId}::uuid, ${messageId}::bigint, 'urgent', '', '1990', ${`{${stations.join()}}`}::text[], null, '0905 333 444') as id`;
  return row?.id ?? "";
}
beforeEach(async () => {
  person = await signedIn(reach, { name: "Võ Thị Chưa Đọc" });
  station = await aStation(reach);
  nurse = (await staffSignedIn(reach, { facilityCode: station.code, role: "station", name: "Y sĩ Thử" })).ctx;
  messageId = await tell(reach, person.citizenId, "book-opened-emergency", { facility: "51000" });
  callId = await openLine([station.code]);
});

const listOf = async (ctx: Context) => listCalls(await openDesk(ctx, "call-people", "calls"), 200);
const lineOf = async (ctx: Context, id = callId) =>
  findCall(await openDesk(ctx, "call-people", "call", id), id);
const logOf = () => reach.appOwner.$client<
  { act: string; staff_name: string | null; opened_as: string | null }[]
>`
  select act, staff_name, opened_as from app.call_log where citizen_id = ${person.citizenId} order by log_id`;

test("the list names who, how urgent and since when; the number is for whoever takes the line", async () => {
  expect(await listOf(nurse)).toMatchObject([
    { callId, name: "Võ Thị Chưa Đọc", birthYear: "1990", urgency: "urgent", takenBy: null, mine: false },
  ]);
  expect(await lineOf(nurse)).toMatchObject({ hasPhone: true, phone: null, unread: 1 });
  await takeCall(nurse, { callId });
  expect(await lineOf(nurse)).toMatchObject({ phone: "0905 333 444", phoneConfirmed: false, mine: true });
  const other = (await staffSignedIn(reach, { facilityCode: station.code })).ctx;
  expect(await lineOf(other)).toMatchObject({ phone: null, mine: false, takenBy: "Y sĩ Thử" });
});

test("a line is taken by one of many at a time, and given back or lost after half an hour", async () => {
  const others = await Promise.all(
    [1, 2, 3].map(async () => (await staffSignedIn(reach, { facilityCode: station.code })).ctx),
  );
  const all = [nurse, ...others];
  const tries = await Promise.allSettled(all.map((ctx) => takeCall(ctx, { callId })));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = all[tries.findIndex(({ status }) => status === "fulfilled")] ?? nurse;
  const loser = all.find((ctx) => ctx !== winner) ?? nurse;
  await expect(closeCall(loser, { callId, outcome: "reached" })).rejects.toEqual(new Refused("taken"));
  await takeCall(winner, { callId });
  await giveBackCall(winner, { callId });
  await expect(closeCall(loser, { callId, outcome: "reached" })).rejects.toEqual(new Refused("not-taken"));
  await takeCall(loser, { callId });
  await reach.appOwner
    .$client`update app.calls set taken_until = now() - interval '1 second' where call_id = ${callId}`;
  await takeCall(winner, { callId });
  expect((await logOf()).map(({ act }) => act)).toEqual(["opened", "taken", "given-back", "taken", "taken"]);
});

test("the outcome closes it, is told to the person, and leaves its row with the desk's", async () => {
  await takeCall(nurse, { callId });
  await expect(closeCall(nurse, { callId })).rejects.toEqual(new Refused("choose"));
  await closeCall(nurse, { callId, outcome: "reached" });
  await closeCall(nurse, { callId, outcome: "reached" });
  await expect(closeCall(nurse, { callId, outcome: "wrong-number" })).rejects.toEqual(new Refused("closed"));
  expect(await listOf(nurse)).toEqual([]);
  expect(await lineOf(nurse)).toMatchObject({ outcome: "reached", closedBy: "Y sĩ Thử", phone: null });
  const book = await openBook(person.ctx, person.citizenId, "own-reading", "messages");
  expect(await listCallsMade(book, messageId)).toMatchObject([{ by: "Y sĩ Thử", outcome: "reached" }]);
  const log = await logOf();
  expect(log.map(({ act }) => act)).toEqual(["opened", "taken", "reached"]);
  const [desk] = await reach.appOwner
    .$client`select part, about, staff_name from app.desk_log where log_id = ${log[2]?.opened_as ?? 0}`;
  expect(desk).toMatchObject({ part: "call", about: callId, staff_name: "Y sĩ Thử" });
});

test("whoever was not reached is called again the day after, three times in all", async () => {
  for (let round = 1; round <= 3; round += 1) {
    const [line] = await listOf(nurse);
    await takeCall(nurse, { callId: line?.callId ?? "" });
    await closeCall(nurse, { callId: line?.callId ?? "", outcome: "not-reached" });
    const [message] = await reach.appOwner.$client<{ again: boolean }[]>`
      select due_at > now() + interval '23 hours' as again from app.messages where citizen_id = ${person.citizenId}`;
    expect(message?.again ?? false).toBe(round < 3);
    await openLine([station.code]);
  }
});

test("a number that was a stranger's gets no SMS any more", async () => {
  const number = await confirmedPhone(reach, person.citizenId);
  await reach.appOwner.$client`update app.calls set phone = ${number} where call_id = ${callId}`;
  await takeCall(nurse, { callId });
  await closeCall(nurse, { callId, outcome: "wrong-number" });
  const [phone] = await reach.appOwner
    .$client`select doubted_because from app.phones where citizen_id = ${person.citizenId}`;
  expect(phone?.doubted_because).toBe("wrong-number");
});

test("a line closes by itself when the message is read", async () => {
  await takeCall(nurse, { callId });
  await readMessage(await openBook(person.ctx, person.citizenId, "own-reading", "messages"), messageId);
  expect(await listOf(nurse)).toEqual([]);
  await expect(closeCall(nurse, { callId, outcome: "reached" })).rejects.toEqual(new Refused("closed"));
  expect((await logOf()).at(-1)).toMatchObject({ act: "read-first", staff_name: null });
});

test("strangers see and do nothing: another facility, the authority, a citizen, a desk opened for something else", async () => {
  const elsewhere = (await staffSignedIn(reach, { facilityCode: "51000" })).ctx;
  const authority = (await staffSignedIn(reach)).ctx;
  for (const ctx of [elsewhere, authority]) {
    expect((await listOf(ctx)).map((line) => line.callId)).not.toContain(callId);
    expect(await lineOf(ctx)).toBeNull();
    await expect(takeCall(ctx, { callId })).rejects.toBeInstanceOf(NotFound);
  }
  await expect(takeCall(person.ctx, { callId })).rejects.toThrow();
  expect(await findCall(await openDesk(nurse, "follow-warehouse", "warehouse"), callId)).toBeNull();
  expect(await findCall(await openDesk(nurse, "call-people", "call", randomUUID()), callId)).toBeNull();
  expect(await reach.app.$client`select from app.calls`).toHaveLength(0);
  await expect(reach.app.$client`select app.work_on_call(${callId}::uuid, 'taken')`).rejects.toMatchObject({
    code: "42501",
  });
});

test("who has no station stands on the authority's list", async () => {
  await readMessage(await openBook(person.ctx, person.citizenId, "own-reading", "messages"), messageId);
  messageId = await tell(reach, person.citizenId, "security-incident");
  const id = await openLine(["00000"]);
  const officer = (await staffSignedIn(reach)).ctx;
  expect((await listOf(officer)).map((line) => line.callId)).toContain(id);
  await takeCall(officer, { callId: id });
  await closeCall(officer, { callId: id, outcome: "reached" });
});
