import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  beginPayment,
  decideRefund,
  findFeeNote,
  listDifferences,
  listRefunds,
  requestRefund,
  settleFromQuery,
  submitRefund,
  withdrawRefund,
} from "#lib/payment/index.ts";
import { SECOND_PERSON_ABOVE_VND } from "#lib/payment/rules.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { claimCase, refuseCase } from "#lib/teleconsult/index.ts";
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
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { ask as askDoctor, makeAnswering } from "../../support/teleconsult.ts";
import { simulatedVnpay } from "../../support/vnpay.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
// No notice ever arrives here: what is settled is settled by asking.
const vnpay = simulatedVnpay(() => ({ RspCode: "99" }));
beforeAll(() => vnpay.start());
afterEach(() => vnpay.play("normal", { fiveMinutesMs: 1 }));
afterAll(async () => {
  vnpay.stop();
  await worker.$client.end();
  await reach.close();
});

/** A debt at the simulator's terminal, with a code of its own, so that turns to ask are nobody else's. */
async function debtAtVnpay(amountVnd?: number) {
  await vnpay.play("ipn-lost", { fiveMinutesMs: 1 });
  const debt = await aDebt(reach, amountVnd);
  Object.assign(debt.terminal, vnpay.terminal());
  debt.shop.terminal = debt.terminal;
  return debt;
}
/** Asks until this payment was asked about: other payments of the terminal may have waited longer. */
async function ask(debt: Debt) {
  const before = await asked(debt);
  for (let turn = 0; turn < 50 && (await asked(debt)) === before; turn += 1)
    if (!(await settleFromQuery(worker, debt.terminal, "127.0.0.1", 0))) break;
  return (await asked(debt)) - before;
}
async function asked({ noteId }: Debt) {
  const [row] = await reach.appOwner.$client<{ queries: number }[]>`
    select coalesce(sum(queries), 0)::integer as queries from app.payment_attempts where note_id = ${noteId}`;
  return row?.queries ?? 0;
}
/** Asks until this refund was asked about. */
async function askOfRefund(debt: Debt, refundId: string) {
  const sql = reach.appOwner.$client;
  const queries = async () =>
    (await sql<{ queries: number }[]>`select queries from app.refunds where refund_id = ${refundId}`)[0]
      ?.queries;
  await sql`update app.refunds set next_query_at = now() - interval '2 days' where refund_id = ${refundId}`;
  const before = await queries();
  for (let turn = 0; turn < 50 && (await queries()) === before; turn += 1)
    if (!(await settleFromQuery(worker, debt.terminal, "127.0.0.1", 0))) break;
}
const now = (debt: Debt) => standing(reach, debt);
const age = (debt: Debt, minutes: number) => letTimePass(reach, debt, minutes, "the end");
const dueNow = (debt: Debt) => reach.appOwner.$client`
  update app.payment_attempts set next_query_at = now() - interval '1 day' where note_id = ${debt.noteId}`;

describe("asking VNPay", () => {
  test("settles what no IPN ever told, by the very second the address was signed with (F3, F12)", async () => {
    const debt = await debtAtVnpay();
    await vnpay.pay((await debt.begin()).address);
    expect(await now(debt)).toMatchObject({ note: "open", attempts: ["pending"] });
    await dueNow(debt);
    expect(await ask(debt)).toBe(1);
    expect(await now(debt)).toEqual({
      note: "paid",
      attempts: ["settled"],
      differences: [],
      postings: ["payment"],
      balanced: true,
    });
  });

  test.each(["unsigned-answer", "other-payment", "down", "huge"])(
    "%s changes nothing, and is asked again later (F17)",
    async (scenario) => {
      const debt = await debtAtVnpay();
      await vnpay.pay((await debt.begin()).address);
      await vnpay.play(scenario, { fiveMinutesMs: 1 });
      await dueNow(debt);
      expect(await ask(debt)).toBe(1);
      expect(await now(debt)).toMatchObject({ note: "open", attempts: ["pending"], postings: [] });
      await vnpay.play("normal", { fiveMinutesMs: 1 });
      await dueNow(debt);
      await ask(debt);
      expect(await now(debt)).toMatchObject({ note: "paid" });
    },
  );

  test("94 and 91 are no information; declined there frees the note here (F17)", async () => {
    const debt = await debtAtVnpay();
    const { address } = await debt.begin();
    await dueNow(debt);
    await ask(debt);
    expect(await now(debt)).toMatchObject({ attempts: ["pending"] });
    await vnpay.pay(address, { ending: "cancelled" });
    await vnpay.play("ipn-lost", { fiveMinutesMs: 60_000 });
    await dueNow(debt);
    await ask(debt);
    await vnpay.play("ipn-lost", { fiveMinutesMs: 1 });
    await dueNow(debt);
    await ask(debt);
    expect(await now(debt)).toMatchObject({ attempts: ["failed"], note: "open" });
    await expect(debt.begin()).resolves.toHaveProperty("address");
  });

  test("two workers at once ask once in five minutes, whatever waits", async () => {
    const debt = await debtAtVnpay();
    await debt.begin();
    await dueNow(debt);
    const turns = await Promise.all(
      [1, 2, 3].map(() => settleFromQuery(worker, debt.terminal, "127.0.0.1", 300)),
    );
    expect(turns.filter(Boolean).length).toBeLessThanOrEqual(1);
    expect(await settleFromQuery(worker, debt.terminal, "127.0.0.1", 300)).toBe(false);
  });

  test("unfinished there: waits until its end, and is expired after it", async () => {
    const debt = await debtAtVnpay();
    const { address } = await debt.begin();
    await fetch(address);
    await dueNow(debt);
    await ask(debt);
    expect(await now(debt)).toMatchObject({ attempts: ["pending"] });
    // Only the end is moved: VNPay is asked by the second of the beginning.
    await age(debt, 20);
    await dueNow(debt);
    await ask(debt);
    expect(await now(debt)).toMatchObject({ attempts: ["expired"], note: "open" });
  });
});

async function paidDebt(amountVnd = 150_000) {
  const debt = await debtAtVnpay(amountVnd);
  const { address, reference } = await debt.begin();
  await vnpay.pay(address);
  await hear(reach, debt, noticeOf(debt, reference));
  const found = await findFeeNote(await ownFees(debt.payer), debt.noteId);
  const clerk = await debt.facility.clerk();
  const attemptId = found?.attempts[0]?.attemptId ?? "";
  const wish = (amount: number) => ({ attemptId, amountVnd: amount, because: "Trả lại tạm ứng thừa" });
  return { debt, attemptId, clerk, wish, reference };
}
const refundsOf = async (debt: Debt) =>
  (await findFeeNote(await ownFees(debt.payer), debt.noteId))?.refunds.map(({ status }) => status);

describe("giving money back", () => {
  test("asked and sent by a clerk; accepted there is not yet back; the citizen sees each step", async () => {
    const { debt, clerk, wish, reference } = await paidDebt();
    const desk = await feeDesk(clerk);
    const { refundId } = await requestRefund(desk, wish(50_000));
    expect(await refundsOf(debt)).toEqual(["requested"]);
    await expect(requestRefund(desk, wish(1_000))).rejects.toEqual(new Refused("refund-open"));
    const answer = await submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1");
    expect(answer).toEqual({ status: "submitted" });
    await expect(submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1")).rejects.toEqual(
      new Refused("already-submitted"),
    );
    expect((await vnpay.told(reference))?.refunds).toHaveLength(1);
    // The bank's word comes later; twice it is once.
    const [row] = await reach.appOwner.$client<{ request_id: string }[]>`
      select request_id from app.refunds where refund_id = ${refundId}`;
    for (const _ of [1, 2])
      await reach.app.$client`select app.settle_refund(${row?.request_id ?? ""}, 'succeeded', 'sent')`;
    expect(await refundsOf(debt)).toEqual(["succeeded"]);
    expect(await now(debt)).toMatchObject({ note: "partially-refunded", balanced: true });
    await expect(requestRefund(desk, wish(100_001))).rejects.toEqual(new Refused("over-amount"));
    expect(await listRefunds(desk)).toHaveLength(1);
  });

  test("for a question that its doctor refused it is asked back by itself, once, and sent by a clerk", async () => {
    const clinic = await makeAnswering(reach, { writtenPriceVnd: 50_000 });
    const payer = await signedIn(reach);
    const { caseId, noteId } = await askDoctor(payer.ctx, { ...clinic, priceVnd: 50_000 });
    const terminal = vnpay.terminal();
    const debt = { payer, noteId: noteId ?? "", terminal, amountVnd: 50_000 } as Debt;
    const shop = { terminal, returnUrl: "https://so.example.vn/api/vnpay/return" };
    const caller = { address: "127.0.0.1", language: "vi" as const };
    const { address, reference } = await beginPayment(payer.ctx, shop, { noteId: debt.noteId }, caller);
    await vnpay.pay(address);
    await hear(reach, debt, noticeOf(debt, reference));
    const { ctx: doctor } = await staffSignedIn(reach, clinic);
    await claimCase(doctor, { caseId });
    const refused = { caseId, because: "Cần khám trực tiếp mới nói được." };
    await refuseCase(doctor, refused);
    await refuseCase(doctor, refused).catch(() => {});
    expect(await refundsOf(debt)).toEqual(["requested"]);
    const desk = await feeDesk(doctor);
    const [asked] = await listRefunds(desk);
    expect(asked).toMatchObject({ amountVnd: 50_000n, because: "Lượt tư vấn không thực hiện" });
    await submitRefund(doctor, desk, terminal, { refundId: asked?.refundId ?? "" }, "127.0.0.1");
    // VNPay counts in hundredths.
    expect((await vnpay.told(reference))?.refunds).toMatchObject([{ amount: 50_000_00 }]);
    expect(await refundsOf(debt)).toEqual(["submitted"]);
  });

  test("double click and two clerks: once at VNPay (F18)", async () => {
    const { debt, clerk, wish, reference } = await paidDebt();
    const other = await debt.facility.clerk();
    const wishes = await Promise.allSettled(
      [clerk, other, clerk].map(async (who) => requestRefund(await feeDesk(who), wish(150_000))),
    );
    const made = wishes.filter((one) => one.status === "fulfilled");
    expect(made).toHaveLength(1);
    const refundId = made[0]?.value.refundId ?? "";
    const sent = await Promise.allSettled(
      [clerk, other, clerk].map(async (who) =>
        submitRefund(who, await feeDesk(who), debt.terminal, { refundId }, "127.0.0.1"),
      ),
    );
    expect(sent.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await vnpay.told(reference))?.refunds).toHaveLength(1);
  });

  test("above the limit a second person agrees", async () => {
    const large = Number(SECOND_PERSON_ABOVE_VND) + 1;
    const [row] = await reach.appOwner.$client<{ limit: string }[]>`select app.refund_limit()::text as limit`;
    expect(row?.limit).toBe(String(SECOND_PERSON_ABOVE_VND));
    const { debt, clerk, wish } = await paidDebt(large);
    const { refundId } = await requestRefund(await feeDesk(clerk), wish(large));
    const send = async (who: typeof clerk) =>
      submitRefund(who, await feeDesk(who), debt.terminal, { refundId }, "127.0.0.1");
    await expect(send(clerk)).rejects.toEqual(new Refused("second-person"));
    expect(await send(await debt.facility.clerk())).toEqual({ status: "submitted" });
    await expect(
      reach.appOwner.$client`update app.refunds set approved_by = requested_by where refund_id = ${refundId}`,
    ).rejects.toThrow();
    await expect(
      reach.appOwner.$client`update app.refunds set approved_by = null where refund_id = ${refundId}`,
    ).rejects.toThrow();
  });

  test("made and answered 99: unknown, never sent again, and never counted twice (F18)", async () => {
    const { debt, clerk, wish, reference } = await paidDebt();
    await vnpay.play("refund-unknown");
    const desk = await feeDesk(clerk);
    const { refundId } = await requestRefund(desk, wish(150_000));
    expect(await submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1")).toEqual({
      status: "unknown",
    });
    await expect(submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1")).rejects.toEqual(
      new Refused("already-submitted"),
    );
    await expect(requestRefund(desk, wish(150_000))).rejects.toEqual(new Refused("refund-open"));
    expect((await vnpay.told(reference))?.refunds).toHaveLength(1);
    expect(await now(debt)).toMatchObject({ note: "paid", postings: ["payment"] });
  });

  test("unknown, then found there by asking, in steps, until it is done; posted once (F18)", async () => {
    const { debt, clerk, wish, reference } = await paidDebt();
    await vnpay.play("refund-unknown");
    const desk = await feeDesk(clerk);
    const { refundId } = await requestRefund(desk, wish(150_000));
    await submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1");
    const number = (await vnpay.told(reference))?.refunds[0]?.number ?? "";
    const [{ request_id } = { request_id: "" }] = await reach.appOwner.$client<{ request_id: string }[]>`
      select request_id from app.refunds where refund_id = ${refundId}`;
    const told = async (kind: string, amount: number, status = "refund-sent") => {
      await worker.$client`select app.settle_refund_from_query(${request_id}, ${kind}, ${status}, ${amount}, ${number})`;
      return refundsOf(debt);
    };
    // Told of another kind or sum it is another refund.
    expect(await told("partial", 150_000)).toEqual(["unknown"]);
    expect(await told("full", 149_000)).toEqual(["unknown"]);
    expect(await told("full", 150_000)).toEqual(["submitted"]);
    await vnpay.play("normal", { fiveMinutesMs: 1 });
    await askOfRefund(debt, refundId);
    await askOfRefund(debt, refundId);
    expect(await refundsOf(debt)).toEqual(["succeeded"]);
    expect((await vnpay.told(reference))?.refunds).toHaveLength(1);
    expect(await now(debt)).toMatchObject({ note: "refunded", balanced: true });
    const postings = await reach.appOwner.$client`
      select 1 from app.ledger_postings where kind = 'refund' and ref_id = ${refundId}`;
    expect(postings).toHaveLength(1);
  });

  test("a part after an equal part that never arrived: the first is not taken for the second; a clerk finds out (F18)", async () => {
    const { debt, clerk, wish, reference } = await paidDebt();
    const desk = await feeDesk(clerk);
    const part = async () => (await requestRefund(desk, wish(50_000))).refundId;
    const send = (refundId: string) => submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1");
    const first = await part();
    await send(first);
    await askOfRefund(debt, first);
    const second = await part();
    await vnpay.play("down");
    expect(await send(second)).toEqual({ status: "unknown" });
    await vnpay.play("normal", { fiveMinutesMs: 1 });
    await reach.appOwner.$client`
      update app.refunds set submitted_at = now() - interval '25 hours' where refund_id = ${second}`;
    await askOfRefund(debt, second);
    expect(await refundsOf(debt)).toEqual(["unknown", "succeeded"]);
    expect((await listDifferences(desk)).map(({ kind }) => kind)).toEqual(["refund-unclear"]);
    await expect(withdrawRefund(desk, { refundId: second })).rejects.toEqual(
      new Refused("already-submitted"),
    );
    await decideRefund(desk, { refundId: second, outcome: "rejected", because: "VNPay không có dòng nào" });
    expect(await listDifferences(desk)).toEqual([]);
    // Asked for anew, and this time it goes: two parts there, two postings here.
    const third = await part();
    await send(third);
    await askOfRefund(debt, third);
    expect(await refundsOf(debt)).toEqual(["succeeded", "rejected", "succeeded"]);
    expect((await vnpay.told(reference))?.refunds).toHaveLength(2);
    expect(await now(debt)).toMatchObject({ note: "partially-refunded", balanced: true });
    await withdrawRefund(desk, { refundId: await part() });
    expect((await refundsOf(debt))?.[0]).toBe("withdrawn");
  });

  test("refused by the bank: the money stays where it is, and may be asked for again", async () => {
    const { debt, clerk, wish } = await paidDebt();
    await vnpay.play("refund-refused");
    const desk = await feeDesk(clerk);
    const { refundId } = await requestRefund(desk, wish(150_000));
    expect(await submitRefund(clerk, desk, debt.terminal, { refundId }, "127.0.0.1")).toEqual({
      status: "rejected",
    });
    expect(await now(debt)).toMatchObject({ note: "paid", balanced: true });
    await expect(requestRefund(desk, wish(150_000))).resolves.toHaveProperty("refundId");
  });

  test("another facility's desk learns of nothing, and gives nothing back", async () => {
    const { wish, debt } = await paidDebt();
    const elsewhere = await aFacility(reach);
    const desk = await feeDesk(await elsewhere.clerk());
    await expect(requestRefund(desk, wish(1_000))).rejects.toBeInstanceOf(NotFound);
    expect([await listRefunds(desk), await listDifferences(desk)]).toEqual([[], []]);
    expect(await now(debt)).toMatchObject({ note: "paid" });
  });
});
