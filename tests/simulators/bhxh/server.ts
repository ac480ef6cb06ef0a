import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, send } from "../json.ts";
import { isScenario, type Question, replyTo, type Scenario, scenarios } from "./answers.ts";
import { cardsUnder } from "./cards.ts";

const { PORT = "4002", SAMPLE_CLAIMS = "drizzle/seed/claims" } = process.env;
const SLOW_MS = 8_000;
const folders = (SAMPLE_CLAIMS || "drizzle/seed/claims").split(path.delimiter);
let scenario: Scenario = "normal";
let slowMs = SLOW_MS;

async function changeScenario(request: IncomingMessage, response: ServerResponse) {
  const { name, ms } = await bodyOf(request);
  if (!isScenario(name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
  scenario = name;
  slowMs = Number(ms) || SLOW_MS;
  send(response, 200, { name });
}

function isQuestion(body: Record<string, unknown>): body is Question {
  const { maThe, hoTen, ngaySinh } = body;
  return (
    typeof maThe === "string" &&
    /^([A-Z]{2}[1-5]\d{12}|\d{10})$/.test(maThe) &&
    typeof hoTen === "string" &&
    typeof ngaySinh === "string" &&
    /^\d{8}$/.test(ngaySinh)
  );
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const at = request.url ?? "/";
  if (at === "/scenario") {
    if (request.method === "POST") return changeScenario(request, response);
    return send(response, 200, { name: scenario, scenarios });
  }
  if (scenario === "down") return send(response, 503, { error: "unavailable" });
  if (at !== "/cards" || request.method !== "POST") return send(response, 404, { error: "no such service" });
  const asked = await bodyOf(request);
  if (scenario === "slow") await sleep(slowMs);
  if (scenario === "garbage") return response.end("<html><body>Cổng đang nâng cấp</body></html>");
  if (!isQuestion(asked)) return send(response, 200, { maKetQua: "051" });
  send(response, 200, replyTo(asked, cardsUnder(folders).get(asked.maThe), scenario));
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    if (!response.headersSent) send(response, 400, { error: error.message });
  });
}).listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
