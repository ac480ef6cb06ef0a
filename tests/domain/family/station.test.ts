import { randomInt, randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { listOpenings, openBook, openBookInHand } from "#lib/consent/index.ts";
import {
  beginHelping,
  decideMerge,
  endHelperCard,
  endHelping,
  familyDesk,
  findChild,
  findHelpAsked,
  helpByCard,
  helpByCode,
  joinNewborn,
  listBooksCaredFor,
  listChildWords,
  listMerges,
  listStationRelations,
  listStoppedRelations,
  makeHelpedCard,
  makeHelperCard,
  noteChildWord,
  objectToRelation,
  recordRelation,
  settleRelation,
  sweepHelping,
  undoRelation,
} from "#lib/family/index.ts";
import { BeginHelpingInput, JoinNewbornInput, RecordRelationInput } from "#lib/family/inputs.ts";
import {
  answerHistoryQuestion,
  answerHistoryTopic,
  declareHistory,
  listHistory,
} from "#lib/history/index.ts";
import { findSession } from "#lib/identity/index.ts";
import { type Context, contextFor } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { listEncounters } from "#lib/record/index.ts";
import { fileDose, fileVisit, reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { confirmedPhone } from "#tests/support/messages.ts";
import { type Adult, aChild, holding, represents, trusts } from "#tests/support/relatives.ts";
import { smsNetwork } from "#tests/support/sms-network.ts";

const reach = reachOf();
afterAll(() => reach.close());
const sql = () => reach.appOwner.$client;
const aStation = (facilityCode = "51001") =>
  staffSignedIn(reach, { role: "station", facilityCode, name: "YS. Thử" });
const told = async (citizenId: string) =>
  (
    await sql()<
      { kind: string }[]
    >`select kind from app.messages where citizen_id = ${citizenId} order by message_id`
  ).map(({ kind }) => kind);
const born = { "born.day": "3", "born.month": "3", "born.year": "2020" };
const paper = "giấy khai sinh số 12, ngày 5/3/2020";
const asMother = (mother: Adult, more: object) =>
  RecordRelationInput.parse({
    relationId: randomUUID(),
    role: "mother",
    adultNumber: mother.personalId,
    adultName: mother.ctx.actor.name,
    ...born,
    paper,
    ...more,
  });
const booksOf = async (who: Adult) =>
  listBooksCaredFor(await openBook(who.ctx, who.citizenId, "own-reading", "family"));

describe("a station records a family", () => {
  test("by a paper, once, told to those concerned, and taken back by the same station alone", async () => {
    const [station, other, mother] = [
      await aStation(),
      await aStation("51002"),
      await signedIn(reach, { name: "Trần Thị Mẹ" }),
    ];
    const child = await aChild(reach, "2020-03-03");
    const input = asMother(mother, { childNumber: child.personalId, childName: child.name });
    await recordRelation(station.ctx, input);
    await recordRelation(station.ctx, input);
    const [book] = await booksOf(mother);
    expect(book).toMatchObject({
      citizenId: child.citizenId,
      source: "station",
      paper,
      staffName: "YS. Thử",
    });
    expect(await told(mother.citizenId)).toEqual(["relation-recorded"]);
    expect(await told(child.citizenId)).toEqual(["relation-recorded"]);
    await openBookInHand(holding(mother, child.citizenId, "representative"), "cover");
    const of = { citizenId: child.citizenId, relationId: input.relationId };
    await expect(undoRelation(other.ctx, of)).rejects.toBeInstanceOf(NotFound);
    expect(await listStationRelations(await familyDesk(station.ctx))).toContainEqual(
      expect.objectContaining({ relationId: input.relationId, ended: false }),
    );
    await undoRelation(station.ctx, of);
    expect(await booksOf(mother)).toEqual([]);
    await expect(
      openBookInHand(holding(mother, child.citizenId, "representative"), "cover"),
    ).rejects.toBeInstanceOf(NotFound);
  });

  test("what does not agree with the registry is said, and nobody but a station records", async () => {
    const [station, mother] = [await aStation(), await signedIn(reach, { name: "Trần Thị Mẹ" })];
    const child = await aChild(reach, "2020-03-03");
    const given = { childNumber: child.personalId, childName: child.name };
    const refused = (more: object) => recordRelation(station.ctx, asMother(mother, { ...given, ...more }));
    await expect(refused({ adultName: "Ai Khác" })).rejects.toMatchObject({ reason: "adult-differs" });
    await expect(refused({ childName: "Bé Khác" })).rejects.toMatchObject({ reason: "child-differs" });
    await expect(refused({ "born.year": "2019" })).rejects.toMatchObject({ reason: "child-differs" });
    await expect(refused({ adultNumber: "051299999999" })).rejects.toMatchObject({ reason: "adult-unknown" });
    await expect(refused({ paper: "" })).rejects.toMatchObject({ reason: "paper" });
    await expect(refused({ "born.day": "31", "born.month": "2" })).rejects.toMatchObject({ reason: "born" });
    await expect(refused({ role: "adult-guardian" })).rejects.toMatchObject({ reason: "under-age" });
    const clinic = await staffSignedIn(reach, { facilityCode: "51000" });
    await expect(recordRelation(clinic.ctx, asMother(mother, given))).rejects.toThrow();
    await expect(help(clinic.ctx, helpInput(mother))).rejects.toThrow();
    expect(await booksOf(mother)).toEqual([]);
  });

  test("a newborn without a number is found by its mother's and the day, and its number is joined and parted again", async () => {
    const [station, mother] = [await aStation(), await signedIn(reach, { name: "Trần Thị Sinh" })];
    const newborn = randomUUID();
    await reach.warehouseOwner.$client`
      insert into warehouse.citizens (citizen_id, name, birth_date, sex, details_from, details_as_of)
      values (${newborn}, 'CON BÀ SINH', '2026-11-02', 'female', '51000', now())`;
    await reach.warehouseOwner.$client`insert into warehouse.identifiers (kind, value, citizen_id, seen_from)
      values ('newborn', ${`${mother.personalId} 202611020820`}, ${newborn}, '51000')`;
    const birth = { "born.day": "2", "born.month": "11", "born.year": "2026" };
    const wrongDay = asMother(mother, { ...birth, "born.day": "1", childName: "Bé Na" });
    await expect(recordRelation(station.ctx, wrongDay)).rejects.toMatchObject({ reason: "newborn-unknown" });
    await recordRelation(station.ctx, asMother(mother, { ...birth, childName: "Bé Na" }));
    expect(await booksOf(mother)).toMatchObject([{ citizenId: newborn, citizenName: "Bé Na" }]);

    const number = `0513${String(randomInt(1e8)).padStart(8, "0")}`;
    const input = (act: "join" | "part", childNumber = number) =>
      JoinNewbornInput.parse({ act, parentNumber: mother.personalId, ...birth, childNumber, paper });
    await joinNewborn(station.ctx, input("join"));
    await joinNewborn(station.ctx, input("join"));
    expect((await findChild(station.ctx, { childNumber: number })).citizenId).toBe(newborn);
    await expect(joinNewborn(station.ctx, input("join", mother.personalId))).rejects.toMatchObject({
      reason: "taken",
    });
    await joinNewborn(station.ctx, input("part"));
    await expect(joinNewborn(station.ctx, input("part"))).rejects.toMatchObject({ reason: "not-joined" });
    await expect(findChild(station.ctx, { childNumber: number })).rejects.toMatchObject({
      reason: "child-unknown",
    });
    const links = await reach.warehouseOwner
      .$client`select undone_at from warehouse.newborn_links where citizen_id = ${newborn}`;
    expect(links).toHaveLength(1);
    expect(links[0]?.undone_at).not.toBeNull();
  });

  test("two books of one child become one by two people's word, and can be parted again", async () => {
    const [station, officer, mother] = [
      await aStation(),
      await staffSignedIn(reach, { role: "authority" }),
      await signedIn(reach, { name: "Trần Thị Gộp" }),
    ];
    const newborn = randomUUID();
    await reach.warehouseOwner.$client`
      insert into warehouse.citizens (citizen_id, name, birth_date, sex, details_from, details_as_of)
      values (${newborn}, 'CON BÀ GỘP', '2026-11-02', 'undetermined', '51000', now())`;
    const key = `${mother.personalId} 202611020915`;
    await reach.warehouseOwner.$client`insert into warehouse.identifiers (kind, value, citizen_id, seen_from)
      values ('newborn', ${key}, ${newborn}, '51000')`;
    const birth = { "born.day": "2", "born.month": "11", "born.year": "2026" };
    await recordRelation(station.ctx, asMother(mother, { ...birth, childName: "Bé Gộp" }));
    const early = await fileVisit(reach, newborn);
    const doseId = await fileDose(reach, newborn);
    // What its mother declared goes where the doses go.
    await reach.appOwner.$client`
      insert into app.declared_doses (citizen_id, dose_id, standing, antigens) values (${newborn}, ${doseId}, 'waiting', '{}')`;
    const holderOfDose = async () => {
      const rows = await reach.warehouseOwner.$client<{ id: string }[]>`
        select d.citizen_id as id from warehouse.doses d join warehouse.sent_doses s using (citizen_id, dose_id)
        where d.dose_id = ${doseId}`;
      const declared = await reach.appOwner.$client<{ id: string }[]>`
        select citizen_id as id from app.declared_doses where dose_id = ${doseId}`;
      return [...new Set([...rows, ...declared].map(({ id }) => id))];
    };
    const child = await aChild(reach, "2026-11-02");
    const later = await fileVisit(reach, child.citizenId);
    const input = (act: "join" | "merge", mergeId = randomUUID()) =>
      JoinNewbornInput.parse({
        ...{ act, mergeId, parentNumber: mother.personalId, childNumber: child.personalId, paper },
        ...birth,
      });
    await expect(joinNewborn(station.ctx, input("join"))).rejects.toMatchObject({ reason: "taken" });
    const asked = input("merge");
    await joinNewborn(station.ctx, asked);
    await joinNewborn(station.ctx, asked);
    await expect(joinNewborn(station.ctx, input("merge"))).rejects.toMatchObject({ reason: "merge-waits" });
    const [merge] = (await listMerges(await familyDesk(officer.ctx))).filter(
      (one) => one.citizenId === newborn,
    );
    expect(merge).toMatchObject({ outcome: null, from: { visits: 1 }, proposedBy: "YS. Thử" });
    const of = { citizenId: newborn, mergeId: merge?.mergeId ?? "", because: "" };
    await expect(decideMerge(station.ctx, { ...of, act: "merge" })).rejects.toThrow();
    await decideMerge(officer.ctx, { ...of, act: "merge" });
    await decideMerge(officer.ctx, { ...of, act: "merge" });
    const seen = async (citizenId: string) => {
      const book = await openBookInHand(holding(mother, citizenId, "representative"), "encounters");
      return (await listEncounters(book, { most: 9 })).map((one) => one.encounterId).sort();
    };
    expect(await seen(child.citizenId)).toEqual([early, later].sort());
    expect(await seen(newborn)).toEqual([]);
    expect(await holderOfDose()).toEqual([child.citizenId]);
    const holderOfKey = async () => {
      const [row] = await reach.warehouseOwner.$client<{ id: string }[]>`
        select citizen_id as id from warehouse.identifiers where kind = 'newborn' and value = ${key}`;
      return row?.id;
    };
    expect(await holderOfKey()).toBe(child.citizenId);
    expect(await told(mother.citizenId)).toContain("books-merged");
    await expect(decideMerge(officer.ctx, { ...of, act: "undo" })).rejects.toMatchObject({
      reason: "reason",
    });
    const undo = { ...of, act: "undo" as const, because: "nhầm trẻ" };
    await decideMerge(officer.ctx, undo);
    await decideMerge(officer.ctx, undo);
    expect(await seen(newborn)).toEqual([early]);
    expect(await holderOfDose()).toEqual([newborn]);
    expect(await holderOfKey()).toBe(newborn);
    await expect(seen(child.citizenId)).rejects.toBeInstanceOf(NotFound);
  });

  test("law 91/2025, article 24: a child of nine says yes at the station, and then the aunt reads", async () => {
    const [station, mother, aunt] = [
      await aStation(),
      await signedIn(reach),
      await signedIn(reach, { name: "Dì Thử" }),
    ];
    const child = await aChild(reach, "2017-03-03");
    await represents(reach, mother, child, "2017-03-03");
    const relationId = await trusts(
      { ...mother, ctx: holding(mother, child.citizenId, "representative") },
      aunt,
      ["record"],
    );
    const ctx = holding(aunt, child.citizenId, "trusted");
    await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
    const { citizenId } = await findChild(station.ctx, { childNumber: child.personalId });
    expect(await listChildWords(await familyDesk(station.ctx, citizenId), citizenId)).toMatchObject([
      { relationId },
    ]);
    await noteChildWord(station.ctx, { citizenId, relationId });
    await openBookInHand(ctx, "cover");
  });
});

test("the authority settles what a parent stopped, by its paper", async () => {
  const [mother, father, aunt] = [
    await signedIn(reach),
    await signedIn(reach, { name: "Cha Thử" }),
    await signedIn(reach, { name: "Dì Thử" }),
  ];
  const station = await aStation();
  const child = await aChild(reach, "2024-03-03");
  const given = { childNumber: child.personalId, childName: child.name, "born.year": "2024" };
  await recordRelation(station.ctx, asMother(mother, given));
  await recordRelation(station.ctx, asMother(father, { ...given, role: "father" }));
  const relationId = await trusts(
    { ...mother, ctx: holding(mother, child.citizenId, "representative") },
    aunt,
    ["record"],
  );
  await objectToRelation(holding(father, child.citizenId, "representative"), { relationId });
  const officer = await staffSignedIn(reach, { role: "authority" });
  const listed = await listStoppedRelations(await familyDesk(officer.ctx));
  expect(listed).toContainEqual(expect.objectContaining({ relationId, stoppedBy: "Cha Thử" }));
  const decision = {
    citizenId: child.citizenId,
    relationId,
    outcome: "goes-on" as const,
    paper: "biên bản số 3",
  };
  await expect(settleRelation(station.ctx, decision)).rejects.toThrow();
  await expect(settleRelation(officer.ctx, { ...decision, paper: "" })).rejects.toMatchObject({
    reason: "paper",
  });
  await settleRelation(officer.ctx, decision);
  await expect(settleRelation(officer.ctx, decision)).rejects.toMatchObject({ reason: "over" });
  await openBookInHand(holding(aunt, child.citizenId, "trusted"), "cover");
  // What was settled is not stopped again by the same tap.
  await expect(
    objectToRelation(holding(father, child.citizenId, "representative"), { relationId }),
  ).rejects.toMatchObject({ reason: "settled" });
  expect(await told(mother.citizenId)).toContain("relation-settled");
});

const help = (ctx: Context, input: BeginHelpingInput) => beginHelping(ctx, input, () => "", null);
const helpInput = (who: Adult, more: object = {}) =>
  BeginHelpingInput.parse({
    helpId: randomUUID(),
    personalId: who.personalId,
    name: who.ctx.actor.name,
    reason: "không có điện thoại, đã xem căn cước",
    way: "in-person",
    ...more,
  });
const helping = (helper: { ctx: Context }, citizenId: string): Context => ({
  ...contextFor(helper.ctx.actor, helper.ctx, new Date(), "test"),
  inHand: { citizenId, purpose: "helping", as: "trusted", mayOpenPrivate: false },
});

describe("helper mode", () => {
  test("a helper reads and writes in the person's name, signed; both ends are told; nothing of the person's own opens", async () => {
    const [helper, colleague, person] = [
      await aStation(),
      await aStation(),
      await signedIn(reach, { name: "Cụ Thử" }),
    ];
    await expect(openBookInHand(helping(helper, person.citizenId), "cover")).rejects.toBeInstanceOf(NotFound);
    await expect(help(helper.ctx, helpInput(person, { way: undefined }))).rejects.toMatchObject({
      reason: "way",
    });
    await expect(help(helper.ctx, helpInput(person, { name: "Ai Khác" }))).rejects.toMatchObject({
      reason: "name-differs",
    });
    const input = helpInput(person);
    await help(helper.ctx, input);
    await help(helper.ctx, input);
    expect((await findSession(reach.app, helper.token, "staff"))?.book).toMatchObject({
      citizenId: person.citizenId,
      kind: "helper",
      scopes: ["record", "booking"],
    });
    const ctx = helping(helper, person.citizenId);
    for (const part of ["medicines", "booking"] as const) await openBookInHand(ctx, part);
    for (const part of ["access-log", "family", "messages", "private-encounter"] as const)
      await expect(openBook(ctx, person.citizenId, "helping", part as "family")).rejects.toBeInstanceOf(
        NotFound,
      );
    await expect(openBookInHand(helping(colleague, person.citizenId), "cover")).rejects.toBeInstanceOf(
      NotFound,
    );
    const entryId = randomUUID();
    for (const [question, answer] of [
      ["kind", "food"],
      ["what", "cua"],
      ["reaction", "ngứa"],
      ["since", "2020"],
    ] as const)
      await answerHistoryQuestion(ctx, { entryId, topic: "allergy", question, answer });
    await declareHistory(ctx, { entryId, topic: "allergy" });
    const own = await openBook(person.ctx, person.citizenId, "own-reading", "history");
    expect((await listHistory(own)).entries).toMatchObject([{ toldBy: "helper" }]);
    const openings = await listOpenings(own, { since: new Date(0), most: 20, by: "others" });
    expect(openings[0]).toMatchObject({ actorKind: "staff", actorName: "YS. Thử", purpose: "helping" });
    await endHelping(helper.ctx);
    await expect(endHelping(helper.ctx)).rejects.toBeInstanceOf(NotFound);
    await expect(answerHistoryTopic(ctx, { topic: "illness", answer: "none" })).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await told(person.citizenId)).toEqual([
      "helper-session-began",
      "book-opened-first",
      "helper-session-ended",
    ]);
  });

  test("it ends by itself, also in a page that is open, and with the helper's session", async () => {
    const [helper, person] = [await aStation(), await signedIn(reach)];
    await help(helper.ctx, helpInput(person));
    const ctx = helping(helper, person.citizenId);
    const { logId } = await openBookInHand(ctx, "cover");
    await sql()`update app.helper_sessions set began_at = began_at - interval '31 minutes', ends_at = ends_at - interval '31 minutes'
      where citizen_id = ${person.citizenId}`;
    await expect(
      reach.app.$client`select app.grant_for(${helper.token}, ${person.citizenId}::uuid, ${logId})`,
    ).rejects.toThrow("has ended");
    await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
    expect((await findSession(reach.app, helper.token, "staff"))?.book).toMatchObject({ kind: null });
    await sweepHelping(reach.appOwner);
    await sweepHelping(reach.appOwner);
    expect(await told(person.citizenId)).toEqual([
      "helper-session-began",
      "book-opened-first",
      "helper-session-ended",
    ]);
    expect((await findSession(reach.app, helper.token, "staff"))?.book).toBeNull();
  });

  test("by a code that came to the phone they confirmed, and by their card; neither opens twice as far", async () => {
    const [helper, colleague, person, noPhone] = [
      await aStation(),
      await aStation(),
      await signedIn(reach, { name: "Bà Thử" }),
      await signedIn(reach),
    ];
    const network = smsNetwork();
    await network.start();
    const ask = (who: Adult, by = helper) =>
      beginHelping(
        by.ctx,
        helpInput(who, { way: "sms", reason: "" }),
        ({ code }) => `mã ${code}`,
        network.url(),
      );
    await expect(ask(noPhone)).rejects.toMatchObject({ reason: "no-phone" });
    const number = await confirmedPhone(reach, person.citizenId);
    expect(await ask(person)).toBe("asked");
    expect(await findHelpAsked(helper.ctx)).toEqual({ name: "Bà Thử", numberEnd: number.slice(-3) });
    expect(await findHelpAsked(colleague.ctx)).toBeNull();
    const ctx = helping(helper, person.citizenId);
    await expect(openBookInHand(ctx, "cover")).rejects.toBeInstanceOf(NotFound);
    const [sent] = await network.sentTo(number);
    const code = /\d{6}/.exec(sent?.text ?? "")?.[0] ?? "";
    await expect(helpByCode(colleague.ctx, { code })).rejects.toMatchObject({ reason: "code-ended" });
    const wrong = code === "000000" ? "111111" : "000000";
    await expect(helpByCode(helper.ctx, { code: wrong })).rejects.toMatchObject({ reason: "code-wrong" });
    await helpByCode(helper.ctx, { code });
    await helpByCode(helper.ctx, { code });
    await openBookInHand(ctx, "cover");
    const card = await makeHelpedCard(helper.ctx, { cardId: randomUUID() });
    await endHelping(helper.ctx);
    await expect(makeHelpedCard(helper.ctx, { cardId: randomUUID() })).rejects.toMatchObject({
      reason: "over",
    });

    const by = { helpId: randomUUID(), card: `SSKBS2:${card.code}` };
    await helpByCard(colleague.ctx, by);
    await helpByCard(colleague.ctx, by);
    await openBookInHand(helping(colleague, person.citizenId), "cover");
    await expect(
      makeHelperCard(helping(colleague, person.citizenId), { cardId: randomUUID() }, "x"),
    ).rejects.toBeInstanceOf(NotFound);
    await endHelping(colleague.ctx);
    const newer = await makeHelperCard(person.ctx, { cardId: randomUUID() }, "Bà Thử");
    const again = (code: string) => helpByCard(colleague.ctx, { helpId: randomUUID(), card: code });
    await expect(again(card.code)).rejects.toMatchObject({ reason: "card-ended" });
    await endHelperCard(person.ctx);
    await expect(again(newer.code)).rejects.toMatchObject({ reason: "card-ended" });
    await expect(again("ABCDEFGH23456789")).rejects.toMatchObject({ reason: "card-unknown" });
    const clinic = await staffSignedIn(reach, { facilityCode: "51000" });
    await expect(helpByCard(clinic.ctx, by)).rejects.toThrow();
    const ways =
      await sql()`select confirmed_by from app.helper_sessions where citizen_id = ${person.citizenId} order by began_at`;
    expect(ways.map((one) => one.confirmed_by)).toEqual(["sms", "card"]);
    expect(await told(person.citizenId)).toContain("helper-card-made");
    network.stop();
  });

  test("nobody helps without end", async () => {
    const helper = await aStation();
    const people = await Promise.all(Array.from({ length: 11 }, () => signedIn(reach)));
    for (const person of people.slice(0, 10)) await help(helper.ctx, helpInput(person));
    const last = people[10];
    if (last) await expect(help(helper.ctx, helpInput(last))).rejects.toBeInstanceOf(Refused);
    const open =
      await sql()`select 1 from app.helper_sessions where staff_id = ${helper.staffId} and ended_at is null`;
    expect(open).toHaveLength(1);
  });
});
