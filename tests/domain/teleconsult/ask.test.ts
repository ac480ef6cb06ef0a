import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepAttachment } from "#lib/attachment/index.ts";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import {
  attachToQuestion,
  cancelCase,
  caseForCitizen,
  claimCase,
  deskOfCase,
  listCallTimes,
  listCases,
  listCasesAtDesk,
  livingShare,
  promiseOf,
  sayFlags,
  sendQuestion,
} from "#lib/teleconsult/index.ts";
import { answers, FlagsInput } from "#lib/teleconsult/inputs.ts";
import { fileVisit, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { photoWithPlace, testKeys } from "#tests/support/photos.ts";
import { aChild, holding, represents, trusts } from "#tests/support/relatives.ts";
import { ask, fillQuestion, makeAnswering } from "#tests/support/teleconsult.ts";

import { type Clinic, casesOfTests } from "#tests/support/teleconsult-cases.ts";

const { caseOf, inbox, messagesOf, own, owner, reach, reasonOf, close } = casesOfTests();
afterAll(close);

let station: Clinic;
let doctor: Awaited<ReturnType<typeof staffSignedIn>>;
beforeAll(async () => {
  station = await makeAnswering(reach);
  doctor = await staffSignedIn(reach, { name: "BS. Trần Thử", facilityCode: station.facilityCode });
});

describe("somebody asks", () => {
  test("and it is received with a promise, once, with its trace; what is shared is a recorded request", async () => {
    const who = await signedIn(reach);
    const { caseId } = await ask(who.ctx, { ...station, severity: "severe" });
    await sendQuestion(who.ctx, { caseId, priceVnd: 0 });
    const found = await caseOf(who, caseId);
    expect(found).toMatchObject({
      status: "sent",
      way: "written",
      urgency: "urgent",
      level: "initial",
      citizenName: "Người Thử Nghiệm",
    });
    const promised = (found.promisedAt?.getTime() ?? 0) - (found.sentAt?.getTime() ?? 0);
    expect(promised / 3_600_000).toBeCloseTo(4, 1);
    expect(found.steps.map(({ what }) => what)).toEqual(["asked", "shared", "received"]);
    expect(livingShare(found)).toMatchObject({ shown: ["conditions", "medicines"], mayRefer: false });
    expect(await listCases(await own(who))).toHaveLength(1);
    expect(await messagesOf(who.citizenId)).toEqual(["teleconsult-received"]);
  });

  test("a sign of danger is written down and stops the question until it is answered anew", async () => {
    const who = await signedIn(reach);
    const caseId = await fillQuestion(who.ctx, station);
    expect(await sayFlags(who.ctx, FlagsInput.parse({ caseId, "flag-breath": "yes" }))).toBe(true);
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("flags");
    const rows = await owner`select flags from app.teleconsult_red_flags where citizen_id = ${who.citizenId}`;
    expect(rows).toEqual([{ flags: "{breath}" }]);
    await sayFlags(who.ctx, FlagsInput.parse({ caseId, none: "yes" }));
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("done");
  });

  test("10,000 characters are refused at the door and in the database; script stays text", async () => {
    const who = await signedIn(reach);
    const caseId = randomUUID();
    expect(answers.trouble.safeParse({ caseId, trouble: "á".repeat(10_000) }).success).toBe(false);
    const long = await fillQuestion(who.ctx, { ...station, trouble: "á".repeat(4001) });
    expect(await reasonOf(sendQuestion(who.ctx, { caseId: long, priceVnd: 0 }))).toBe("trouble");
    const trouble = `<script>alert(1)</script> ' or 1=1 -- ${"dài ".repeat(900)}`;
    const { caseId: odd } = await ask(who.ctx, { ...station, trouble });
    expect((await caseOf(who, odd)).trouble).toBe(trouble.trim());
  });

  test("photos go with it, for whoever may read the case, and for nobody else", async () => {
    const who = await signedIn(reach);
    const caseId = await fillQuestion(who.ctx, station);
    const attachmentId = randomUUID();
    await attachToQuestion(who.ctx, { caseId, attachmentId, bytes: await photoWithPlace() }, testKeys);
    await sendQuestion(who.ctx, { caseId, priceVnd: 0 });
    await claimCase(doctor.ctx, { caseId });
    const seen = async (desk: Awaited<ReturnType<typeof deskOfCase>>) =>
      (
        await desk.readApp((tx) =>
          tx.execute(`select 1 from app.attachments where attachment_id = '${attachmentId}'`),
        )
      ).length;
    expect(await seen(await deskOfCase(doctor.ctx, caseId))).toBe(1);
    const colleague = await staffSignedIn(reach, station);
    expect(await seen(await deskOfCase(colleague.ctx, caseId))).toBe(0);
  });

  test("a stranger and a relative without the scope are refused; one with it asks and reads, and reads no record by it", async () => {
    const [who, friend, stranger] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
    const { caseId } = await ask(who.ctx, station);
    await fileVisit(reach, who.citizenId);
    expect(await caseForCitizen(await own(stranger), caseId)).toBeNull();
    expect(await reasonOf(cancelCase(stranger.ctx, { caseId, because: "" }))).toBe("NotFound");
    await trusts(who, friend, ["booking"]);
    const acting = holding(friend, who.citizenId, "trusted");
    expect(await reasonOf(openBookInHand(acting, "teleconsult"))).toBe("NotFound");
    await owner`update app.relations set scopes = '{teleconsult}' where citizen_id = ${who.citizenId} and actor_id = ${friend.citizenId}`;
    const { caseId: theirs } = await ask(acting, station);
    const book = await openBookInHand(acting, "teleconsult");
    expect(await caseForCitizen(book, theirs)).toMatchObject({
      askedBy: friend.citizenId,
      askedByName: friend.ctx.actor.name,
    });
    expect((await book.readWarehouse((tx) => tx.execute("select 1 from warehouse.encounters"))).length).toBe(
      0,
    );
    expect((await book.readApp((tx) => tx.execute("select 1 from app.messages"))).length).toBe(0);
    // Nor a photo that was kept for something else, whose id they know; and it stays.
    const paper = randomUUID();
    const corrections = await openBook(who.ctx, who.citizenId, "own-reading", "corrections");
    await keepAttachment(corrections, { attachmentId: paper, bytes: await photoWithPlace() }, testKeys);
    const draft = await fillQuestion(acting, station);
    const sent = { caseId: draft, attachmentId: paper, bytes: await photoWithPlace() };
    expect(await reasonOf(attachToQuestion(acting, sent, testKeys))).toBe("NotFound");
    const seen = (one: typeof book) =>
      one.readApp((tx) => tx.execute("select 1 from app.attachments where sealed is not null"));
    expect(await seen(book)).toHaveLength(0);
    expect(await seen(corrections)).toHaveLength(1);
    expect((await caseOf(who, theirs)).citizenId).toBe(who.citizenId);
  });

  test("a parent asks for a child", async () => {
    const mother = await signedIn(reach);
    const child = await aChild(reach, "2023-05-01");
    await represents(reach, mother, child, "2023-05-01");
    const { caseId } = await ask(holding(mother, child.citizenId, "representative"), station);
    const book = await openBookInHand(holding(mother, child.citizenId, "representative"), "teleconsult");
    expect(await caseForCitizen(book, caseId)).toMatchObject({
      citizenId: child.citizenId,
      citizenName: child.name,
    });
  });

  test("a time of a call is one person's; a facility without shifts takes no question", async () => {
    const [one, two] = [await signedIn(reach), await signedIn(reach)];
    const [time] = (await listCallTimes(one.ctx, station.facilityCode, one.ctx.today)).slice(3);
    const at = `${time?.shiftId} ${time?.startsAt.toISOString()}`;
    const cases = await Promise.all(
      [one, two].map(({ ctx }) => fillQuestion(ctx, { ...station, way: "video", at })),
    );
    const outcomes = await Promise.all(
      [one, two].map(({ ctx }, i) => reasonOf(sendQuestion(ctx, { caseId: cases[i] ?? "", priceVnd: 0 }))),
    );
    expect(outcomes.toSorted()).toEqual(["done", "taken"]);
    const idle = await makeAnswering(reach, { shifts: false });
    expect(await promiseOf(one.ctx, idle.facilityCode, new Date())).toBeNull();
    expect(await reasonOf(ask(one.ctx, idle))).toBe("no-shift");
  });
});

describe("a question that costs something", () => {
  const priced = () => makeAnswering(reach, { writtenPriceVnd: 50_000 });

  test("reaches nobody until its note is paid; the page's price has to be the facility's", async () => {
    const [who, clinic] = [await signedIn(reach), await priced()];
    const { ctx } = await staffSignedIn(reach, clinic);
    const caseId = await fillQuestion(who.ctx, clinic);
    expect(await reasonOf(sendQuestion(who.ctx, { caseId, priceVnd: 0 }))).toBe("price");
    const { noteId } = await sendQuestion(who.ctx, { caseId, priceVnd: 50_000 });
    expect(await caseOf(who, caseId)).toMatchObject({ status: "unpaid", sentAt: null, noteId });
    expect(await listCasesAtDesk(await inbox({ ctx }))).toEqual([]);
    expect(await reasonOf(claimCase(ctx, { caseId }))).toBe("gone");
    const [note] =
      await owner`select kind, amount_vnd::int as amount, status from app.fee_notes where note_id = ${noteId}`;
    expect(note).toEqual({ kind: "teleconsult", amount: 50_000, status: "open" });
    await owner`update app.fee_notes set status = 'paid-at-desk' where note_id = ${noteId}`;
    expect(await caseOf(who, caseId)).toMatchObject({ status: "sent" });
    expect(await listCasesAtDesk(await inbox({ ctx }))).toHaveLength(1);
  });

  test("taken back before it is paid its note is void; not paid in a day it lapses", async () => {
    const [who, clinic] = [await signedIn(reach), await priced()];
    const one = await ask(who.ctx, { ...clinic, priceVnd: 50_000 });
    await cancelCase(who.ctx, { caseId: one.caseId, because: "" });
    const two = await ask(who.ctx, { ...clinic, priceVnd: 50_000 });
    await owner`update app.fee_notes set status = 'void', voided_at = now(), voided_because = 'x' where note_id = ${two.noteId}`;
    expect((await caseOf(who, two.caseId)).status).toBe("lapsed");
    const notes = await owner`select status from app.fee_notes where citizen_id = ${who.citizenId}`;
    expect(notes).toEqual([{ status: "void" }, { status: "void" }]);
  });
});
