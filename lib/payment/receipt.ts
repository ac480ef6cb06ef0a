import * as z from "zod";
import type { NumberedKey } from "#lib/platform/env.ts";
import { readPaper, signPaper } from "#lib/platform/paper-keys.ts";

/** What the QR of a receipt says: what stands on the paper itself, and nothing more. Times are whole seconds. */
const ReceiptSays = z.object({
  kind: z.literal("fee-receipt"),
  place: z.string(),
  note: z.string(),
  patient: z.string(),
  vnd: z.int().positive(),
  back: z.int().min(0),
  /** What insurance paid, and of the person's own part what was paid together and alone; only on the paper of who owed it. */
  ins: z.int().min(0).optional(),
  co: z.int().min(0).optional(),
  own: z.int().min(0).optional(),
  paid: z.int(),
  ref: z.string(),
  iat: z.int(),
});

/** Who bore which part of the costs. Whole đồng. */
export type ReceiptSplit = { insurancePaysVnd: number; copaymentVnd: number; selfPayVnd: number };

/** A confirmation of payment, as its QR says it. */
export type SignedReceipt = {
  facility: string;
  noteNumber: string;
  patient: string;
  amountVnd: bigint;
  /** What was given back of it when it was signed. */
  refundedVnd: bigint;
  /** How the costs were shared, as the lines of the note say; null on the paper of whoever paid for somebody else. */
  split: ReceiptSplit | null;
  paidAt: Date;
  reference: string;
  madeAt: Date;
};

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const at = (time: number) => new Date(time * 1000);

/** Ký xác nhận đã thanh toán: the text of the QR, signed with the book's key. */
export function signReceipt(keys: readonly NumberedKey[], receipt: SignedReceipt): string {
  return signPaper(keys, {
    kind: "fee-receipt",
    place: receipt.facility,
    note: receipt.noteNumber,
    patient: receipt.patient,
    vnd: Number(receipt.amountVnd),
    back: Number(receipt.refundedVnd),
    ...(receipt.split
      ? {
          ins: receipt.split.insurancePaysVnd,
          co: receipt.split.copaymentVnd,
          own: receipt.split.selfPayVnd,
        }
      : {}),
    paid: seconds(receipt.paidAt),
    ref: receipt.reference,
    iat: seconds(receipt.madeAt),
  } satisfies z.infer<typeof ReceiptSays>);
}

/** The signed text out of whatever was scanned or pasted: the text itself, or an address that carries it. */
export function textOfCode(scanned: string): string {
  const text = scanned.replace(/\s+/g, "");
  const carried =
    /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).searchParams.get("text") : null;
  return carried ?? text;
}

/** Kiểm tra xác nhận: whether the book signed it, and what it says. Opens no book and asks no database. */
export function checkReceipt(
  keys: readonly NumberedKey[],
  scanned: string,
): { kind: "genuine"; receipt: SignedReceipt } | { kind: "forged" | "unreadable" } {
  const read = readPaper(keys, textOfCode(scanned));
  if (read.kind !== "genuine") return read;
  const says = ReceiptSays.safeParse(read.says);
  if (!says.success) return { kind: "unreadable" };
  const { place, note, patient, vnd, back, ins, co, own, paid, ref, iat } = says.data;
  return {
    kind: "genuine",
    receipt: {
      facility: place,
      noteNumber: note,
      patient,
      amountVnd: BigInt(vnd),
      refundedVnd: BigInt(back),
      split:
        ins === undefined || co === undefined || own === undefined
          ? null
          : { insurancePaysVnd: ins, copaymentVnd: co, selfPayVnd: own },
      paidAt: at(paid),
      reference: ref,
      madeAt: at(iat),
    },
  };
}
