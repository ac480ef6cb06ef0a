import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, send } from "../json.ts";
import { inboxPage, listSent, take } from "./inbox.ts";
import { isScenario, type Scenario, scenarios, UNKNOWN_NUMBER } from "./scenarios.ts";

const { PORT = "4003" } = process.env;
const SLOW_MS = 8_000;
let scenario: Scenario = "normal";
let slowMs = SLOW_MS;

async function changeScenario(request: IncomingMessage, response: ServerResponse) {
  const { name, ms } = await bodyOf(request);
  if (!isScenario(name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
  scenario = name;
  slowMs = Number(ms) || SLOW_MS;
  send(response, 200, { name });
}

async function takeSms(request: IncomingMessage, response: ServerResponse) {
  const { to, text } = await bodyOf(request);
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || typeof to !== "string" || typeof text !== "string" || !text)
    return send(response, 400, { error: "an SMS has a key, a number and a text" });
  if (scenario === "garbage") return response.end("<html><body>Cổng đang nâng cấp</body></html>");
  if (scenario === "refused" || to === UNKNOWN_NUMBER || !/^0\d{9}$/.test(to))
    return send(response, 200, { status: "rejected", reason: "unknown number" });
  const fresh = take({ key, to, text, at: new Date().toISOString() });
  if (scenario === "lost") return request.socket.destroy();
  if (scenario === "slow") await sleep(slowMs);
  const status = fresh && scenario !== "twice" ? "accepted" : "duplicate";
  send(response, 200, { id: key, status });
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const at = new URL(request.url ?? "/", "http://sms");
  const to = at.searchParams.get("to");
  if (at.pathname === "/scenario") {
    if (request.method === "POST") return changeScenario(request, response);
    return send(response, 200, { name: scenario, scenarios });
  }
  if (at.pathname === "/sent") return send(response, 200, listSent(to));
  if (at.pathname === "/" && request.method === "GET") {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    return response.end(inboxPage(to));
  }
  if (scenario === "down") return send(response, 503, { error: "unavailable" });
  if (at.pathname !== "/messages" || request.method !== "POST")
    return send(response, 404, { error: "no such service" });
  return takeSms(request, response);
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    if (!response.headersSent) send(response, 400, { error: error.message });
  });
}).listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
