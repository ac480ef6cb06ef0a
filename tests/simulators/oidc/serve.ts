import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, type IssuerDefinition, makeIssuer, signingKey } from "./issuer.ts";
import { type Choice, type PageWords, signInPage } from "./page.ts";
import { isScenario, type Scenario, scenarios } from "./scenarios.ts";

/** A simulated issuer: whom it knows, and how its page speaks. */
export type Simulation = IssuerDefinition & {
  words: PageWords;
  /** The account that a typed text means. */
  find(typed: string): { accountId: string; acr?: string } | undefined;
  choices(): Choice[];
  /** What `GET /people` lists. */
  people(): unknown;
  redirectPath: string;
};

const SLOW_MS = 5_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > 10_000) throw new Error("The request is too long.");
  }
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const html = typeof body === "string";
  const type = html ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(html ? body : `${JSON.stringify(body)}\n`);
}

/** Serves the simulation on loopback, by the environment's PORT, PUBLIC_URL, CLIENT_ID, CLIENT_SECRET, SIGNING_KEY. */
export function serve(simulation: Simulation): void {
  const { PORT = "4000", PUBLIC_URL = "http://localhost:3000", CLIENT_ID = "so-suc-khoe" } = process.env;
  const { CLIENT_SECRET = "sample-secret", SIGNING_KEY } = process.env;
  const redirectUri = new URL(simulation.redirectPath, PUBLIC_URL).href;
  const client: Client = { id: CLIENT_ID, secret: CLIENT_SECRET, redirectUri };
  let scenario: Scenario = "normal";
  let slowMs = SLOW_MS;
  const url = `http://127.0.0.1:${PORT}`;
  const provider = makeIssuer(url, client, signingKey(SIGNING_KEY), simulation, () => scenario);
  const rest = provider.callback();

  async function changeScenario(request: IncomingMessage, response: ServerResponse) {
    const wish = JSON.parse((await bodyOf(request)) || "{}");
    if (!isScenario(wish.name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
    scenario = wish.name;
    slowMs = Number(wish.ms) || SLOW_MS;
    send(response, 200, { name: scenario });
  }

  async function interact(request: IncomingMessage, response: ServerResponse, path: string) {
    const cancel = { error: "access_denied", error_description: "The person cancelled." };
    await provider.interactionDetails(request, response);
    if (scenario === "denied") return provider.interactionFinished(request, response, cancel);
    const { words } = simulation;
    if (request.method !== "POST") return send(response, 200, signInPage(words, path, simulation.choices()));
    const form = new URLSearchParams(await bodyOf(request));
    if (form.has("cancel")) return provider.interactionFinished(request, response, cancel);
    const typed = (form.get("chosen") ?? form.get(words.field.name) ?? "").trim();
    const login = simulation.find(typed);
    if (!login) return send(response, 200, signInPage(words, path, simulation.choices(), typed));
    await provider.interactionFinished(request, response, { login: { ...login, remember: false } });
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? "/", url).pathname;
    if (path === "/scenario") {
      if (request.method === "POST") return changeScenario(request, response);
      return send(response, 200, { name: scenario, scenarios });
    }
    if (scenario === "down") return send(response, 503, { error: "temporarily_unavailable" });
    if (scenario === "slow") await sleep(slowMs);
    if (path === "/people") return send(response, 200, simulation.people());
    if (path.startsWith("/interaction/")) return interact(request, response, path);
    rest(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      // An interaction that ended, or a form opened twice: the person starts again from the book.
      if (!response.headersSent) send(response, 400, { error: error.name, error_description: error.message });
    });
  });
  server.listen(Number(PORT), "127.0.0.1");
  process.once("SIGTERM", () => process.exit(0));
}
