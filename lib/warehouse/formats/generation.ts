import type { Part } from "./envelope.ts";
import { type Row, sent } from "./rows.ts";

/** Which decision a dossier follows. */
export type Generation = "4210" | "130" | "4750" | "3176" | "checkin";

/** From when the later decisions apply, by the end of the visit (claims of QĐ 4750 and QĐ 3176). */
const IN_USE_FROM = { "4750": "20240701", "3176": "20250101" } as const;

const has = (row: Row, ...fields: string[]) => fields.some((field) => field in row);

/** Days that a part without its summary may carry, by which its decision is told. */
const daysOfParts = [
  "NGAY_RA",
  "NGAY_VAO",
  "NGAY_YL",
  "NGAY_KQ",
  "THOI_DIEM_DBLS",
  "NGAY_CT",
  "NGAY_SINH_CON",
];

const decisionOn = (day: string): Generation =>
  day >= IN_USE_FROM["3176"] ? "3176" : day >= IN_USE_FROM["4750"] ? "4750" : "130";

/** The generation of parts that came without their summary. */
function generationOfParts(parts: Part[]): Generation | null {
  const rows = parts.flatMap((part) => part.rows);
  if (rows.length === 0) return null;
  const old = rows.some(
    (row) => has(row, "DIEN_BIEN") || (has(row, "THANH_TIEN") && !has(row, "THANH_TIEN_BV")),
  );
  if (old) return "4210";
  if (rows.some((row) => has(row, "MA_CSKCB_DI"))) return "3176";
  const day = rows.flatMap((row) => daysOfParts.flatMap((field) => sent(row, field) ?? []))[0];
  return day === undefined ? "3176" : decisionOn(day.slice(0, 8));
}

/** Tells the generation of a dossier from the fields it carries, else from the end of the visit. */
export function generationOf(parts: Part[]): Generation | null {
  const rowOf = (kind: string) => parts.find((part) => part.kind === kind)?.rows[0];
  const summary = rowOf("XML1");
  if (!summary) return rowOf("XML0") ? "checkin" : generationOfParts(parts);
  if (has(summary, "MA_THE", "T_TONGCHI", "TEN_BENH") && !has(summary, "MA_THE_BHYT", "T_TONGCHI_BV"))
    return "4210";
  const referral = rowOf("XML13");
  if (referral && has(referral, "MA_CSKCB_DI")) return "3176";
  return decisionOn((sent(summary, "NGAY_RA") ?? sent(summary, "NGAY_VAO") ?? "").slice(0, 8));
}
