import { afterAll, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import { Conflict, Refused } from "#lib/platform/errors.ts";
import {
  answerRight,
  askRight,
  countRightsAtDesk,
  extendRight,
  findRight,
  findRightAtDesk,
  listRightEvents,
  listRights,
  listRightsAtDesk,
  takeRight,
  withdrawRight,
} from "#lib/rights/index.ts";
import { addDays, clockOf } from "#lib/rights/rules.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { aChild, holding, represents } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

const ABOUT = "Xin xem mọi dữ liệu cơ quan y tế giữ về tôi.";
const ANSWER = "Chúng tôi đã gửi bản sao vào sổ của bác hôm nay.";
type Who = Awaited<ReturnType<typeof signedIn>>;
const bookOf = (who: Who) => openBook(who.ctx, who.citizenId, "own-reading", "rights");

async function asked(kind: "see" | "object" = "see") {
  const who = await signedIn(reach);
  const requestId = crypto.randomUUID();
  await askRight(who.ctx, { requestId, kind, about: ABOUT });
  const find = async () => findRight(await bookOf(who), requestId);
  return { who, requestId, find };
}

test("a request has its clock, its trace, and is one however often it is sent", async () => {
  const { who, requestId, find } = await asked("object");
  await askRight(who.ctx, { requestId, kind: "object", about: "Nội dung khác." });
  const clock = clockOf("object", who.ctx.today);
  expect(await find()).toMatchObject({ kind: "object", about: ABOUT, ...clock, takenAt: null });
  expect(await listRights(await bookOf(who))).toHaveLength(1);
  const events = await listRightEvents(await bookOf(who), requestId);
  expect(events.map(({ act }) => act)).toEqual(["asked"]);
});

test("law 91/2025, article 24: whoever represents a child asks for it, and nobody else does", async () => {
  const [mother, friend, officer] = [
    await signedIn(reach),
    await signedIn(reach),
    await staffSignedIn(reach),
  ];
  const child = await aChild(reach, "2019-03-03");
  await represents(reach, mother, child, "2019-03-03");
  const requestId = crypto.randomUUID();
  const asking = { requestId, kind: "correct" as const, about: "Tên con tôi bị ghi sai." };
  await expect(askRight(holding(friend, child.citizenId, "trusted"), asking)).rejects.toThrow();
  await askRight(holding(mother, child.citizenId, "representative"), asking);
  expect(await listRights(await bookOf(mother))).toEqual([]);
  const desk = await openDesk(officer.ctx, "answer-rights", "rights-request", requestId);
  expect((await findRightAtDesk(desk))?.person).toEqual({ name: child.name, birthDate: "2019-03-03" });
  await takeRight(officer.ctx, { requestId, from: "" });
  await answerRight(officer.ctx, { requestId, outcome: "done", answer: ANSWER });
  const [told] = await reach.appOwner.$client`
    select kind from app.messages where citizen_id = ${mother.citizenId} order by message_id desc limit 1`;
  expect(told?.kind).toBe("request-answered");
});

test("nobody sees another's request, and the desk's list names nobody", async () => {
  const { requestId } = await asked();
  const other = await signedIn(reach);
  expect(await findRight(await bookOf(other), requestId)).toBeNull();
  await expect(withdrawRight(other.ctx, { requestId })).rejects.toThrow(Conflict);

  const clinic = await staffSignedIn(reach, { facilityCode: "51000" });
  const atClinic = await openDesk(clinic.ctx, "answer-rights", "rights-request", requestId);
  expect(await findRightAtDesk(atClinic)).toBeNull();
  await expect(takeRight(clinic.ctx, { requestId, from: "" })).rejects.toThrow();

  const officer = await staffSignedIn(reach);
  const list = await openDesk(officer.ctx, "answer-rights", "rights-requests");
  expect(await findRightAtDesk(list)).toBeNull();
  const line = (await listRightsAtDesk(list, true, 200)).find((one) => one.requestId === requestId);
  expect(line).toBeDefined();
  expect(JSON.stringify(line)).not.toContain("Thử");
  expect((await countRightsAtDesk(list)).open).toBeGreaterThan(0);
  const elsewhere = await openDesk(officer.ctx, "follow-warehouse", "warehouse");
  expect(await listRightsAtDesk(elsewhere, true, 200)).toEqual([]);
});

test("of two officers one takes it; the other sees that, and may take it over", async () => {
  const { who, requestId, find } = await asked();
  const [lan, minh] = [
    await staffSignedIn(reach, { name: "Lan" }),
    await staffSignedIn(reach, { name: "Minh" }),
  ];
  const both = await Promise.allSettled([
    takeRight(lan.ctx, { requestId, from: "" }),
    takeRight(minh.ctx, { requestId, from: "" }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [first, second] = both[0].status === "fulfilled" ? [lan, minh] : [minh, lan];
  await takeRight(first.ctx, { requestId, from: "" });
  await expect(answerRight(second.ctx, { requestId, outcome: "done", answer: ANSWER })).rejects.toThrow(
    Conflict,
  );
  await expect(takeRight(second.ctx, { requestId, from: second.staffId })).rejects.toThrow(Conflict);
  await takeRight(second.ctx, { requestId, from: first.staffId });
  expect((await find())?.takenByName).toBe(second.ctx.actor.name);
  const events = await listRightEvents(await bookOf(who), requestId);
  expect(events.map(({ act }) => act)).toEqual(["asked", "taken", "handed-over"]);
});

test("it is extended once with a reason, answered once in words, and the person is told", async () => {
  const { who, requestId, find } = await asked();
  const officer = await staffSignedIn(reach);
  await expect(answerRight(officer.ctx, { requestId, outcome: "done", answer: ANSWER })).rejects.toThrow(
    Conflict,
  );
  await takeRight(officer.ctx, { requestId, from: "" });
  const due = (await find())?.dueOn ?? "";
  await expect(extendRight(officer.ctx, { requestId, because: "chậm" })).rejects.toThrow(Refused);
  await extendRight(officer.ctx, { requestId, because: "Chờ bệnh viện gửi thêm hồ sơ." });
  expect((await find())?.dueOn).toBe(addDays(due, 10));
  await expect(extendRight(officer.ctx, { requestId, because: "Chờ thêm lần nữa nhé." })).rejects.toThrow(
    "extended-before",
  );
  await expect(answerRight(officer.ctx, { requestId, outcome: "done", answer: "ok" })).rejects.toThrow(
    "answer",
  );
  await answerRight(officer.ctx, { requestId, outcome: "partly", answer: ANSWER });
  await expect(answerRight(officer.ctx, { requestId, outcome: "refused", answer: ANSWER })).rejects.toThrow(
    Conflict,
  );
  await expect(withdrawRight(who.ctx, { requestId })).rejects.toThrow(Conflict);
  expect(await find()).toMatchObject({
    outcome: "partly",
    answer: ANSWER,
    answeredByName: officer.ctx.actor.name,
  });
  const told = await reach.appOwner.$client`
    select kind, link from app.messages where citizen_id = ${who.citizenId}`;
  expect(told).toEqual([{ kind: "request-answered", link: `/consent/requests/${requestId}` }]);
});

test("a request is withdrawn while it is open, and then nobody answers it", async () => {
  const { who, requestId, find } = await asked();
  const officer = await staffSignedIn(reach);
  await takeRight(officer.ctx, { requestId, from: "" });
  await withdrawRight(who.ctx, { requestId });
  await withdrawRight(who.ctx, { requestId });
  expect((await find())?.withdrawnAt).not.toBeNull();
  await expect(answerRight(officer.ctx, { requestId, outcome: "done", answer: ANSWER })).rejects.toThrow(
    Conflict,
  );
});

test("ten may be open at a time, and a clock that no law has is refused", async () => {
  const who = await signedIn(reach);
  for (let i = 0; i < 10; i += 1)
    await askRight(who.ctx, { requestId: crypto.randomUUID(), kind: "see", about: ABOUT });
  await expect(
    askRight(who.ctx, { requestId: crypto.randomUUID(), kind: "see", about: ABOUT }),
  ).rejects.toThrow("too-many");
  const later = await signedIn(reach, { now: new Date(Date.now() + 60 * 24 * 3600_000) });
  await expect(
    askRight(later.ctx, { requestId: crypto.randomUUID(), kind: "see", about: ABOUT }),
  ).rejects.toThrow();
  const citizen = await signedIn(reach);
  await expect(openDesk(citizen.ctx, "answer-rights", "rights-requests")).rejects.toThrow();
});
