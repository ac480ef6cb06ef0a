import * as z from "zod";

/** The least that VNPay's terminal takes (its own message: "5,000 đến dưới 1 tỷ đồng"). Less is paid at the desk. */
export const LEAST_VND = 5_000;
const MOST_VND = 999_999_999;

const whole = z.int().min(0).max(MOST_VND);
const short = (most: number) => z.string().trim().min(1).max(most);

/** One line of a fee note, in whole đồng. `group` is MA_NHOM of the claim formats. */
export const FeeLine = z.strictObject({
  group: z.string().regex(/^\d{1,2}$/),
  name: short(300),
  unit: short(60).optional(),
  quantity: z.number().positive().max(1_000_000),
  unitPriceVnd: whole,
  insurancePaysVnd: whole,
  copaymentVnd: whole,
  selfPayVnd: whole,
});
export type FeeLine = z.infer<typeof FeeLine>;

const number = z.string().regex(/^[A-Za-z0-9._/-]{1,40}$/);
const day = z.iso.date();

/** A fee note as a facility sends it. The amount is what the person pays: the sum of co-payment and own payment. */
export const FeeNote = z
  .strictObject({
    noteNumber: number,
    kind: z.enum(["deposit", "visit", "settlement"]),
    personalId: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    name: short(255),
    birthDate: z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/),
    /** Mã phiếu of a booked visit: it says whose visit, and the note is closed when that is cancelled. */
    appointmentCode: z
      .string()
      .regex(/^[2-9A-HJ-NP-Z]{8}$/)
      .optional(),
    encounterRef: short(100).optional(),
    issuedOn: day,
    amountVnd: whole,
    lines: z.array(FeeLine).max(500),
  })
  .refine(
    ({ lines, amountVnd }) =>
      lines.length === 0 ||
      lines.reduce((sum, line) => sum + line.copaymentVnd + line.selfPayVnd, 0) === amountVnd,
    { path: ["amountVnd"], message: "is not the sum of its lines" },
  )
  .refine(({ personalId, appointmentCode }) => personalId !== undefined || appointmentCode !== undefined, {
    path: ["personalId"],
    message: "is needed where no booked visit is named",
  })
  .refine(({ kind, lines }) => kind === "deposit" || lines.length > 0, {
    path: ["lines"],
    message: "are needed for all but a deposit",
  });
export type FeeNote = z.infer<typeof FeeNote>;

/** A facility takes a note back. */
export const VoidNote = z.strictObject({ noteNumber: number, void: z.strictObject({ reason: short(300) }) });
export type VoidNote = z.infer<typeof VoidNote>;

/** A facility says by which code, and where, the electronic invoice of a note is looked up. */
export const InvoiceNote = z.strictObject({
  noteNumber: number,
  invoice: z.strictObject({
    code: z.string().regex(/^[A-Za-z0-9._/-]{1,60}$/),
    address: z
      .string()
      .regex(/^https:\/\/[!-~]{4,290}$/)
      .optional(),
  }),
});
export type InvoiceNote = z.infer<typeof InvoiceNote>;

/** What may be sent to the address of fee notes. */
export const FeeNoteMessage = z.union([VoidNote, InvoiceNote, FeeNote]);

/** Which note to pay. */
export const PayInput = z.object({ noteId: z.uuid() });
export type PayInput = z.infer<typeof PayInput>;

/** Which payment to give back, how much of it, and why. */
export const RefundInput = z.object({
  attemptId: z.uuid(),
  amountVnd: z.coerce.number().int().positive().max(MOST_VND),
  because: z.string().trim().min(3).max(500),
});
export type RefundInput = z.infer<typeof RefundInput>;

/** Which refund. */
export const RefundChoice = z.object({ refundId: z.uuid() });
export type RefundChoice = z.infer<typeof RefundChoice>;

const because = z.string().trim().min(3).max(500);

/** What became of a refund, as a clerk found out, and how. */
export const RefundDecision = z.object({
  refundId: z.uuid(),
  outcome: z.enum(["succeeded", "rejected"]),
  because,
});
export type RefundDecision = z.infer<typeof RefundDecision>;

/** Whether the money of a payment in review is there, and how a clerk knows. */
export const ReviewDecision = z.object({ attemptId: z.uuid(), received: z.enum(["yes", "no"]), because });
export type ReviewDecision = z.infer<typeof ReviewDecision>;

/** Why a difference is closed. */
export const CloseInput = z.object({ differenceId: z.uuid(), because });
export type CloseInput = z.infer<typeof CloseInput>;

const line = z.strictObject({
  lineId: z.string().regex(/^[!-~]{1,64}$/),
  at: z.iso.datetime({ offset: true }),
  amountVnd: z.int().min(1).max(999_999_999_999),
  content: z.string().max(500),
});

/** Lines of a bank statement that came in, as a facility posts them. */
export const BankStatement = z.strictObject({
  account: z.string().regex(/^[0-9A-Z]{4,19}$/),
  lines: z.array(line).min(1).max(500),
});
export type BankStatement = z.infer<typeof BankStatement>;

/** The account to which transfers for a facility go. */
export const AccountInput = z.object({
  facilityCode: z.string().regex(/^[0-9A-Za-z]{1,10}$/),
  bankBin: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
  accountNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{4,19}$/),
  accountName: z.string().trim().min(2).max(70),
});
export type AccountInput = z.infer<typeof AccountInput>;

/** Which named account is confirmed. */
export const AccountChoice = z.object({ accountId: z.uuid() });
export type AccountChoice = z.infer<typeof AccountChoice>;
