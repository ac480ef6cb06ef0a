import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { signedAddress, tellShop, told } from "./notices.ts";
import { errorPage, payPage } from "./pages.ts";
import { reportOf } from "./report.ts";
import { isScenario, playing, scenarios } from "./scenarios.ts";
import { type Parameters, signedQueryOf } from "./signing.ts";
import { answerTransaction } from "./transaction-api.ts";
import {
  allPayments,
  type Ending,
  endings,
  findPayment,
  hanoi,
  isEnding,
  paymentOf,
} from "./transactions.ts";

const { PORT = "4006", VNPAY_TMN_CODE: terminal = "", VNPAY_HASH_SECRET: secret = "" } = process.env;
const SMALLEST = 500_000;
const TOO_MUCH = 100_000_000_000;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 20_000) throw new Error("The request is too long.");
  }
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function show(response: ServerResponse, html: string): void {
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  response.end(html);
}

function goTo(response: ServerResponse, address: string): void {
  response.writeHead(303, { Location: address, "Cache-Control": "no-store" });
  response.end();
}

/** The code of the error page that an address deserves; null for a good one. */
function faultOf(asked: Parameters): string | null {
  if (asked.vnp_TmnCode !== terminal) return "72";
  if (asked.vnp_SecureHash?.toLowerCase() !== signedQueryOf(asked, secret).hash) return "70";
  const complete = ["vnp_CreateDate", "vnp_ExpireDate", "vnp_IpAddr", "vnp_OrderInfo", "vnp_ReturnUrl"].every(
    (name) => asked[name],
  );
  const shape = asked.vnp_Version === "2.1.0" && asked.vnp_Command === "pay" && asked.vnp_CurrCode === "VND";
  if (!complete || !shape || !/^[A-Za-z0-9]{1,100}$/.test(asked.vnp_TxnRef ?? "")) return "03";
  const amount = Number(asked.vnp_Amount);
  if (!(amount >= SMALLEST && amount < TOO_MUCH)) return "32";
  if ((asked.vnp_ExpireDate ?? "") <= hanoi()) return "15";
  return findPayment(asked.vnp_TxnRef ?? "")?.ending ? "02" : null;
}

function openPayPage(at: URL, response: ServerResponse) {
  const asked = Object.fromEntries([...at.searchParams].filter(([name]) => name.startsWith("vnp_")));
  const fault = faultOf(asked);
  if (fault) return goTo(response, `/paymentv2/Payment/Error.html?code=${fault}`);
  show(response, payPage(paymentOf(asked)));
}

function endingOf(form: URLSearchParams): Ending {
  const { scenario } = playing;
  const chosen = form.get("ending");
  if (isEnding(chosen)) return chosen;
  if (scenario === "declined") return "no-funds";
  if (scenario === "suspected") return "suspected";
  if (form.get("otp") !== "123456") return "wrong-otp";
  const card = Object.entries(endings).find(([, { card }]) => card !== "" && card === form.get("card"));
  return (card?.[0] as Ending | undefined) ?? "success";
}

async function pay(request: IncomingMessage, response: ServerResponse) {
  const form = new URLSearchParams(await textOf(request));
  const payment = findPayment(form.get("reference") ?? "");
  if (!payment) return goTo(response, "/paymentv2/Payment/Error.html?code=03");
  if (payment.ending === null) {
    payment.bank = form.get("bank") ?? "NCB";
    payment.payDate = hanoi();
    payment.ending = (payment.asked.vnp_ExpireDate ?? "") <= hanoi() ? "timeout" : endingOf(form);
    await tellShop(payment);
  }
  goTo(response, signedAddress(payment.asked.vnp_ReturnUrl ?? "", told(payment)));
}

async function transaction(request: IncomingMessage, response: ServerResponse) {
  const question = JSON.parse((await textOf(request)) || "{}");
  if (playing.scenario === "slow") await sleep(playing.slowMs);
  if (playing.scenario === "huge") return response.end(`{"vnp_Message":"${"x".repeat(1_000_000)}"}`);
  if (playing.scenario === "down") {
    response.writeHead(502, { "Content-Type": "text/html" });
    return response.end("<html><body>Bad gateway</body></html>");
  }
  send(response, 200, answerTransaction(question));
}

async function changeScenario(request: IncomingMessage, response: ServerResponse) {
  const { name, ms, fiveMinutesMs } = JSON.parse((await textOf(request)) || "{}");
  if (!isScenario(name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
  playing.scenario = name;
  playing.slowMs = Number(ms) || 8_000;
  if (Number(fiveMinutesMs) > 0) playing.fiveMinutesMs = Number(fiveMinutesMs);
  send(response, 200, { name, fiveMinutesMs: playing.fiveMinutesMs });
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const at = new URL(request.url ?? "/", "http://vnpay");
  const asked = `${request.method} ${at.pathname}`;
  if (asked === "POST /scenario") return changeScenario(request, response);
  if (asked === "GET /scenario") return send(response, 200, { name: playing.scenario, scenarios });
  if (asked === "GET /payments") return send(response, 200, allPayments());
  if (asked === "GET /report") {
    response.writeHead(200, { "Content-Type": "text/csv; charset=utf-8", "Cache-Control": "no-store" });
    return response.end(reportOf(at.searchParams.get("day") ?? ""));
  }
  if (asked === "GET /paymentv2/vpcpay.html") return openPayPage(at, response);
  if (asked === "POST /paymentv2/pay") return pay(request, response);
  if (asked === "GET /paymentv2/Payment/Error.html")
    return show(response, errorPage(at.searchParams.get("code") ?? ""));
  if (asked === "POST /merchant_webapi/api/transaction") return transaction(request, response);
  send(response, 404, { error: "no such service" });
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    if (!response.headersSent) send(response, 400, { error: error.message });
  });
}).listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
