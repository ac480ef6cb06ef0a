import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  beginPayment,
  expirePayments,
  findFeeNote,
  listDifferences,
  meetClaims,
  receiveFeeNote,
  setOffDeposits,
  voidFeeNote,
} from "#lib/payment/index.ts";
import { connect } from "#lib/platform/db.ts";
import { Refused } from "#lib/platform/errors.ts";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import { aClaimRef, envelope, hoso, somebody, summaryFor, visit } from "../../support/claims.ts";
import { connectionOf, urlOf } from "../../support/database.ts";
import {
  aFacility,
  aTerminal,
  type Facility,
  feeDesk,
  hear,
  letTimePass,
  noteFor,
  noticeOf,
  ownFees,
  type Payer,
  standing,
} from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";

const reach = reachOf();
const ingest = connectionOf("ingest");
const worker = connect(urlOf("worker"), { max: 1 });
// What other tests filed before is not read here a second time.
beforeAll(() => meetClaims(worker, ingest));
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

/** Somebody's visit at a facility, and the notes of it. */
async function aVisit() {
  const facility = await aFacility(reach);
  const payer = await signedIn(reach);
  const encounterRef = aClaimRef();
  const terminal = aTerminal();
  const shop = { terminal, returnUrl: "https://so.example.vn/api/vnpay/return" };
  const send = async (kind: "deposit" | "visit" | "settlement", amountVnd: number) => {
    const note = noteFor(payer, { kind, amountVnd, encounterRef });
    const { status } = await receiveFeeNote(reach, facility.sender, note);
    const [row] = await reach.appOwner.$client<{ note_id: string }[]>`
      select note_id from app.fee_notes where facility_code = ${facility.facilityCode} and note_number = ${note.noteNumber}`;
    return { noteId: row?.note_id ?? "", noteNumber: note.noteNumber, status, amountVnd, terminal };
  };
  const begin = (noteId: string) =>
    beginPayment(payer.ctx, shop, { noteId }, { address: "127.0.0.1", language: "vi" });
  /** Begins and is told that it is paid, of what the attempt asks for. */
  const pay = async ({ noteId }: { noteId: string }) => {
    const { reference, address } = await begin(noteId);
    const amountVnd = Number(new URL(address).searchParams.get("vnp_Amount")) / 100;
    expect(await hear(reach, { terminal }, noticeOf({ terminal, amountVnd }, reference))).toBe("00");
    return amountVnd;
  };
  const found = async (noteId: string) => (await findFeeNote(await ownFees(payer), noteId)) ?? expect.fail();
  return { facility, payer, encounterRef, send, begin, pay, found };
}

async function claim(
  facility: Facility,
  payer: Payer,
  encounterRef: string,
  said: { copayment: string; paidAt?: string },
  madeOn: string,
) {
  const person = somebody({ name: "NGƯỜI THỬ NGHIỆM", birth: "199001020000", id: payer.personalId });
  const summary = summaryFor(person, {
    MA_LK: encounterRef,
    MA_CSKCB: facility.facilityCode,
    T_BNCCT: said.copayment,
    T_BNTT: "0",
    NGAY_TTOAN: said.paidAt ?? "",
  });
  const bytes = envelope([hoso(visit(summary, []))], { madeOn, facility: facility.facilityCode });
  await receiveClaimFile(ingest, { name: `${encounterRef}.xml`, bytes });
}

describe("a claim and the note of its visit", () => {
  test("differ by more than a đồng: the facility sees it; agreed later, it closes; paid at the desk, the note closes; never a second one", async () => {
    const { facility, payer, encounterRef, send, found } = await aVisit();
    const note = await send("visit", 150_000);
    await meetClaims(worker, ingest);
    expect((await found(note.noteId)).note.claimAmountVnd).toBeNull();
    await claim(facility, payer, encounterRef, { copayment: "150001.5" }, "20260513");
    await meetClaims(worker, ingest);
    await meetClaims(worker, ingest);
    const desk = await feeDesk(await facility.clerk());
    expect((await listDifferences(desk)).map(({ kind, about }) => [kind, about])).toEqual([
      ["claim-differs", "150000 150001.50"],
    ]);
    expect((await found(note.noteId)).note).toMatchObject({ status: "open", claimAmountVnd: "150001.50" });
    // It agrees for a while, and differs again in the same words.
    await claim(facility, payer, encounterRef, { copayment: "150000" }, "20260514");
    await meetClaims(worker, ingest);
    expect(await listDifferences(desk)).toEqual([]);
    await claim(facility, payer, encounterRef, { copayment: "150001.5" }, "20260515");
    await meetClaims(worker, ingest);
    expect((await listDifferences(desk)).map(({ kind }) => kind)).toEqual(["claim-differs"]);
    // Within a đồng, and paid.
    await claim(
      facility,
      payer,
      encounterRef,
      { copayment: "150000.99", paidAt: "202605121010" },
      "20260516",
    );
    expect(await meetClaims(worker, ingest)).toBe(1);
    expect(await meetClaims(worker, ingest)).toBe(0);
    expect(await listDifferences(desk)).toEqual([]);
    expect((await found(note.noteId)).note).toMatchObject({ status: "paid-at-desk" });
    const [all] = await reach.appOwner.$client<{ notes: number; logged: number }[]>`
      select (select count(*)::int from app.fee_notes where citizen_id = ${payer.citizenId}) as notes,
        (select count(*)::int from app.payment_log where citizen_id = ${payer.citizenId} and what = 'paid-at-desk') as logged`;
    expect(all).toEqual({ notes: 1, logged: 1 });
    // Sent anew without the day: nothing is opened again, people look.
    await claim(facility, payer, encounterRef, { copayment: "150000" }, "20260517");
    await meetClaims(worker, ingest);
    expect((await listDifferences(desk)).map(({ kind }) => kind)).toEqual(["claim-unpaid-again"]);
  });

  test("while somebody pays, the note waits for the truth; money after the desk was paid is owed back", async () => {
    const { facility, payer, encounterRef, send, begin, found } = await aVisit();
    const note = await send("visit", 150_000);
    const { reference } = await begin(note.noteId);
    await claim(facility, payer, encounterRef, { copayment: "150000", paidAt: "202605121010" }, "20260513");
    await meetClaims(worker, ingest);
    expect((await found(note.noteId)).note.status).toBe("open");
    await letTimePass(reach, note, 90);
    await expirePayments(worker);
    await reach.appOwner
      .$client`update app.fee_notes set next_meet_at = now() where note_id = ${note.noteId}`;
    expect(await meetClaims(worker, ingest)).toBe(1);
    expect(await hear(reach, note, noticeOf(note, reference))).toBe("00");
    expect(await standing(reach, note)).toEqual({
      note: "paid-at-desk",
      attempts: ["settled"],
      differences: ["paid-after-desk"],
      postings: ["second-payment"],
      balanced: true,
    });
    expect((await found(note.noteId)).refunds.map(({ status }) => status)).toEqual(["requested"]);
  });

  test("another person's claim of the same number, or another facility's, says nothing", async () => {
    const { facility, payer, encounterRef, send, found } = await aVisit();
    const note = await send("visit", 150_000);
    const other = await signedIn(reach);
    const said = { copayment: "1", paidAt: "202605121010" };
    await claim(facility, other, encounterRef, said, "20260513");
    await claim(await aFacility(reach), payer, encounterRef, said, "20260513");
    await meetClaims(worker, ingest);
    expect((await found(note.noteId)).note).toMatchObject({ status: "open", claimAmountVnd: null });
  });
});

describe("deposits and the final bill", () => {
  test("a deposit covers part of it, the rest is asked for; more than it needs is asked back", async () => {
    const { send, pay, found } = await aVisit();
    const deposit = await send("deposit", 100_000);
    await pay(deposit);
    const bill = await send("settlement", 150_000);
    expect((await found(bill.noteId)).note).toMatchObject({ status: "open", setOffVnd: 100_000n });
    expect(await pay(bill)).toBe(50_000);
    expect(await standing(reach, bill)).toMatchObject({ note: "paid", balanced: true });
    const accounts = await reach.appOwner.$client<{ account: string; total: string }[]>`
      select account, sum(amount_vnd)::text as total from app.ledger_entries where account like ${`%${deposit.noteId}`} group by account`;
    expect(accounts).toEqual([{ account: `deposit:${deposit.noteId}`, total: "0" }]);

    const other = await aVisit();
    const more = await other.send("deposit", 200_000);
    const small = await other.send("settlement", 150_000);
    // Paid after the bill came: the bill is over at that moment.
    await other.pay(more);
    expect((await other.found(small.noteId)).note.status).toBe("set-off");
    await expect(other.begin(small.noteId)).rejects.toEqual(new Refused("not-open"));
    const { refunds } = await other.found(more.noteId);
    expect(refunds.map(({ amountVnd, status }) => [amountVnd, status])).toEqual([[50_000n, "requested"]]);
    await setOffDeposits(worker);
    expect((await other.found(more.noteId)).refunds).toHaveLength(1);
    expect(await standing(reach, small)).toMatchObject({ balanced: true });
    // What a settlement took is given back to nobody.
    await expect(
      reach.appOwner
        .$client`update app.refunds set amount_vnd = 50001 where amount_vnd = 50000 and citizen_id = ${other.payer.citizenId}`,
    ).rejects.toThrow();
  });

  test("a bill that is being paid keeps its sum; taken back, the deposit is free again; two at once take no đồng twice", async () => {
    const { facility, send, pay, begin, found } = await aVisit();
    const bill = await send("settlement", 150_000);
    await begin(bill.noteId);
    const deposit = await send("deposit", 100_000);
    await pay(deposit);
    await setOffDeposits(worker);
    expect((await found(bill.noteId)).note.setOffVnd).toBe(0n);
    await letTimePass(reach, bill, 90);
    await expirePayments(worker);
    await setOffDeposits(worker);
    expect((await found(bill.noteId)).note.setOffVnd).toBe(100_000n);
    const taken = { noteNumber: bill.noteNumber, void: { reason: "Ghi nhầm" } };
    expect(await voidFeeNote(reach, facility.sender, taken)).toMatchObject({ outcome: "voided" });
    expect((await found(deposit.noteId)).note.setOffVnd).toBe(0n);
    const both = await Promise.all([send("settlement", 80_000), send("settlement", 80_000)]);
    await setOffDeposits(worker);
    const off = await Promise.all(both.map(async ({ noteId }) => (await found(noteId)).note.setOffVnd));
    expect(off.reduce((all, one) => all + one, 0n)).toBe(100_000n);
    expect(await standing(reach, deposit)).toMatchObject({ note: "paid", balanced: true });
  });
});
