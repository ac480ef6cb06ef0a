import { setTimeout as sleep } from "node:timers/promises";
import { playing } from "./scenarios.ts";
import { type Parameters, signedQueryOf } from "./signing.ts";
import { endings, nextNumber, type Payment } from "./transactions.ts";

const { VNPAY_TMN_CODE: terminal = "", VNPAY_HASH_SECRET: secret = "", IPN_URL: ipnUrl = "" } = process.env;
const TRIES = 10;

/** What VNPay tells of a payment that ended, by IPN and by the payer's browser alike. */
export function told(payment: Payment, number = payment.number): Parameters {
  const { response, status } = endings[payment.ending ?? "cancelled"];
  const taken = response === "00" || response === "07";
  return {
    vnp_Amount: String(payment.amount),
    vnp_BankCode: taken ? payment.bank || "NCB" : payment.ending === "cancelled" ? "VNPAY" : payment.bank,
    vnp_BankTranNo: taken ? `VNP${number}` : "",
    vnp_CardType: payment.ending === "cancelled" || payment.bank === "VNPAYQR" ? "QRCODE" : "ATM",
    vnp_OrderInfo: payment.asked.vnp_OrderInfo ?? "",
    vnp_PayDate: payment.payDate,
    vnp_ResponseCode: response,
    vnp_TmnCode: terminal,
    vnp_TransactionNo: taken ? number : "0",
    vnp_TransactionStatus: status,
    vnp_TxnRef: payment.asked.vnp_TxnRef ?? "",
  };
}

/** An address with what is told, signed. */
export function signedAddress(url: string, parameters: Parameters): string {
  const { query, hash } = signedQueryOf(parameters, secret);
  return `${url}${url.includes("?") ? "&" : "?"}${query}&vnp_SecureHash=${hash}`;
}

function noticeAddress(payment: Payment, number: string): string {
  const parameters = told(payment, number);
  if (playing.scenario === "wrong-amount") parameters.vnp_Amount = String(payment.amount - 100_000);
  const address = signedAddress(ipnUrl, parameters);
  return playing.scenario === "bad-signature" ? address.replace("vnp_CardType=", "vnp_CardType=X") : address;
}

async function callOnce(payment: Payment, url: string): Promise<boolean> {
  const at = new Date().toISOString();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000), redirect: "manual" });
    const answer = await response.text();
    payment.notices.push({ at, url, answer: answer.slice(0, 300) });
    return ["00", "02"].includes(JSON.parse(answer).RspCode);
  } catch (error) {
    payment.notices.push({ at, url, answer: `none: ${String(error).slice(0, 200)}` });
    return false;
  }
}

/** Ten times at most, five minutes apart, until we are heard: 00 and 02 end it. */
async function callUntilHeard(payment: Payment, number: string): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await sleep(playing.fiveMinutesMs, undefined, { ref: false });
    if (await callOnce(payment, noticeAddress(payment, number))) return;
  }
}

/** Tells the shop of a payment, as the scenario wants it. Answers when the payer may go back. */
export async function tellShop(payment: Payment): Promise<void> {
  const { scenario } = playing;
  if (!ipnUrl || scenario === "ipn-lost") return;
  if (scenario === "ipn-late") {
    void sleep(4 * playing.fiveMinutesMs, undefined, { ref: false }).then(() =>
      callUntilHeard(payment, payment.number),
    );
    return;
  }
  const heard = callUntilHeard(payment, payment.number);
  if (scenario === "told-twice") void callUntilHeard(payment, payment.number);
  if (scenario === "paid-twice" && payment.ending === "success") {
    const number = nextNumber();
    payment.again.push(number);
    void heard.then(() => callUntilHeard(payment, number));
  }
  if (scenario === "ipn-before-return") await heard;
}
