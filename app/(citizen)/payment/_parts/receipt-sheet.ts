import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { money, spelledReference } from "#components/payment/fee-words.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { type ReceiptSheet, signReceipt } from "#lib/payment/index.ts";
import { amountInWords } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { readFee } from "./read-fee.ts";

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
  const { publicUrl, paperKeys } = webEnv();
  const signed = signReceipt(paperKeys, {
    facility,
    noteNumber: note.noteNumber,
    patient,
    amountVnd: paid.amountVnd,
    refundedVnd,
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
    [t(byTransfer ? "bankNumber" : "transaction"), paid.transactionNo],
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
    qr: { text: `${publicUrl}${address}`, title: t("qr"), saying: t("signed") },
    made: `${t("made", { when: moment(ctx.now, language) })} ${common("name")}.`,
  };
  return { sheet, note, address };
}
