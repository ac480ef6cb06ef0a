import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeRelation } from "#lib/family/index.ts";
import {
  bringReport,
  closeDifference,
  confirmAccount,
  countDeskTasks,
  decideRefund,
  decideReview,
  findFeeNote,
  findNoteToPay,
  listDifferences,
  listFeeMonth,
  listReconciliations,
  nameAccount,
  receiveBankStatement,
  reconcileNight,
  settleFromQuery,
  submitRefund,
  vietQrForPayer,
  vietQrOf,
  voidFeeNote,
} from "#lib/payment/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { urlOf } from "../../support/database.ts";
import {
  aDebt,
  aFacility,
  type Debt,
  feeDesk,
  hear,
  letTimePass,
  noticeOf,
  ownFees,
  standing,
} from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { staffAt } from "../../support/officers.ts";
import { trusts } from "../../support/relatives.ts";
import { simulatedVnpay } from "../../support/vnpay.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
const vnpay = simulatedVnpay(() => ({ RspCode: "99" }));
beforeAll(() => vnpay.start());
afterAll(async () => {
  vnpay.stop();
  await worker.$client.end();
  await reach.close();
});

const today = dayOf(new Date());
const tomorrow = new Date(Date.now() + 86_400_000);
const now = (debt: Debt) => standing(reach, debt);
const report = async () =>
  new Uint8Array(await (await fetch(`${vnpay.url()}/report?day=${today}`)).arrayBuffer());

/** A debt at the simulator's terminal that was paid there; told to us when `told`. */
async function paidThere(told: boolean) {
  await vnpay.play("ipn-lost", { fiveMinutesMs: 1 });
  const debt = await aDebt(reach);
  Object.assign(debt.terminal, vnpay.terminal());
  debt.shop.terminal = debt.terminal;
  const { address, reference } = await debt.begin();
  await vnpay.pay(address);
  const number = (await vnpay.told(reference))?.number ?? "";
  const digits = `${today.replaceAll("-", "")}093000`;
  if (told)
    await hear(reach, debt, noticeOf(debt, reference, { vnp_TransactionNo: number, vnp_PayDate: digits }));
  return { debt, reference, number };
}
const kinds = async (debt: Debt) =>
  (await listDifferences(await feeDesk(await debt.facility.clerk()))).map(({ kind }) => kind);

describe("reconciling a day", () => {
  test("by night, with VNPay's own file: what it alone tells is asked about, settled by its signed answer, and agrees then", async () => {
    const { debt: known } = await paidThere(true);
    const { debt: lost } = await paidThere(false);
    const address = `${vnpay.url()}/report`;
    const first = await reconcileNight(worker, known.terminal.code, address, tomorrow);
    expect(first).toMatchObject({ withReport: true });
    expect(first.matched).toBeGreaterThan(0);
    expect([await kinds(known), await kinds(lost)]).toEqual([[], ["theirs-only"]]);
    expect(await now(lost)).toMatchObject({ note: "open", postings: [] });
    for (let turn = 0; turn < 30 && (await now(lost)).note === "open"; turn += 1)
      await settleFromQuery(worker, lost.terminal, "127.0.0.1", 0);
    expect(await now(lost)).toMatchObject({ note: "paid", balanced: true });
    await reconcileNight(worker, lost.terminal.code, address, tomorrow);
    expect(await kinds(lost)).toEqual([]);
    // The authority sees each comparison; without a file of the day nothing is said to agree.
    const none = await reconcileNight(worker, known.terminal.code, null, new Date());
    expect(none).toEqual({ withReport: false, matched: 0, differing: 0 });
    const runs = await listReconciliations(await feeDesk(await staffAt(reach, "authority")));
    expect(runs.slice(0, 2).map(({ fileName }) => fileName)).toEqual([null, `vnpay-${today}.csv`]);
  });

  test("at a facility's desk: a file without one of its payments, with another sum, with a refund nobody made; closed with a reason", async () => {
    const { debt, reference } = await paidThere(true);
    const other = await paidThere(true);
    const clerk = await debt.facility.clerk();
    const desk = await feeDesk(clerk);
    const text = Buffer.from(await report()).toString("utf8");
    const without = text.split("\r\n").filter((line) => !line.includes(reference));
    const bring = (lines: string[]) =>
      bringReport(desk, debt.terminal.code, {
        day: today,
        name: "baocao.csv",
        bytes: Buffer.from(lines.join("\r\n")),
      });
    expect(await bring(without)).toEqual({ matched: 0, differing: 1 });
    expect(await kinds(debt)).toEqual(["ours-only"]);
    const row = (type: string, amount: number, number: string) =>
      [
        debt.terminal.code,
        reference,
        number,
        type,
        String(amount),
        "00",
        `${today.replaceAll("-", "")}093000`,
        "NCB",
        "",
      ].join();
    // Two refunds of one sum under one reference are one difference.
    await bring([
      ...without,
      row("01", 14_900_000, ""),
      row("03", 1_000_000, "77"),
      row("03", 1_000_000, "78"),
    ]);
    expect((await kinds(debt)).sort()).toEqual(["amount-differs", "refund-theirs-only"]);
    // The other facility's rows are neither kept nor compared.
    expect(await kinds(other.debt)).toEqual([]);
    const [one, two] = await listDifferences(desk);
    const stranger = await other.debt.facility.clerk();
    const close = (who: typeof clerk, differenceId = "", because = "Đã đối chiếu với VNPay") =>
      closeDifference(who, { differenceId, because });
    await expect(close(stranger, one?.differenceId)).rejects.toBeInstanceOf(NotFound);
    await close(clerk, one?.differenceId);
    await expect(close(clerk, one?.differenceId)).rejects.toEqual(new Refused("already-ended"));
    await close(await staffAt(reach, "authority"), two?.differenceId);
    expect(await kinds(debt)).toEqual([]);
    const broken = [...without, `${debt.terminal.code},x y,1,01,5,00,,,`];
    await expect(bring(broken)).rejects.toEqual(new Refused(`bad-line-${broken.length}`));
    await expect(bring(["a,b"])).rejects.toEqual(new Refused("no-heading-1"));
  });

  test("a payment without its posting cannot hide", async () => {
    const { debt } = await paidThere(true);
    await reach.appOwner.$client.begin(async (tx) => {
      await tx`alter table app.ledger_entries disable trigger user`;
      await tx`update app.ledger_entries set amount_vnd = amount_vnd - sign(amount_vnd) * 1000 where posting_id in (
        select posting_id from app.ledger_postings where ref_id = (select settled_by from app.fee_notes where note_id = ${debt.noteId}))`;
      await tx`alter table app.ledger_entries enable trigger user`;
    });
    await reconcileNight(worker, debt.terminal.code, null, tomorrow);
    expect(await kinds(debt)).toContain("not-posted");
    await reach.appOwner.$client.begin(async (tx) => {
      await tx`alter table app.ledger_entries disable trigger user`;
      await tx`update app.ledger_entries set amount_vnd = amount_vnd + sign(amount_vnd) * 1000 where posting_id in (
        select posting_id from app.ledger_postings where ref_id = (select settled_by from app.fee_notes where note_id = ${debt.noteId}))`;
      await tx`alter table app.ledger_entries enable trigger user`;
    });
    await reconcileNight(worker, debt.terminal.code, `${vnpay.url()}/report`, tomorrow);
    expect(await kinds(debt)).toEqual([]);
  });
});

describe("a payment in review", () => {
  test("of a note that was taken back: a clerk decides that the money came, and it is owed back (F23)", async () => {
    const debt = await aDebt(reach);
    const { reference } = await debt.begin();
    await letTimePass(reach, debt, 90);
    await reach.appOwner.$client`select app.expire_payments(500)`;
    const taken = { noteNumber: debt.note.noteNumber, void: { reason: "Ghi nhầm" } };
    await voidFeeNote(reach, debt.facility.sender, taken);
    expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
    expect(await now(debt)).toMatchObject({ attempts: ["review"], postings: [] });
    const clerk = await debt.facility.clerk();
    const desk = await feeDesk(clerk);
    const [difference] = await listDifferences(desk);
    const attemptId = difference?.attemptId ?? "";
    const because = "VNPay ghi đã nhận, dòng 7";
    await expect(
      closeDifference(clerk, { differenceId: difference?.differenceId ?? "", because }),
    ).rejects.toEqual(new Refused("decide-first"));
    const stranger = await feeDesk(await (await aFacility(reach)).clerk());
    await expect(decideReview(stranger, { attemptId, received: "yes", because })).rejects.toBeInstanceOf(
      NotFound,
    );
    await decideReview(desk, { attemptId, received: "yes", because });
    await expect(decideReview(desk, { attemptId, received: "no", because })).rejects.toEqual(
      new Refused("already-ended"),
    );
    expect(await now(debt)).toMatchObject({
      note: "void",
      attempts: ["settled"],
      postings: ["second-payment"],
      balanced: true,
    });
    const found = await findFeeNote(await ownFees(debt.payer), debt.noteId);
    expect(found?.refunds.map(({ status }) => status)).toEqual(["requested"]);
  });
});

/** A debt at a facility whose account two officers named and confirmed. */
async function debtWithAccount() {
  const debt = await aDebt(reach);
  const { facilityCode } = debt.facility;
  const [one, two] = [await staffAt(reach, "authority"), await staffAt(reach, "authority")];
  const account = { facilityCode, bankBin: "970436", accountNumber: "0011001234567", accountName: "BV THU" };
  await nameAccount(one, account);
  const [row] = await reach.appOwner.$client<{ account_id: string }[]>`
    select account_id from app.facility_accounts where facility_code = ${facilityCode}`;
  const accountId = row?.account_id ?? "";
  await expect(confirmAccount(one, { accountId })).rejects.toEqual(new Refused("second-person"));
  await expect(confirmAccount(await debt.facility.clerk(), { accountId })).rejects.toBeInstanceOf(NotFound);
  const found = async () => (await findFeeNote(await ownFees(debt.payer), debt.noteId)) ?? expect.fail();
  const qr = async () => vietQrOf(await ownFees(debt.payer), (await found()).note);
  expect(await qr()).toBeNull();
  await confirmAccount(two, { accountId });
  let lines = 0;
  const line = (
    content: string,
    amountVnd = debt.amountVnd,
    lineId = `FT${debt.noteId.slice(0, 8)}${++lines}`,
  ) => ({
    lineId,
    at: "2026-11-26T09:31:00+07:00",
    amountVnd,
    content,
  });
  const post = async (...sent: ReturnType<typeof line>[]) =>
    (
      await receiveBankStatement(reach, debt.facility.sender, { account: account.accountNumber, lines: sent })
    ).map(({ outcome }) => outcome);
  return { debt, found, qr, line, post };
}

describe("a transfer by VietQR", () => {
  test("shown, nothing is paid; the bank's line pays it, once, however often and in whatever letters it comes", async () => {
    const { debt, found, qr, line, post } = await debtWithAccount();
    const shown = await qr();
    expect(shown).toMatchObject({ amountVnd: 150_000n, bankBin: "970436" });
    expect((await found()).note.status).toBe("open");
    const code = shown?.content ?? "";
    expect(await post(line("tien dien"), line(code, 149_000))).toEqual(["not-ours", "other-amount"]);
    expect((await found()).note.status).toBe("open");
    const paid = line(`MBVCB.99.${code.toLowerCase().replace(/(.{5})/, "$1 ")} chuyen tien`);
    const all = await Promise.all(Array.from({ length: 6 }, () => post(paid)));
    expect(all.flat().sort()).toEqual(["settled", ...Array(5).fill("unchanged")]);
    expect(await post({ ...paid, amountVnd: 1 })).toEqual(["differs"]);
    expect(await now(debt)).toMatchObject({
      note: "paid",
      attempts: ["settled"],
      differences: ["transfer-amount"],
      postings: ["payment"],
      balanced: true,
    });
    expect(await qr()).toBeNull();
    const desk = await feeDesk(await debt.facility.clerk());
    const month = await listFeeMonth(desk, "2026-11");
    expect(month).toMatchObject([{ askedVnd: 150_000n, throughBookVnd: 150_000n, differences: 1 }]);
    // The count is of all, however few are listed, and of this desk alone.
    expect(await countDeskTasks(desk)).toEqual({ differences: 1, refunds: 0 });
    expect(await countDeskTasks(await feeDesk(await (await aFacility(reach)).clerk()))).toEqual({
      differences: 0,
      refunds: 0,
    });
  });

  test("for somebody who pays for another: the same code, under a grant of their own book, and only while they may", async () => {
    const { debt, qr, line, post } = await debtWithAccount();
    const [pays, stranger] = [await signedIn(reach), await signedIn(reach)];
    const relationId = await trusts(debt.payer, pays, ["payment"]);
    const book = async () => ownFees(pays);
    const seen = async () => (await findNoteToPay(await book(), debt.noteId))?.note ?? expect.fail();
    expect(await vietQrForPayer(await book(), await seen())).toEqual(await qr());
    expect(await findNoteToPay(await ownFees(stranger), debt.noteId)).toBeNull();
    const { transferCode } = await seen();
    const opened = await reach.appOwner.$client`
      select from app.access_log where citizen_id = ${debt.payer.citizenId} and actor_id = ${pays.citizenId}`;
    expect(opened).toHaveLength(0);
    // Who may not pay any more, and has begun, still follows; there is nothing to transfer to.
    await debt.begin(pays.ctx);
    await revokeRelation(debt.payer.ctx, { relationId });
    expect(await vietQrForPayer(await book(), await seen())).toBeNull();
    expect(await post(line(transferCode ?? ""))).toEqual(["settled"]);
    expect(await seen()).toMatchObject({ status: "paid", transferCode: null });
  });

  test("and by VNPay at once: one pays, the other is owed back, and the transfer goes back by transfer", async () => {
    const { debt, found, qr, line, post } = await debtWithAccount();
    const { reference } = await debt.begin();
    const code = (await qr())?.content ?? "";
    const [told, outcome] = await Promise.all([
      hear(reach, debt, noticeOf(debt, reference)),
      post(line(code)),
    ]);
    expect([told, outcome[0]]).toEqual(["00", expect.stringMatching(/settled|owed-back/)]);
    expect(await post(line(code))).toEqual(["owed-back"]);
    expect(await now(debt)).toMatchObject({ note: "paid", balanced: true });
    const { attempts, refunds } = await found();
    const third = attempts.filter(({ channel, owedBack }) => channel === "transfer" && owedBack).at(0);
    const refundId = refunds.find(({ attemptId }) => attemptId === third?.attemptId)?.refundId ?? "";
    const clerk = await debt.facility.clerk();
    const desk = await feeDesk(clerk);
    expect(await submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1")).toEqual({
      status: "submitted",
    });
    await decideRefund(desk, { refundId, outcome: "succeeded", because: "Ủy nhiệm chi 123" });
    expect((await found()).refunds.find((one) => one.refundId === refundId)?.status).toBe("succeeded");
    expect(await now(debt)).toMatchObject({ note: "paid", balanced: true });
  });

  test("another facility's line, and an account that nobody confirmed, pay nothing", async () => {
    const { debt, found, qr, line, post } = await debtWithAccount();
    const code = (await qr())?.content ?? "";
    const { sender } = await aFacility(reach);
    const sent = { account: "0011001234567", lines: [line(code)] };
    expect(await receiveBankStatement(reach, sender, sent)).toMatchObject([{ outcome: "other-account" }]);
    const strange = { ...sent, account: "999999" };
    expect(await receiveBankStatement(reach, debt.facility.sender, strange)).toMatchObject([
      { outcome: "other-account" },
    ]);
    expect(await post(line("VPAAAAAAAAAAAA"))).toEqual(["not-ours"]);
    expect((await found()).note.status).toBe("open");
  });
});
