import type { Part } from "./envelope.ts";
import { type Row, sent } from "./rows.ts";

/** Which decision a dossier follows. */
export type Generation = "4210" | "130" | "4750" | "3176" | "checkin";

/** From when the later decisions apply, by the end of the visit (claims of QĐ 4750 and QĐ 3176). */
const IN_USE_FROM = { "4750": "20240701", "3176": "20250101" } as const;

const has = (row: Row, ...fields: string[]) => fields.some((field) => field in row);

/** Tells the generation of a dossier from the fields it carries, else from the end of the visit. */
export function generationOf(parts: Part[]): Generation | null {
  const rowOf = (kind: string) => parts.find((part) => part.kind === kind)?.rows[0];
  const summary = rowOf("XML1");
  if (!summary) return rowOf("XML0") ? "checkin" : null;
  if (has(summary, "MA_THE", "T_TONGCHI", "TEN_BENH") && !has(summary, "MA_THE_BHYT", "T_TONGCHI_BV"))
    return "4210";
  const referral = rowOf("XML13");
  if (referral && has(referral, "MA_CSKCB_DI")) return "3176";
  const day = (sent(summary, "NGAY_RA") ?? sent(summary, "NGAY_VAO") ?? "").slice(0, 8);
  if (day >= IN_USE_FROM["3176"]) return "3176";
  return day >= IN_USE_FROM["4750"] ? "4750" : "130";
}
