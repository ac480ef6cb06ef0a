import { createHmac, randomBytes } from "node:crypto";
import { openBook, openDesk } from "../../lib/consent/index.ts";
import { admitSender, issueFacilityKey, registerFacility, type Sender } from "../../lib/facility/index.ts";
import type { Terminal } from "../../lib/gateways/vnpay/index.ts";
import { beginPayment, receiveFeeNote, settleFromIpn } from "../../lib/payment/index.ts";
import type { Context } from "../../lib/platform/context.ts";
import { type Reach, signedIn, staffSignedIn } from "./guarded-books.ts";
import { aFacilityCode, staffAt } from "./officers.ts";

/** Somebody who is signed in, as the tests know them. */
export type Payer = Awaited<ReturnType<typeof signedIn>>;

/** A terminal that no simulator answers for: notices are signed by the test, with code of its own. */
export function aTerminal(): Terminal {
  return {
    code: `T${randomBytes(4).toString("hex").toUpperCase().slice(0, 7)}`,
    secrets: [`sample-${randomBytes(16).toString("hex")}`],
    payUrl: "https://pay.example.vn/vpcpay.html",
    apiUrl: "http://127.0.0.1:9/transaction",
  };
}

/** A facility of its own, with a key that sends, and two clerks. */
export async function aFacility(reach: Reach) {
  const officer = await staffAt(reach, "authority");
  const facilityCode = aFacilityCode();
  await registerFacility(officer, { facilityCode, name: "Bệnh viện Thử", level: null, wardCode: null });
  const { key } = await issueFacilityKey(officer, { facilityCode });
  const sender = (await admitSender(reach.app, key)) as Sender;
  const clerk = async () => (await staffSignedIn(reach, { facilityCode })).ctx;
  return { facilityCode, key, sender, clerk };
}
export type Facility = Awaited<ReturnType<typeof aFacility>>;

/** A note as a facility writes it. */
export function noteFor(payer: Payer, changes: Record<string, unknown> = {}) {
  const amountVnd = (changes.amountVnd as number | undefined) ?? 150_000;
  return {
    noteNumber: `PT-${randomBytes(6).toString("hex")}`,
    kind: "visit" as const,
    personalId: payer.personalId,
    name: payer.ctx.actor.name,
    birthDate: "1990-01-02",
    issuedOn: "2026-11-20",
    amountVnd,
    lines: [
      {
        group: "1",
        name: "Xét nghiệm máu",
        quantity: 1,
        unitPriceVnd: amountVnd * 2,
        insurancePaysVnd: amountVnd,
        copaymentVnd: amountVnd,
        selfPayVnd: 0,
      },
    ],
    ...changes,
  };
}

/** The whole scene: a facility, somebody who owes it, a terminal. */
export async function aDebt(reach: Reach, amountVnd = 150_000) {
  const facility = await aFacility(reach);
  const payer = await signedIn(reach);
  const terminal = aTerminal();
  const shop = { terminal, returnUrl: "https://so.example.vn/api/vnpay/return" };
  const note = noteFor(payer, { amountVnd });
  await receiveFeeNote(reach, facility.sender, note);
  const [row] = await reach.appOwner.$client<{ note_id: string }[]>`
    select note_id from app.fee_notes where facility_code = ${facility.facilityCode} and note_number = ${note.noteNumber}`;
  const noteId = row?.note_id ?? "";
  const begin = (who: Context = payer.ctx) =>
    beginPayment(who, shop, { noteId }, { address: "127.0.0.1", language: "vi" });
  return { facility, payer, terminal, shop, note, noteId, begin, amountVnd };
}
export type Debt = Awaited<ReturnType<typeof aDebt>>;

/** A notice as VNPay would send it, signed as its Python sample signs. */
export function noticeOf(
  { terminal, amountVnd }: Pick<Debt, "terminal" | "amountVnd">,
  reference: string,
  changes: Record<string, string> = {},
): string {
  const fields: Record<string, string> = {
    vnp_Amount: `${amountVnd}00`,
    vnp_BankCode: "NCB",
    vnp_BankTranNo: "VNP1",
    vnp_CardType: "ATM",
    vnp_OrderInfo: "Vien phi",
    vnp_PayDate: "20261126093000",
    vnp_ResponseCode: "00",
    vnp_TmnCode: terminal.code,
    vnp_TransactionNo: String(10_000_000 + Math.floor(Math.random() * 1e9)),
    vnp_TransactionStatus: "00",
    vnp_TxnRef: reference,
    ...changes,
  };
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${encodeURIComponent(fields[name] ?? "").replaceAll("%20", "+")}`)
    .join("&");
  const hash = createHmac("sha512", terminal.secrets[0]).update(text).digest("hex");
  return `${text}&vnp_SecureHash=${hash}`;
}

/** What we answer to a notice. */
export async function hear(reach: Reach, debt: Pick<Debt, "terminal">, query: string): Promise<string> {
  return (await settleFromIpn(reach.app, debt.terminal, query, "127.0.0.1")).RspCode;
}

/** How everything stands: the note, its attempts, what differs, and whether the ledger is in balance. */
export async function standing(reach: Reach, { noteId }: Pick<Debt, "noteId">) {
  const sql = reach.appOwner.$client;
  const [note] = await sql<{ status: string }[]>`select status from app.fee_notes where note_id = ${noteId}`;
  const attempts = await sql<{ attempt_id: string; reference: string; status: string; second: boolean }[]>`
    select attempt_id, reference, status, duplicate_of is not null as second from app.payment_attempts
    where note_id = ${noteId} order by created_at, reference`;
  const differences = await sql<{ kind: string }[]>`
    select kind from app.payment_differences where note_id = ${noteId} order by kind`;
  const ids = `{${attempts.map(({ attempt_id }) => attempt_id).join()}}`;
  const postings = await sql<{ kind: string; total: string; sides: string }[]>`
    select p.kind, sum(e.amount_vnd)::text as total, count(*)::text as sides from app.ledger_postings p
    join app.ledger_entries e using (posting_id) where p.ref_id = any (${ids}::uuid[]) group by p.posting_id, p.kind order by p.kind`;
  const [whole] = await sql<
    { total: string }[]
  >`select coalesce(sum(amount_vnd), 0)::text as total from app.ledger_entries`;
  return {
    note: note?.status,
    attempts: attempts.map(({ status, second }) => (second ? `${status} again` : status)),
    differences: differences.map(({ kind }) => kind),
    postings: postings.map(({ kind }) => kind),
    balanced: whole?.total === "0" && postings.every(({ total, sides }) => total === "0" && sides === "2"),
  };
}

/** Moves the end of every attempt of a note into the past, as time would. */
export async function letTimePass(
  reach: Reach,
  { noteId }: Pick<Debt, "noteId">,
  minutes: number,
  moved: "all" | "the end" = "all",
): Promise<void> {
  // The attempt's own trigger forbids this to everybody; the owner sets it aside for a moment.
  await reach.appOwner.$client.begin(async (tx) => {
    await tx`alter table app.payment_attempts disable trigger steps`;
    await tx`update app.payment_attempts set created_at = created_at - make_interval(mins => ${moved === "all" ? minutes : 0}),
      expires_at = expires_at - make_interval(mins => ${minutes}), next_query_at = next_query_at - make_interval(mins => ${minutes})
      where note_id = ${noteId}`;
    await tx`alter table app.payment_attempts enable trigger steps`;
  });
}

/** The desk of fees of a facility. */
export const feeDesk = (clerk: Context) => openDesk(clerk, "collect-fees", "fees");
/** The payer's own fees. */
export const ownFees = (payer: Payer) => openBook(payer.ctx, payer.citizenId, "own-reading", "payment");
