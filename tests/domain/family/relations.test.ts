import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listOpenings, openBook, openBookInHand } from "#lib/consent/index.ts";
import {
  answerInvitation,
  findDependants,
  listBooksCaredFor,
  listInvitations,
  listWhoCares,
  mindRelations,
  objectToRelation,
  revokeRelation,
  takeBook,
} from "#lib/family/index.ts";
import { ages } from "#lib/family/rules.ts";
import {
  answerHistoryQuestion,
  answerHistoryTopic,
  declareHistory,
  listHistory,
} from "#lib/history/index.ts";
import { findSession } from "#lib/identity/index.ts";
import { GatewayUnavailable, NotFound, Refused } from "#lib/platform/errors.ts";
import { chooseResults, listClosedEncounters, listEncounters, openPrivateVisit } from "#lib/record/index.ts";
import { fileVisit, reachOf, signedIn } from "#tests/support/guarded-books.ts";
import { population } from "#tests/support/population.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());
const sql = () => reach.appOwner.$client;
const yearsAgo = (years: number, days = 0) => {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() - years);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};
const told = async (citizenId: string) =>
  (
    await sql()<
      { kind: string }[]
    >`select kind from app.messages where citizen_id = ${citizenId} order by message_id`
  ).map(({ kind }) => kind);

test("the database decides by the ages of the list", async () => {
  const [row] = await sql()<{ majority: number; say: number; hidden: number }[]>`
    select app.age_of_majority() as majority, app.age_of_own_say() as say, app.age_of_private_visits() as hidden`;
  expect(row).toEqual({
    majority: ages.majority.years,
    say: ages.ownSay.years,
    hidden: ages.privateVisits.years,
  });
});

describe("a parent and a child", () => {
  test("a mother reads and tells in her child's book, signed by her; a stranger gets neither", async () => {
    const [mother, stranger] = [await signedIn(reach, { name: "Mẹ Thử" }), await signedIn(reach)];
    const child = await aChild(reach, yearsAgo(9));
    await represents(reach, mother, child, yearsAgo(9));
    const visit = await fileVisit(reach, child.citizenId);
    const ctx = holding(mother, child.citizenId, "representative");
    const book = await openBookInHand(ctx, "encounters");
    expect((await listEncounters(book, { most: 5 })).map((one) => one.encounterId)).toEqual([visit]);
    const entryId = randomUUID();
    for (const [question, answer] of [
      ["kind", "food"],
      ["what", "tôm"],
      ["reaction", "mẩn"],
      ["since", "2024"],
    ] as const)
      await answerHistoryQuestion(ctx, { entryId, topic: "allergy", question, answer });
    await declareHistory(ctx, { entryId, topic: "allergy" });
    expect((await listHistory(await openBookInHand(ctx, "history"))).entries).toMatchObject([
      { toldBy: "family" },
    ]);
    const [entry] =
      await sql()`select actor_id, opened_as from app.history_entries where citizen_id = ${child.citizenId}`;
    expect(entry).toMatchObject({ actor_id: mother.citizenId });
    const [opening] = await listOpenings(await openBookInHand(ctx, "access-log"), {
      since: new Date(0),
      most: 9,
    });
    expect(opening).toMatchObject({ actorName: "Mẹ Thử", purpose: "for-family", own: false });

    const theirs = holding(stranger, child.citizenId, "representative");
    await expect(openBookInHand(theirs, "encounters")).rejects.toBeInstanceOf(NotFound);
    await expect(answerHistoryTopic(theirs, { topic: "illness", answer: "none" })).rejects.toBeInstanceOf(
      NotFound,
    );
    const [refusal] = await sql()`
      select kind from app.security_log where actor_id = ${stranger.citizenId} order by log_id desc limit 1`;
    expect(refusal).toMatchObject({ kind: "opening-refused" });
  });

  test("private visits stay closed from the age of own say, and open to a parent before", async () => {
    const mother = await signedIn(reach);
    for (const [years, opens] of [
      [3, true],
      [9, false],
    ] as const) {
      const child = await aChild(reach, yearsAgo(years));
      await represents(reach, mother, child, yearsAgo(years));
      const secret = await fileVisit(reach, child.citizenId, { privateBecause: ["hiv"] });
      const ctx = { ...holding(mother, child.citizenId, "representative") };
      ctx.inHand.mayOpenPrivate = true;
      expect((await listEncounters(await openBookInHand(ctx, "encounters"), { most: 5 })).length).toBe(0);
      if (!opens) {
        await expect(openPrivateVisit(ctx, { encounterId: secret })).rejects.toBeInstanceOf(NotFound);
        continue;
      }
      await openPrivateVisit(ctx, { encounterId: secret });
      const book = await openBookInHand(ctx, "encounters");
      expect((await listEncounters(book, { most: 5 })).length).toBe(1);
      expect(await listClosedEncounters(book, { most: 9 })).toEqual([]);
    }
  });

  test("a grown child gives a parent the private visits by itself, and takes them back", async () => {
    const [mother, child] = [await signedIn(reach), await signedIn(reach, { name: "Con Đã Lớn" })];
    const born = yearsAgo(15);
    await represents(reach, mother, { citizenId: child.citizenId, name: "Con Đã Lớn" }, born);
    const secret = await fileVisit(reach, child.citizenId, { privateBecause: ["mental"] });
    const [relation] = await listBooksCaredFor(
      await openBook(mother.ctx, mother.citizenId, "own-reading", "family"),
    );
    await takeBook(mother.ctx, { relationId: relation?.relationId ?? "" });
    const held = async () => (await findSession(reach.app, mother.token, "citizen"))?.book;
    expect(await held()).toMatchObject({ kind: "representative", mayOpenPrivate: false });
    const given = await trusts(child, mother, ["private"]);
    expect(await held()).toMatchObject({ kind: "representative", mayOpenPrivate: true });
    const ctx = holding(mother, child.citizenId, "representative");
    ctx.inHand.mayOpenPrivate = true;
    await openPrivateVisit(ctx, { encounterId: secret });
    const seen = async () =>
      (await listEncounters(await openBookInHand(ctx, "encounters"), { most: 5 })).length;
    expect(await seen()).toBe(1);
    await revokeRelation(child.ctx, { relationId: given });
    expect(await seen()).toBe(0);
    expect(await held()).toMatchObject({ kind: "representative", mayOpenPrivate: false });
  });

  test("civil code, article 20: on the 18th birthday it is over, also in a book that is open, and it is told before", async () => {
    const mother = await signedIn(reach);
    const born = yearsAgo(18, 5);
    const child = await aChild(reach, born);
    await represents(reach, mother, child, born);
    const holds = async (at: string) => {
      const [row] = await sql()<{ holds: boolean }[]>`
        select app.relation_holds(r, ${at}::timestamptz) as holds from app.relations r where citizen_id = ${child.citizenId}`;
      return row?.holds;
    };
    const birthday = yearsAgo(0, 5);
    expect(await holds(`${yearsAgo(0, 4)} 23:59:59+07`)).toBe(true);
    expect(await holds(`${birthday} 00:00:00+07`)).toBe(false);
    await sql()`select app.mind_relations(now())`;
    expect(await told(mother.citizenId)).toEqual(["representation-ending"]);
    expect(await told(child.citizenId)).toEqual(["representation-ending"]);
    await sql()`select app.mind_relations(${`${birthday} 00:05:00+07`}::timestamptz)`;
    await sql()`select app.mind_relations(${`${birthday} 00:05:00+07`}::timestamptz)`;
    const ctx = holding(mother, child.citizenId, "representative");
    await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
    expect(await told(mother.citizenId)).toEqual(["representation-ending", "representation-ended"]);
  });

  test("what a session holds falls with the relation, and a grant is given no more", async () => {
    const mother = await signedIn(reach);
    const child = await aChild(reach, yearsAgo(5));
    await represents(reach, mother, child, yearsAgo(5));
    const [relation] = await listBooksCaredFor(
      await openBook(mother.ctx, mother.citizenId, "own-reading", "family"),
    );
    await takeBook(mother.ctx, { relationId: relation?.relationId ?? "" });
    expect((await findSession(reach.app, mother.token, "citizen"))?.book).toMatchObject({
      citizenId: child.citizenId,
      kind: "representative",
      role: "mother",
      mayOpenPrivate: true,
      scopes: ["booking", "messages", "payment", "record", "teleconsult"],
    });
    const ctx = holding(mother, child.citizenId, "representative");
    const { logId } = await openBookInHand(ctx, "cover");
    const said = [
      {
        citizenId: child.citizenId,
        name: child.name,
        born: yearsAgo(5),
        role: "mother",
        standing: "ended",
        because: "court-order",
      },
    ];
    await sql()`select app.keep_dependants(${mother.citizenId}::uuid, ${JSON.stringify(said)}::text::jsonb)`;
    await expect(
      reach.app.$client`select app.grant_for(${mother.token}, ${child.citizenId}::uuid, ${logId})`,
    ).rejects.toThrow("has ended");
    await expect(
      chooseResults(ctx, { lab: "wait", imaging: "wait", function: "wait" }),
    ).rejects.toBeInstanceOf(NotFound);
    expect((await findSession(reach.app, mother.token, "citizen"))?.book).toMatchObject({ kind: null });
    await takeBook(mother.ctx, { relationId: "own" });
    expect((await findSession(reach.app, mother.token, "citizen"))?.book).toBeNull();
    await expect(takeBook(mother.ctx, { relationId: relation?.relationId ?? "" })).rejects.toBeInstanceOf(
      NotFound,
    );
  });
});

describe("adults who trust each other", () => {
  test("only what was given opens, and a tap takes it back from a page that is open", async () => {
    const [owner, friend] = [
      await signedIn(reach, { name: "Nguyễn Văn Tấn" }),
      await signedIn(reach, { name: "Đặng Thị Ánh" }),
    ];
    const relationId = await trusts(owner, friend, ["record"]);
    const ctx = holding(friend, owner.citizenId, "trusted");
    await openBookInHand(ctx, "medicines");
    await expect(openBookInHand(ctx, "access-log")).rejects.toBeInstanceOf(NotFound);
    await expect(openBookInHand(ctx, "family")).rejects.toBeInstanceOf(NotFound);
    await answerHistoryTopic(ctx, { topic: "illness", answer: "none" });
    await expect(chooseResults(ctx, { lab: "wait", imaging: "wait", function: "wait" })).rejects.toThrow();
    const [pays] =
      await sql()`select app.may_pay_for(${friend.citizenId}::uuid, ${owner.citizenId}::uuid) as how`;
    expect(pays).toEqual({ how: null });
    await revokeRelation(owner.ctx, { relationId });
    await revokeRelation(owner.ctx, { relationId });
    await expect(openBookInHand(ctx, "medicines")).rejects.toBeInstanceOf(NotFound);
    expect(await told(friend.citizenId)).toEqual(["invitation-received", "relation-revoked"]);
    const [row] = await listWhoCares(await openBook(owner.ctx, owner.citizenId, "own-reading", "family"));
    expect(row).toMatchObject({ endedBecause: "by-citizen" });
    const log =
      await sql()`select what from app.relation_log where citizen_id = ${owner.citizenId} order by log_id`;
    expect(log.map((one) => one.what)).toEqual(["invited", "accepted", "ended"]);
  });

  test("who may pay but not read sees the total alone", async () => {
    const [owner, payer] = [await signedIn(reach), await signedIn(reach)];
    await trusts(owner, payer, ["payment"]);
    const [pays] =
      await sql()`select app.may_pay_for(${payer.citizenId}::uuid, ${owner.citizenId}::uuid) as how`;
    expect(pays).toEqual({ how: "total" });
    await expect(openBookInHand(holding(payer, owner.citizenId, "trusted"), "cover")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("an invitation finds its person by number and name, and nobody else", async () => {
    const [owner, meant, other] = [
      await signedIn(reach),
      await signedIn(reach, { name: "Lê Văn Đúng" }),
      await signedIn(reach),
    ];
    const wrongName = { ...meant, ctx: { ...meant.ctx, actor: { ...meant.ctx.actor, name: "Lê Văn Sai" } } };
    await expect(trusts(owner, wrongName, ["record"])).rejects.toBeInstanceOf(NotFound);
    expect(await told(meant.citizenId)).toEqual([]);
    const book = await openBook(meant.ctx, meant.citizenId, "own-reading", "family");
    expect(await listInvitations(book)).toEqual([]);
    const [row] = await sql()<
      { id: string }[]
    >`select relation_id as id from app.relations where citizen_id = ${owner.citizenId}`;
    await expect(
      answerInvitation(other.ctx, { relationId: row?.id ?? "", answer: "accept" }),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(trusts(owner, owner, ["record"])).rejects.toMatchObject({ reason: "yourself" });
    await expect(trusts(owner, meant, ["record"])).rejects.toMatchObject({ reason: "already" });
  });

  test("fifty that accept and revoke at once leave one end, and nothing that holds", async () => {
    const [owner, friend] = [await signedIn(reach), await signedIn(reach, { name: "Người Bạn" })];
    const relationId = await trusts(owner, friend, ["record"]);
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        i % 2
          ? revokeRelation(owner.ctx, { relationId })
          : answerInvitation(friend.ctx, { relationId, answer: "accept" }),
      ),
    );
    expect(
      all.filter(
        (one) =>
          one.status === "rejected" && !(one.reason instanceof Refused || one.reason instanceof NotFound),
      ),
    ).toEqual([]);
    const log = await sql()<
      { what: string }[]
    >`select what from app.relation_log where citizen_id = ${owner.citizenId} order by log_id`;
    expect(log.map((one) => one.what)).toEqual(["invited", "accepted", "ended"]);
    await expect(openBookInHand(holding(friend, owner.citizenId, "trusted"), "cover")).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  test("after a year its giver is asked again, once", async () => {
    const [owner, friend] = [await signedIn(reach), await signedIn(reach)];
    await trusts(owner, friend, ["record"]);
    await sql()`update app.relations set reviewed_at = now() - interval '366 days' where citizen_id = ${owner.citizenId}`;
    await mindRelations(reach.appOwner, new Date());
    await mindRelations(reach.appOwner, new Date());
    expect((await told(owner.citizenId)).filter((kind) => kind === "relation-review")).toHaveLength(1);
  });
});

test("law 91/2025, article 24: from 7 what a parent gives to others waits for the child; the other parent may stop it", async () => {
  const [mother, father, aunt] = [
    await signedIn(reach),
    await signedIn(reach),
    await signedIn(reach, { name: "Dì Thử" }),
  ];
  for (const [years, opens] of [
    [3, true],
    [9, false],
  ] as const) {
    const child = await aChild(reach, yearsAgo(years));
    await represents(reach, mother, child, yearsAgo(years));
    await sql()`update app.relations set source = 'station', paper = 'giấy khai sinh', staff_id = gen_random_uuid(), staff_name = 'x'
      where citizen_id = ${child.citizenId}`;
    await represents(reach, father, child, yearsAgo(years), "father");
    await sql()`update app.relations set source = 'station', paper = 'giấy khai sinh', staff_id = gen_random_uuid(), staff_name = 'x'
      where citizen_id = ${child.citizenId}`;
    const relationId = await trusts(
      { ...mother, ctx: holding(mother, child.citizenId, "representative") },
      aunt,
      ["record"],
    );
    const ctx = holding(aunt, child.citizenId, "trusted");
    if (!opens) {
      await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
      continue;
    }
    await openBookInHand(ctx, "cover");
    expect(await told(father.citizenId)).toContain("child-invitation");
    await objectToRelation(holding(father, child.citizenId, "representative"), { relationId });
    await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
    expect(await told(mother.citizenId)).toContain("relation-stopped");
  }
});

describe("the population database", () => {
  const simulated = population();
  beforeAll(() => simulated.start());
  afterAll(() => simulated.stop());

  test("what it says begins, what a court ended ends, and no answer changes nothing", async () => {
    const mother = await signedIn(reach, { name: "Đỗ Thị Mẫu Đơn" });
    // The simulator knows her by the sample's number.
    await reach.warehouseOwner
      .$client`delete from warehouse.identifiers where citizen_id = ${mother.citizenId}`;
    const taken = await reach.warehouseOwner.$client<{ id: string }[]>`
      select citizen_id as id from warehouse.identifiers where value = '051315000023'`;
    expect(taken.length).toBeLessThanOrEqual(1);
    await reach.warehouseOwner.$client`delete from warehouse.identifiers where value = '051187000006'`;
    await reach.warehouseOwner.$client`
      insert into warehouse.identifiers (kind, value, citizen_id, seen_from) values ('personal-id', '051187000006', ${mother.citizenId}, 'sign-in')`;
    expect(await findDependants(mother.ctx, simulated.url())).toBe(1);
    expect(await findDependants(mother.ctx, simulated.url())).toBe(0);
    const books = async () =>
      listBooksCaredFor(await openBook(mother.ctx, mother.citizenId, "own-reading", "family"));
    expect(await books()).toMatchObject([
      { citizenName: "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Bảo Ngọc", role: "mother" },
    ]);
    await simulated.play("unavailable");
    await expect(findDependants(mother.ctx, simulated.url())).rejects.toBeInstanceOf(GatewayUnavailable);
    expect(await books()).toHaveLength(1);
    await simulated.play("disagreement");
    await findDependants(mother.ctx, simulated.url());
    expect((await books())[0]?.stoppedAt).not.toBeNull();
    await simulated.play("court-order");
    await findDependants(mother.ctx, simulated.url());
    expect(await books()).toEqual([]);
    expect(await told(mother.citizenId)).toContain("representation-ended");
    await simulated.play("normal");
  });
});
