import * as z from "zod";
import { wholeVnd } from "./terminal.ts";
import { momentOf } from "./times.ts";
import { statusOf } from "./wire.ts";

const LARGEST_REPORT = 20_000_000;
const WAIT_MS = 30_000;

/** What VNPay's file of a day says of one payment or refund. */
export type ReportRow = {
  reference: string;
  kind: "payment" | "refund";
  amountVnd: bigint;
  transactionNo: string | null;
  status: (typeof statusOf)[keyof typeof statusOf] | "other";
  at: Date | null;
};

/** A file that was read, or why it was not: which line, counted from 1. */
export type ReadReport =
  | { rows: ReportRow[] }
  | { fault: "no-heading" | "too-large" | "bad-line"; line: number };

/** Headings that a file must have. It may have others, in any order. */
export const reportHeadings = [
  "vnp_TmnCode",
  "vnp_TxnRef",
  "vnp_Amount",
  "vnp_TransactionNo",
  "vnp_TransactionType",
  "vnp_TransactionStatus",
  "vnp_PayDate",
] as const;

const Line = z.object({
  vnp_TxnRef: z.string().regex(/^[A-Za-z0-9]{1,100}$/),
  vnp_Amount: z.string(),
  vnp_TransactionNo: z.string().regex(/^\d{0,20}$/),
  vnp_TransactionType: z.enum(["01", "02", "03"]),
  vnp_TransactionStatus: z.string().regex(/^\d{2}$/),
  vnp_PayDate: z.string(),
});

/** The cells of a line: quoted where they hold the separator; no line ends inside quotes. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (quoted && letter === '"' && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

/**
 * Báo cáo giao dịch: reads the file of a day. Rows of other terminals are passed over. VNPay has no list call; its export
 * was not seen, so that our file has the names of the wire as headings, separated by comma, semicolon or tab.
 */
export function readReport(terminalCode: string, bytes: Uint8Array): ReadReport {
  if (bytes.byteLength > LARGEST_REPORT) return { fault: "too-large", line: 0 };
  const lines = Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const heading = lines[0] ?? "";
  const separator = [",", ";", "\t"].find((one) => heading.includes(one)) ?? ",";
  const names = cellsOf(heading, separator);
  if (reportHeadings.some((name) => !names.includes(name))) return { fault: "no-heading", line: 1 };
  const rows: ReportRow[] = [];
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.trim() === "") continue;
    const cells = cellsOf(line, separator);
    const said = Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ""]));
    if (said.vnp_TmnCode !== terminalCode) continue;
    const read = Line.safeParse(said);
    const amountVnd = wholeVnd(said.vnp_Amount);
    if (!read.success || amountVnd === null) return { fault: "bad-line", line: at + 1 };
    const { vnp_TransactionStatus: status, vnp_TransactionNo: number } = read.data;
    rows.push({
      reference: read.data.vnp_TxnRef,
      kind: read.data.vnp_TransactionType === "01" ? "payment" : "refund",
      amountVnd,
      transactionNo: number === "" || number === "0" ? null : number,
      status: Object.hasOwn(statusOf, status) ? statusOf[status as keyof typeof statusOf] : "other",
      at: momentOf(read.data.vnp_PayDate),
    });
  }
  return { rows };
}

/** Fetches the file of a day (`2026-11-26`) from where the operator puts it; null when there is none. Throws what went wrong. */
export async function fetchReport(address: string, day: string): Promise<Uint8Array | null> {
  const at = new URL(address);
  at.searchParams.set("day", day);
  const response = await fetch(at, {
    signal: AbortSignal.timeout(WAIT_MS),
    redirect: "error",
    cache: "no-store",
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_REPORT) throw new Error("the report is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
