import { createHmac } from "node:crypto";
import path from "node:path";
import type { Terminal } from "#lib/gateways/vnpay/index.ts";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { simulatorKeys } from "../../../app/_commands/start/keys.ts";
import type { Opener } from "./crowd.ts";
import { openOwner } from "./readers.ts";

/** The terminal of a sample book, with the simulator's secret. */
export function terminalOf(book: BenchBook): Terminal {
  const url = book.simulators.vnpay ?? "";
  return {
    code: "SAMPLE01",
    secrets: [simulatorKeys(path.join(book.dataDir, "keys"), "vnpay").clientSecret],
    payUrl: `${url}/paymentv2/vpcpay.html`,
    apiUrl: `${url}/merchant_webapi/api/transaction`,
  };
}

export const AMOUNT_VND = 150_000;

/** A payment that waits: its reference, and the note it is for. */
export type Waiting = { reference: string; noteId: string; citizenId: string };

/** Notes of people, made by the owner; with `begun` each has a payment that waits for VNPay's word. */
export async function makeNotes(
  book: BenchBook,
  people: readonly Pick<Opener, "citizenId">[],
  many: number,
  begun: boolean,
): Promise<Waiting[]> {
  const owner = openOwner(book);
  const ids = people.map(({ citizenId }) => citizenId);
  const run = Date.now().toString(36).toUpperCase();
  try {
    const rows = await owner<{ reference: string; note_id: string; citizen_id: string }[]>`
      with made as (
        insert into app.fee_notes (citizen_id, note_id, facility_code, note_number, kind, issued_on, amount_vnd, lines, digest, status)
        select (${ids}::uuid[])[1 + i % ${ids.length}], gen_random_uuid(), '51001', ${`BENCH-${run}-`} || i, 'visit', current_date,
          ${AMOUNT_VND}, '[]', sha256(i::text::bytea), 'open' from generate_series(1, ${many}::int) i
        returning citizen_id, note_id, note_number
      )
      select citizen_id, note_id, ${`BENCH${run}`} || split_part(note_number, '-', 3) as reference from made`;
    if (begun)
      await owner`
        insert into app.payment_attempts (citizen_id, attempt_id, note_id, facility_code, terminal_code, reference, amount_vnd, payer_id,
          payer_address, language, created_at, expires_at)
        select x.citizen_id::uuid, gen_random_uuid(), x.note_id::uuid, '51001', 'SAMPLE01', x.reference, ${AMOUNT_VND}, x.citizen_id::uuid,
          '127.0.0.1', 'vi', date_trunc('second', now()), date_trunc('second', now()) + interval '1 hour'
        from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (citizen_id text, note_id text, reference text)`;
    await owner`vacuum analyze app.fee_notes, app.payment_attempts`;
    return rows.map((row) => ({
      reference: row.reference,
      noteId: row.note_id,
      citizenId: row.citizen_id,
    }));
  } finally {
    await owner.end();
  }
}

/** A notice that a payment succeeded, signed as VNPay's samples sign. */
export function noticeFor({ code, secrets }: Terminal, reference: string, number: number): string {
  const text = [
    `vnp_Amount=${AMOUNT_VND}00`,
    "vnp_BankCode=NCB",
    `vnp_BankTranNo=VNP${number}`,
    "vnp_CardType=ATM",
    "vnp_OrderInfo=Vien+phi",
    "vnp_PayDate=20261126093000",
    "vnp_ResponseCode=00",
    `vnp_TmnCode=${code}`,
    `vnp_TransactionNo=${number}`,
    "vnp_TransactionStatus=00",
    `vnp_TxnRef=${reference}`,
  ].join("&");
  return `${text}&vnp_SecureHash=${createHmac("sha512", secrets[0]).update(text).digest("hex")}`;
}
