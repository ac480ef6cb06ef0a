import { afterAll, describe, expect, test } from "vitest";
import { openBook } from "#lib/consent/index.ts";
import { revokeRelation } from "#lib/family/index.ts";
import { listMessages } from "#lib/notification/index.ts";
import {
  findFeeNote,
  findNoteToPay,
  listLooks,
  listNotesOfVisit,
  listNotesToPay,
  listOpenNotes,
  listPaying,
  nameInvoice,
  payersOfNote,
  receiveFeeNote,
  requestRefund,
  voidFeeNote,
} from "#lib/payment/index.ts";
import { FeeNoteMessage } from "#lib/payment/inputs.ts";
import { Refused } from "#lib/platform/errors.ts";
import {
  aDebt,
  aFacility,
  type Debt,
  feeDesk,
  hear,
  noteFor,
  noticeOf,
  ownFees,
  type Payer,
} from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { aChild, represents, trusts } from "../../support/relatives.ts";

const reach = reachOf();
afterAll(() => reach.close());

const told = async (who: Payer) => {
  const messages = await listMessages(await openBook(who.ctx, who.citizenId, "own-reading", "messages"), {
    most: 20,
  });
  return messages.map(({ kind, values }) => ({ kind, ...values }));
};
const looks = async (debt: Debt, who: Payer) =>
  (
    await reach.appOwner.$client`
      select from app.payment_log where note_id = ${debt.noteId} and what = 'looked-at' and actor_id = ${who.citizenId}`
  ).length;

describe("who pays for another", () => {
  test("sees where, when and how much, never a line; each look is written down once a day", async () => {
    const debt = await aDebt(reach);
    const [pays, reads, stranger] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
    await trusts(debt.payer, pays, ["record", "payment"]);
    await trusts(debt.payer, reads, ["record"]);
    const [listed, ...more] = await listNotesToPay(await ownFees(pays));
    expect([listed, more]).toEqual([
      {
        noteId: debt.noteId,
        citizenName: "Người Thử Nghiệm",
        facilityCode: debt.facility.facilityCode,
        issuedOn: "2026-11-20",
        amountVnd: 150_000n,
        leftVnd: 150_000n,
        status: "open",
        paying: null,
        payingUntil: null,
        refundedVnd: 0n,
      },
      [],
    ]);
    const found = await findNoteToPay(await ownFees(pays), debt.noteId);
    expect(found).toMatchObject({
      mayPay: true,
      note: { amountVnd: 150_000n, status: "open" },
      attempts: [],
      refunds: [],
    });
    expect(JSON.stringify(found, (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(
      /Xét nghiệm|lines|encounter/,
    );
    expect(await looks(debt, pays)).toBe(1);
    expect(await listLooks(await ownFees(debt.payer), debt.noteId)).toMatchObject([
      { name: pays.ctx.actor.name },
    ]);
    for (const who of [reads, stranger]) {
      expect(await listNotesToPay(await ownFees(who))).toEqual([]);
      expect(await findNoteToPay(await ownFees(who), debt.noteId)).toBeNull();
      expect(await payersOfNote(await ownFees(who), debt.noteId)).toEqual(new Map());
      expect(await looks(debt, who)).toBe(0);
    }
    // One's own notes are no others', and the list of what one owes is one's own.
    expect(await listNotesToPay(await ownFees(debt.payer))).toEqual([]);
    expect(await findNoteToPay(await ownFees(debt.payer), debt.noteId)).toBeNull();
    expect(await listOpenNotes(await ownFees(pays))).toEqual([]);
    expect(await listOpenNotes(await ownFees(debt.payer))).toMatchObject([{ noteId: debt.noteId }]);
  });

  test("follows their own payment also when they may not pay any more; whoever began nothing is out at once", async () => {
    const debt = await aDebt(reach);
    const [pays, other] = [await signedIn(reach), await signedIn(reach)];
    const relation = await trusts(debt.payer, pays, ["payment"]);
    const unused = await trusts(debt.payer, other, ["payment"]);
    const { reference, expiresAt } = await debt.begin(pays.ctx);
    expect(await listNotesToPay(await ownFees(pays))).toMatchObject([
      { paying: "pending", payingUntil: expiresAt },
    ]);
    expect((await listPaying(await ownFees(debt.payer))).get(debt.noteId)).toMatchObject([
      { status: "pending" },
    ]);
    await hear(reach, debt, noticeOf(debt, reference));
    for (const relationId of [relation, unused]) await revokeRelation(debt.payer.ctx, { relationId });
    expect(await findNoteToPay(await ownFees(pays), debt.noteId)).toMatchObject({
      mayPay: false,
      note: { status: "paid", transferCode: null },
      attempts: [{ reference, status: "settled", bankCode: "NCB" }],
    });
    expect(await findNoteToPay(await ownFees(other), debt.noteId)).toBeNull();
    const [own] = (await payersOfNote(await ownFees(debt.payer), debt.noteId)).values();
    expect(own).toEqual({ name: pays.ctx.actor.name, mine: false, chargedAgain: false });
    const [theirs] = (await payersOfNote(await ownFees(pays), debt.noteId)).values();
    expect(theirs).toMatchObject({ mine: true });
  });

  test("learns that the bank charged twice for one payment", async () => {
    const debt = await aDebt(reach);
    const { reference } = await debt.begin();
    for (const number of ["20000001", "20000002"])
      await hear(
        reach,
        debt,
        noticeOf(debt, reference, { vnp_TransactionNo: `${number}${Date.now() % 1e6}` }),
      );
    const [payer] = (await payersOfNote(await ownFees(debt.payer), debt.noteId)).values();
    expect(payer).toMatchObject({ chargedAgain: true });
  });
});

describe("what is told, in the transaction of each step", () => {
  test("its owner, whoever represents them, and whoever paid; each once, however often VNPay calls", async () => {
    const facility = await aFacility(reach);
    const mother = await signedIn(reach);
    const child = await aChild(reach, "2020-05-01");
    await represents(reach, mother, child, "2020-05-01");
    const note = {
      ...noteFor(mother),
      personalId: child.personalId,
      name: child.name,
      birthDate: "2020-05-01",
    };
    await receiveFeeNote(reach, facility.sender, note);
    const [row] = await reach.appOwner.$client<{ note_id: string }[]>`
      select note_id from app.fee_notes where note_number = ${note.noteNumber}`;
    const debt = { ...(await aDebt(reach)), noteId: row?.note_id ?? "", facility };
    const { reference } = await import("#lib/payment/index.ts").then(({ beginPayment }) =>
      beginPayment(mother.ctx, debt.shop, { noteId: debt.noteId }, { address: "127.0.0.1", language: "vi" }),
    );
    const notice = noticeOf(debt, reference);
    await Promise.all(Array.from({ length: 10 }, () => hear(reach, debt, notice)));
    const said = { facility: facility.facilityCode, amount: "150000", of: child.name };
    expect(await told(mother)).toEqual([
      { kind: "fee-paid", ...said },
      { kind: "fee-note-received", ...said },
    ]);
  });

  test("nothing of what insurance paid; a note that is taken back, an invoice and a doubt are told", async () => {
    const facility = await aFacility(reach);
    const owner = await signedIn(reach);
    const send = async (changes: Record<string, unknown>) => {
      const note = noteFor(owner, changes);
      await receiveFeeNote(reach, facility.sender, note);
      return note.noteNumber;
    };
    await send({ amountVnd: 0 });
    expect(await told(owner)).toEqual([]);
    const noteNumber = await send({});
    await voidFeeNote(reach, facility.sender, { noteNumber, void: { reason: "Ghi nhầm" } });
    expect((await told(owner)).map(({ kind }) => kind)).toEqual(["fee-note-voided", "fee-note-received"]);
    const debt = await aDebt(reach);
    const { reference } = await debt.begin();
    await hear(reach, debt, noticeOf(debt, reference, { vnp_Amount: "100" }));
    expect((await told(debt.payer))[0]).toMatchObject({ kind: "fee-being-checked" });
  });
});

describe("the electronic invoice", () => {
  test("is named by its facility, again after it was replaced, and by nobody else", async () => {
    const debt = await aDebt(reach);
    const { noteNumber } = debt.note;
    const name = (sender: Debt["facility"]["sender"], code: string, address?: string) =>
      nameInvoice(reach, sender, { noteNumber, invoice: { code, address } });
    const { sender } = debt.facility;
    expect(await name(sender, "K26TBS-001", "https://hoadon.example.vn")).toEqual({
      outcome: "invoiced",
      status: "open",
    });
    expect(await name(sender, "K26TBS-001", "https://hoadon.example.vn")).toMatchObject({
      outcome: "unchanged",
    });
    expect(await name(sender, "K26TBS-002")).toMatchObject({ outcome: "invoiced" });
    expect((await findFeeNote(await ownFees(debt.payer), debt.noteId))?.note).toMatchObject({
      invoiceCode: "K26TBS-002",
      invoiceAddress: null,
    });
    const elsewhere = await aFacility(reach);
    await expect(name(elsewhere.sender, "X")).rejects.toEqual(new Refused("note-unknown"));
    await voidFeeNote(reach, sender, { noteNumber, void: { reason: "Ghi nhầm" } });
    await expect(name(sender, "X")).rejects.toEqual(new Refused("note-void"));
    expect(FeeNoteMessage.safeParse({ noteNumber, invoice: { code: "a b" } }).success).toBe(false);
    expect(
      FeeNoteMessage.safeParse({ noteNumber, invoice: { code: "A", address: "http://x.vn" } }).success,
    ).toBe(false);
    expect(FeeNoteMessage.parse({ noteNumber, invoice: { code: "A" } })).toHaveProperty("invoice");
  });
});

test("a visit names its notes, and what is given back is told to whoever paid", async () => {
  const debt = await aDebt(reach);
  const visit = { facilityCode: debt.facility.facilityCode, encounterRef: "KCB-1" };
  await receiveFeeNote(reach, debt.facility.sender, noteFor(debt.payer, { encounterRef: "KCB-1" }));
  expect(await listNotesOfVisit(await ownFees(debt.payer), visit)).toMatchObject([{ status: "open" }]);
  const pays = await signedIn(reach);
  await trusts(debt.payer, pays, ["payment"]);
  const { reference } = await debt.begin(pays.ctx);
  await hear(reach, debt, noticeOf(debt, reference));
  const [paid] = (await findNoteToPay(await ownFees(pays), debt.noteId))?.attempts ?? [];
  const desk = await feeDesk(await debt.facility.clerk());
  await requestRefund(desk, {
    attemptId: paid?.attemptId ?? "",
    amountVnd: 50_000,
    because: "Chẩn đoán khác",
  });
  const [refund] = await reach.appOwner.$client<{ request_id: string; refund_id: string }[]>`
    select request_id, refund_id from app.refunds where attempt_id = ${paid?.attemptId ?? ""}`;
  await desk.actOnApp((tx) => tx.execute(`select app.submit_refund('${refund?.refund_id}')`));
  await reach.app.$client`select app.settle_refund(${refund?.request_id ?? ""}, 'succeeded', 'done')`;
  expect((await told(pays))[0]).toMatchObject({
    kind: "fee-refunded",
    amount: "50000",
    of: "Người Thử Nghiệm",
  });
  expect((await told(debt.payer))[0]).toMatchObject({ kind: "fee-refunded", amount: "50000" });
  const seen = await findNoteToPay(await ownFees(pays), debt.noteId);
  expect(seen?.refunds).toMatchObject([{ amountVnd: 50_000n, status: "succeeded" }]);
  // Why is between the facility and the owner of the note.
  expect(Object.keys(seen?.refunds[0] ?? {})).not.toContain("because");
  const listed = (await listNotesToPay(await ownFees(pays))).find(({ noteId }) => noteId === debt.noteId);
  expect(listed).toMatchObject({ status: "partially-refunded", refundedVnd: 50_000n });
});
