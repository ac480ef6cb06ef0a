import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, test, vi } from "vitest";
import { momentOf } from "#lib/gateways/vnpay/times.ts";
import { expirePayments, findFeeNote, standingOfReturn, voidFeeNote } from "#lib/payment/index.ts";
import { connect } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { urlOf } from "../../support/database.ts";
import { aDebt, hear, letTimePass, noticeOf, ownFees, standing } from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { trusts } from "../../support/relatives.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});
const now = async (debt: Parameters<typeof standing>[1]) => standing(reach, debt);
const failed = { vnp_ResponseCode: "24", vnp_TransactionStatus: "02", vnp_TransactionNo: "0" };
const referenceOf = async (debt: Awaited<ReturnType<typeof aDebt>>) => (await debt.begin()).reference;
/** A second payment of the same note: the first one ended without a word. */
async function twoReferences(debt: Awaited<ReturnType<typeof aDebt>>) {
  const first = await referenceOf(debt);
  await letTimePass(reach, debt, 90);
  await expirePayments(worker);
  return [first, await referenceOf(debt)] as const;
}

describe("beginning", () => {
  test("two tabs, two phones, mother and father at once: one payment (F13)", async () => {
    const debt = await aDebt(reach);
    const [mother, father] = [await signedIn(reach), await signedIn(reach)];
    await trusts(debt.payer, mother, ["payment"]);
    await trusts(debt.payer, father, ["payment"]);
    const begun = await Promise.all(
      [debt.payer, mother, father, debt.payer].map((who) => debt.begin(who.ctx)),
    );
    expect(new Set(begun.map(({ address }) => address)).size).toBe(1);
    expect(await now(debt)).toMatchObject({ attempts: ["pending"] });
  });

  test("nobody pays for somebody who did not let them, and nobody learns that there is a note", async () => {
    const debt = await aDebt(reach);
    const stranger = await signedIn(reach);
    await expect(debt.begin(stranger.ctx)).rejects.toBeInstanceOf(NotFound);
    const reader = await signedIn(reach);
    await trusts(debt.payer, reader, ["record"]);
    await expect(debt.begin(reader.ctx)).rejects.toBeInstanceOf(NotFound);
    expect(await now(debt)).toMatchObject({ attempts: [] });
  });

  test("under 5,000 đồng one pays at the desk; past its end a payment waits for the truth, then is freed", async () => {
    await expect((await aDebt(reach, 4_999)).begin()).rejects.toEqual(new Refused("at-the-desk"));
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    await letTimePass(reach, debt, 20);
    await expect(debt.begin()).rejects.toEqual(new Refused("being-confirmed"));
    await letTimePass(reach, debt, 60);
    await expirePayments(worker);
    expect(await now(debt)).toMatchObject({ attempts: ["expired"], note: "open" });
    expect(await referenceOf(debt)).not.toBe(reference);
  });
});

describe("the clock of the web process", () => {
  test.each([-10, 10])(
    "wrong by %i minutes: both times sent to VNPay are the database's (F19)",
    async (minutes) => {
      const debt = await aDebt(reach);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
      try {
        const ctx = { ...debt.payer.ctx, now: new Date() };
        const { address, expiresAt, reference } = await debt.begin(ctx);
        const [row] = await reach.appOwner.$client<{ age: number }[]>`
        select extract(epoch from clock_timestamp() - created_at)::float8 as age from app.payment_attempts where reference = ${reference}`;
        expect(row?.age).toBeGreaterThanOrEqual(0);
        expect(row?.age).toBeLessThan(60);
        const sent = new URL(address).searchParams;
        const [created, ends] = ["vnp_CreateDate", "vnp_ExpireDate"].map((name) => momentOf(sent.get(name)));
        const off = (created?.getTime() ?? 0) - Date.now() + minutes * 60_000;
        expect(Math.abs(off)).toBeLessThan(60_000);
        expect(ends).toEqual(expiresAt);
        expect(expiresAt.getTime() - (created?.getTime() ?? 0)).toBe(15 * 60_000);
        // Told of it, the book keeps VNPay's own time of the payment, and the database's of the settling.
        expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
        const { attempts } = (await findFeeNote(await ownFees(debt.payer), debt.noteId)) ?? expect.fail();
        expect(attempts[0]?.paidAt).toEqual(new Date("2026-11-26T09:30:00+07:00"));
        const settled = (attempts[0]?.settledAt?.getTime() ?? 0) - Date.now() + minutes * 60_000;
        expect(Math.abs(settled)).toBeLessThan(60_000);
      } finally {
        vi.useRealTimers();
      }
    },
  );
});

describe("the IPN writes", () => {
  test("the same one a hundred times at once: once 00, else 02, one posting (F1)", async () => {
    const debt = await aDebt(reach);
    const notice = noticeOf(debt, await referenceOf(debt));
    const many = connect(urlOf("web"), { max: 20 });
    const codes = await Promise.all(
      Array.from({ length: 100 }, () => hear({ ...reach, app: many }, debt, notice)),
    );
    await many.$client.end();
    expect(codes.filter((code) => code === "00")).toHaveLength(1);
    expect(codes.filter((code) => code === "02")).toHaveLength(99);
    expect(await now(debt)).toEqual({
      note: "paid",
      attempts: ["settled"],
      differences: [],
      postings: ["payment"],
      balanced: true,
    });
    const [kept] = await reach.appOwner.$client<{ times: number }[]>`
      select times from app.payment_inbox where sent->>'vnp_TmnCode' = ${debt.terminal.code}`;
    expect(kept?.times).toBe(100);
    const found = await findFeeNote(await ownFees(debt.payer), debt.noteId);
    expect(found?.attempts[0]).toMatchObject({ status: "settled", bankCode: "NCB" });
  });

  test("after the payment's end, with the note still open: settled (F4)", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    await letTimePass(reach, debt, 90);
    await expirePayments(worker);
    expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
    expect(await now(debt)).toMatchObject({ note: "paid", attempts: ["settled"], balanced: true });
  });

  test("after its end, with the note paid by another: flagged, owed back, a refund is asked for (F5)", async () => {
    const debt = await aDebt(reach);
    const [first, second] = await twoReferences(debt);
    expect(await hear(reach, debt, noticeOf(debt, second))).toBe("00");
    expect(await hear(reach, debt, noticeOf(debt, first))).toBe("00");
    expect(await now(debt)).toMatchObject({
      note: "paid",
      differences: ["paid-twice"],
      postings: ["payment", "second-payment"],
      balanced: true,
    });
    const refunds = (await findFeeNote(await ownFees(debt.payer), debt.noteId))?.refunds;
    expect(refunds).toMatchObject([
      { amountVnd: 150_000n, status: "requested", requestedByName: "Sổ sức khỏe" },
    ]);
  });

  test("two payments of one note that succeed at the same moment: one pays, one is owed back (F14)", async () => {
    for (let round = 0; round < 5; round += 1) {
      const debt = await aDebt(reach);
      const references = await twoReferences(debt);
      const codes = await Promise.all(references.map((one) => hear(reach, debt, noticeOf(debt, one))));
      expect(codes).toEqual(["00", "00"]);
      const { attempts, postings, balanced, note } = await now(debt);
      expect([note, balanced, attempts.sort(), postings]).toEqual([
        "paid",
        true,
        ["settled", "settled again"],
        ["payment", "second-payment"],
      ]);
    }
  });

  test.each([
    ["one đồng less", (amount: number) => String(amount * 100 - 100)],
    ["×100 missing", (amount: number) => String(amount)],
    ["×100 twice", (amount: number) => String(amount * 10_000)],
  ])("%s: 04, people look, nothing is posted (F6)", async (_, told) => {
    const debt = await aDebt(reach);
    const notice = noticeOf(debt, await referenceOf(debt), { vnp_Amount: told(debt.amountVnd) });
    expect(await hear(reach, debt, notice)).toBe("04");
    expect(await now(debt)).toEqual({
      note: "open",
      attempts: ["review"],
      differences: ["wrong-amount"],
      postings: [],
      balanced: true,
    });
    await expect(debt.begin()).rejects.toEqual(new Refused("being-checked"));
  });

  test("kept also when settling fails: the message is there, and nothing else", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    const digest = randomBytes(32);
    await expect(
      reach.app
        .$client`call app.hear_payment(${digest}, 'genuine', '{}', null, ${debt.terminal.code}, ${reference}, 'nonsense', 'none',
        150000, '1', null, null, null, null)`,
    ).rejects.toThrow("not an outcome");
    const kept = await reach.appOwner
      .$client`select times from app.payment_inbox where digest = ${digest} and reference = ${reference}`;
    expect(kept).toEqual([{ times: 1 }]);
    expect(await now(debt)).toMatchObject({ note: "open", attempts: ["pending"], postings: [] });
  });

  test("for nobody, or for another terminal: 01, kept, nothing else (F7)", async () => {
    const debt = await aDebt(reach);
    expect(await hear(reach, debt, noticeOf(debt, "UNKNOWN0001"))).toBe("01");
    const reference = await referenceOf(debt);
    expect(await hear(reach, debt, noticeOf(debt, reference, { vnp_TmnCode: "OTHER" }))).toBe("01");
    expect(await now(debt)).toMatchObject({ note: "open", attempts: ["pending"] });
    const kept = await reach.appOwner.$client<{ verdict: string }[]>`
      select verdict from app.payment_inbox where reference = ${reference}`;
    expect(kept).toEqual([{ verdict: "other-terminal" }]);
  });

  test("changed, cut, doubled or not signed: 97, and no state is poisoned by it (F8)", async () => {
    const debt = await aDebt(reach);
    const good = noticeOf(debt, await referenceOf(debt));
    for (const bad of [
      good.replace("vnp_ResponseCode=00", "vnp_ResponseCode=24"),
      good.replace(/&vnp_SecureHash.*/, ""),
      good.slice(0, -1),
      `${good}&vnp_Amount=1`,
      good.replace("vnp_Amount", "vnp_Amount[]"),
      "",
    ])
      expect(await hear(reach, debt, bad)).toBe("97");
    expect(await now(debt)).toMatchObject({ attempts: ["pending"] });
    expect(
      await hear(reach, debt, `utm=1&${good.replace(/[0-9a-f]{128}/, (hash) => hash.toUpperCase())}`),
    ).toBe("00");
  });

  test("failure after success changes nothing and is noticed; success after failure is settled (F15)", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    expect(await hear(reach, debt, noticeOf(debt, reference, failed))).toBe("00");
    expect(await hear(reach, debt, noticeOf(debt, reference, failed))).toBe("02");
    expect(await now(debt)).toMatchObject({ attempts: ["failed"], note: "open", postings: [] });
    const success = noticeOf(debt, reference);
    expect(await hear(reach, debt, success)).toBe("00");
    expect(await hear(reach, debt, noticeOf(debt, reference, failed))).toBe("02");
    expect(await now(debt)).toMatchObject({
      note: "paid",
      attempts: ["settled"],
      differences: ["failed-after-paid"],
      balanced: true,
    });
    // Charged again under one reference: another number of the gateway.
    expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("02");
    expect((await now(debt)).differences).toEqual(["charged-again", "failed-after-paid"]);
  });

  test.each([
    ["00", "01"],
    ["00", "02"],
    ["00", "04"],
    ["00", "07"],
    ["07", "07"],
  ])(
    "response %s with status %s is for people: recorded, no receipt, no posting (F16)",
    async (response, status) => {
      const debt = await aDebt(reach);
      const reference = await referenceOf(debt);
      const told = { vnp_ResponseCode: response, vnp_TransactionStatus: status };
      expect(await hear(reach, debt, noticeOf(debt, reference, told))).toBe("00");
      expect(await now(debt)).toMatchObject({
        note: "open",
        attempts: ["review"],
        differences: ["unclear"],
        postings: [],
      });
      expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
      expect(await now(debt)).toMatchObject({ note: "paid", attempts: ["settled"], balanced: true });
    },
  );

  test("signed with the former secret while it changes: believed; replayed a year later: 02 (F21, F25)", async () => {
    const debt = await aDebt(reach);
    const notice = noticeOf(debt, await referenceOf(debt));
    const changing = {
      terminal: { ...debt.terminal, secrets: ["sample-new", ...debt.terminal.secrets] as const },
    };
    expect(await hear(reach, changing, notice)).toBe("00");
    await letTimePass(reach, debt, 525_600);
    expect(await hear(reach, changing, notice)).toBe("02");
    expect(await hear(reach, { terminal: { ...debt.terminal, secrets: ["sample-new"] } }, notice)).toBe("97");
  });

  test("with the database away: 99, and the next one settles (F11)", async () => {
    const debt = await aDebt(reach);
    const notice = noticeOf(debt, await referenceOf(debt));
    const away = connect("postgres://book_web:x@127.0.0.1:9/none", { max: 1 });
    expect(await hear({ ...reach, app: away }, debt, notice)).toBe("99");
    await away.$client.end({ timeout: 0 });
    expect(await hear(reach, debt, notice)).toBe("00");
  });

  test("for a note that was taken back meanwhile: for people, nothing is posted (F23)", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    await letTimePass(reach, debt, 90);
    await expirePayments(worker);
    await voidFeeNote(reach, debt.facility.sender, {
      noteNumber: debt.note.noteNumber,
      void: { reason: "Ghi nhầm" },
    });
    expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
    expect(await now(debt)).toEqual({
      note: "void",
      attempts: ["review"],
      differences: ["paid-after-void"],
      postings: [],
      balanced: true,
    });
  });

  test("in the order of VNPay's own acceptance: 97, 01, 04, 00 failed, 00, 02 (F27)", async () => {
    const [wrong, declined, good] = [await aDebt(reach), await aDebt(reach), await aDebt(reach)];
    const reference = await referenceOf(good);
    const notice = noticeOf(good, reference);
    expect([
      await hear(reach, good, `${notice}0`),
      await hear(reach, good, noticeOf(good, "NOSUCHREF1")),
      await hear(reach, wrong, noticeOf(wrong, await referenceOf(wrong), { vnp_Amount: "100" })),
      await hear(reach, declined, noticeOf(declined, await referenceOf(declined), failed)),
      await hear(reach, good, notice),
      await hear(reach, good, notice),
    ]).toEqual(["97", "01", "04", "00", "00", "02"]);
  });
});

describe("the return reads", () => {
  test("it tells how things stand, changes nothing, and tells strangers of no one (F2, F3, F24)", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    const query = noticeOf(debt, reference);
    expect(await standingOfReturn(reach.app, debt.terminal, query)).toMatchObject({
      status: "pending",
      told: "paid",
    });
    expect(await now(debt)).toMatchObject({ note: "open", attempts: ["pending"] });
    await hear(reach, debt, query);
    expect(await standingOfReturn(reach.app, debt.terminal, query)).toEqual({
      noteId: debt.noteId,
      reference,
      status: "settled",
      told: "paid",
      reason: "none",
    });
    expect(await standingOfReturn(reach.app, debt.terminal, `${query}0`)).toBeNull();
    const stranger = await signedIn(reach);
    expect(await findFeeNote(await ownFees(stranger), debt.noteId)).toBeNull();
  });
});

describe("the database keeps it, whoever writes", () => {
  test("a posting that does not balance, a change of the ledger, a way back, a second payment: all refused", async () => {
    const debt = await aDebt(reach);
    await hear(reach, debt, noticeOf(debt, await referenceOf(debt)));
    const sql = reach.appOwner.$client;
    const id = crypto.randomUUID();
    for (const attack of [
      () => sql`select app.post_money('payment', ${id}::uuid, 'a', 'b', 0)`,
      () => sql`insert into app.ledger_postings (posting_id, kind, ref_id) values (${id}, 'payment', ${id})`,
      () =>
        sql.begin(async (tx) => {
          await tx`insert into app.ledger_postings (posting_id, kind, ref_id) values (${id}, 'payment', ${id})`;
          await tx`insert into app.ledger_entries (posting_id, account, amount_vnd) values (${id}, 'a', 5), (${id}, 'b', -4)`;
        }),
      () => sql`update app.ledger_entries set amount_vnd = 1`,
      () => sql`delete from app.fee_notes where note_id = ${debt.noteId}`,
      () => sql`update app.fee_notes set status = 'open', settled_by = null where note_id = ${debt.noteId}`,
      () => sql`update app.fee_notes set amount_vnd = 1 where note_id = ${debt.noteId}`,
      () =>
        sql`update app.payment_attempts set status = 'failed', settled_at = null where note_id = ${debt.noteId}`,
      () => sql`
        insert into app.payment_attempts (citizen_id, attempt_id, note_id, facility_code, terminal_code, reference, amount_vnd, status, payer_id,
          payer_address, language, created_at, expires_at, settled_at)
        select citizen_id, gen_random_uuid(), note_id, facility_code, terminal_code, 'SECOND0001', amount_vnd, 'settled', payer_id,
          payer_address, language, created_at, expires_at, now() from app.payment_attempts where note_id = ${debt.noteId}`,
    ])
      await expect(attack()).rejects.toThrow();
    expect(await now(debt)).toMatchObject({ note: "paid", attempts: ["settled"], balanced: true });
    for (const call of [
      reach.app.$client`select app.post_money('payment', ${id}::uuid, 'a', 'b', 1)`,
      reach.app.$client`select app.expire_payments(1)`,
      reach.app.$client`update app.fee_notes set status = 'paid'`,
    ])
      await expect(call).rejects.toThrow(/permission/);
  });

  test("what nobody signed fills nothing: 300 a minute are kept, a true one still settles (F22)", async () => {
    const debt = await aDebt(reach);
    const reference = await referenceOf(debt);
    await Promise.all(
      Array.from({ length: 400 }, (_, i) => hear(reach, debt, `vnp_TxnRef=${reference}&vnp_Flood=${i}`)),
    );
    const [kept] = await reach.appOwner.$client<{ count: number }[]>`
      select count(*)::integer as count from app.payment_inbox where reference = ${reference}`;
    expect(kept?.count).toBeLessThanOrEqual(600);
    expect(await hear(reach, debt, noticeOf(debt, reference))).toBe("00");
  });
});
