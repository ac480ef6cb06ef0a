import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, send } from "../json.ts";
import { families, type Represented } from "./families.ts";

const { PORT = "4003", SAMPLE_FAMILIES } = process.env;
const SLOW_MS = 8_000;

/** What may be switched on, beside `normal`. */
const scenarios = {
  disagreement: "representatives of every person are in a dispute",
  "court-order": "a court ended what stood between the two that are named, or every representation",
  unknown: "no number is known",
  slow: "answers after some seconds",
  unavailable: "answers 503",
  garbage: "answers something that is no reply",
} as const;
type Scenario = keyof typeof scenarios | "normal";
const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && Object.hasOwn(scenarios, name));

let scenario: Scenario = "normal";
let slowMs = SLOW_MS;
let about = "";

async function changeScenario(request: IncomingMessage, response: ServerResponse) {
  const { name, ms, of } = await bodyOf(request);
  if (!isScenario(name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
  scenario = name;
  slowMs = Number(ms) || SLOW_MS;
  about = typeof of === "string" ? of : "";
  send(response, 200, { name });
}

const isChild = (birthDate: string) =>
  `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}` > new Date().toISOString().slice(0, 10);

/** A scenario may be about one person asked for, so that what runs beside it is left alone. */
const plays = (name: Scenario, asked: string) => scenario === name && (about === "" || about === asked);

function lineFor(asked: string, one: Represented) {
  const by = one.by.find(({ personalId }) => personalId === asked);
  return {
    soDinhDanh: one.personalId,
    hoTen: one.name,
    ngaySinh: one.birthDate.replaceAll("-", ""),
    gioiTinh: one.sex === "male" ? "1" : "2",
    tuCach: by?.as,
    tranhChap: plays("disagreement", asked),
    chamDut: plays("court-order", asked) ? "quyet-dinh-toa-an" : null,
  };
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const at = request.url ?? "/";
  if (at === "/scenario") {
    if (request.method === "POST") return changeScenario(request, response);
    return send(response, 200, { name: scenario, scenarios });
  }
  if (plays("unavailable", "")) return send(response, 503, { error: "unavailable" });
  if (at !== "/people" || request.method !== "POST") return send(response, 404, { error: "no such service" });
  const { soDinhDanh } = await bodyOf(request);
  if (typeof soDinhDanh !== "string" || !/^\d{12}$/.test(soDinhDanh))
    return send(response, 400, { error: "soDinhDanh has 12 digits" });
  if (plays("unavailable", soDinhDanh)) return send(response, 503, { error: "unavailable" });
  if (plays("slow", soDinhDanh)) await sleep(slowMs);
  if (plays("garbage", soDinhDanh)) return response.end("<html><body>Hệ thống đang nâng cấp</body></html>");
  if (plays("unknown", soDinhDanh)) return send(response, 200, { ketQua: "khong-thay" });
  const represented = families(SAMPLE_FAMILIES).filter(({ by, birthDate }) =>
    by.some(
      ({ personalId, as }) => personalId === soDinhDanh && (as === "giam-ho-nguoi-lon" || isChild(birthDate)),
    ),
  );
  send(response, 200, { ketQua: "co", daiDienCho: represented.map((one) => lineFor(soDinhDanh, one)) });
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    if (!response.headersSent) send(response, 400, { error: error.message });
  });
}).listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
