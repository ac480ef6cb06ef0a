import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment, vnd } from "#components/copy/format.ts";
import { money, spelledReference } from "#components/payment/fee-words.ts";
import { nameOfCostGroup } from "#lib/catalogue/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { type FeeNote, type ReceiptSheet, signReceipt } from "#lib/payment/index.ts";
import { amountInWords, leftToPay, linesByGroup, partsOf } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { privacyOf } from "./privacy-of.ts";
import { type Fee, readFee } from "./read-fee.ts";

/**
 * What the lines of one's own note come to: group by group, and who bore which part. Of a private visit only that it was a
 * medical service, also while it is open: this paper is shown to others. Null of a deposit, which has no lines.
 */
async function partsOfReceipt(book: Fee["book"], note: FeeNote) {
  if (note.lines.length === 0) return null;
  const t = await getTranslations("payment.receipt");
  const words = await getTranslations("payment.note");
  const { private: hidden } = await privacyOf(book, note);
  const { totalVnd, ...split } = partsOf(note.lines);
  const groups = hidden
    ? [{ noun: words("hidden"), fact: vnd(totalVnd) }]
    : linesByGroup(note.lines).map(({ group, lines }) => ({
        noun: nameOfCostGroup(group) ?? words("group", { code: group }),
        fact: vnd(partsOf(lines).totalVnd),
      }));
  const off = note.amountVnd - leftToPay(note);
  const shares: [string, number][] = [
    [t("insurance"), split.insurancePaysVnd],
    [t("copayment"), split.copaymentVnd],
    [t("selfPay"), split.selfPayVnd],
    [t("setOff"), Number(off)],
  ];
  const rows = [
    ...groups,
    ...(groups.length > 1 ? [{ noun: t("total"), fact: vnd(totalVnd), strong: true }] : []),
    ...shares.flatMap(([noun, amount]) => (amount > 0 ? [{ noun, fact: vnd(amount) }] : [])),
  ];
  return { split, rows };
}

/**
 * Xác nhận đã thanh toán của một phiếu, in the words of its page and of its PDF. Throws NotFound for a note that was not
 * paid through the book, and for whoever neither owes nor pays it.
 */
export async function receiptOf(ctx: Context, noteId: string | undefined) {
  const [fee, names] = await Promise.all([readFee(ctx, noteId), facilityNames(ctx.app)]);
  const { note } = fee;
  const paid = fee.attempts.find(({ attemptId }) => attemptId === note.settledBy);
  if (!paid) throw new NotFound();
  const t = await getTranslations("payment.receipt");
  const common = await getTranslations("common");
  const language = await getLocale();
  const { facilityName } = await facilityWords(names);
  const facility = facilityName(note.facilityCode);
  const patient = displayName(fee.own ? ctx.actor.name : fee.name);
  const payer = fee.payers.get(paid.attemptId)?.name ?? null;
  const paidAt = paid.paidAt ?? paid.settledAt ?? paid.createdAt;
  const byTransfer = paid.channel === "transfer";
  const back = fee.refunds.filter((one) => one.attemptId === paid.attemptId && one.status === "succeeded");
  const refundedVnd = back.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  const parts = fee.own ? await partsOfReceipt(fee.book, fee.note) : null;
  const { publicUrl, paperKeys } = webEnv();
  const signed = signReceipt(paperKeys, {
    facility,
    noteNumber: note.noteNumber,
    patient,
    amountVnd: paid.amountVnd,
    refundedVnd,
    split: parts?.split ?? null,
    paidAt,
    reference: paid.reference,
    madeAt: ctx.now,
  });
  const facts: [string, string | null][] = [
    [t("patient"), patient],
    [t("payer"), payer ? displayName(payer) : null],
    [t("number"), note.noteNumber],
    [t("issued"), calendarDay(note.issuedOn)],
    [t("paidAt"), moment(paidAt, language)],
    [
      t("way"),
      byTransfer ? t("transfer") : paid.bankCode ? t("vnpayBank", { bank: paid.bankCode }) : t("vnpay"),
    ],
    // A line of a statement is known by its account and its number; the account stands on the facility's own paper.
    [t(byTransfer ? "bankNumber" : "transaction"), paid.transactionNo?.split(":").at(-1) ?? null],
    [t("reference"), spelledReference(paid.reference)],
    ...back.map(({ amountVnd, endedAt }): [string, string] => [
      t("refunded"),
      t("refundedOn", { amount: money(amountVnd), when: endedAt ? moment(endedAt, language) : "" }),
    ]),
    [t("kept"), back.length > 0 ? money(paid.amountVnd - refundedVnd) : null],
    [t("invoice"), note.invoiceCode ?? t("invoiceNone")],
    [t("invoiceAt"), note.invoiceAddress],
  ];
  const address = `/verify?text=${signed}`;
  const sheet: ReceiptSheet = {
    language,
    facility,
    title: t("title"),
    notInvoice: t("not"),
    amount: money(paid.amountVnd),
    inWords: amountInWords(paid.amountVnd, language),
    rows: facts.flatMap(([noun, fact]) => (fact === null ? [] : [{ noun, fact }])),
    parts: parts && { title: t("parts"), rows: parts.rows },
    qr: { text: `${publicUrl}${address}`, title: t("qr"), saying: t("signed") },
    made: `${t("made", { when: moment(ctx.now, language) })} ${common("name")}.`,
  };
  return { sheet, note, address };
}
