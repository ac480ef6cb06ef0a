import { createECDH, createPublicKey, randomBytes, randomUUID, verify } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, send } from "../json.ts";
import { type BrowserKeys, openMessage } from "./open-message.ts";
import { isScenario, type Scenario, scenarios } from "./scenarios.ts";

const { PORT = "4009" } = process.env;
const SLOW_MS = 15_000;
type Taken = { text: string; ttl: string; urgency: string; topic: string; key: string; subject: string };
type Browser = BrowserKeys & { taken: Taken[] };
const browsers = new Map<string, Browser>();
let scenario: Scenario = "normal";
let slowMs = SLOW_MS;

/** A browser that takes messages here, as `pushManager.subscribe` would answer it. */
function subscribe(response: ServerResponse) {
  const curve = createECDH("prime256v1");
  const p256dh = curve.generateKeys();
  const browser = { secret: curve.getPrivateKey(), p256dh, auth: randomBytes(16), taken: [] };
  const id = randomUUID();
  browsers.set(id, browser);
  send(response, 201, {
    endpoint: `http://127.0.0.1:${PORT}/push/${id}`,
    expirationTime: null,
    keys: { p256dh: p256dh.toString("base64url"), auth: browser.auth.toString("base64url") },
  });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Who signed, if the signature is theirs and for here (RFC 8292). */
function senderOf(header: string | undefined): { key: string; subject: string } | null {
  const [, token, key] = /^vapid t=([^,\s]+),\s*k=(\S+)$/.exec(header ?? "") ?? [];
  if (!token || !key) return null;
  const [head, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const x = point.subarray(1, 33).toString("base64url");
  const y = point.subarray(33).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = Buffer.from(`${head}.${claims}`);
  const proof = Buffer.from(signature ?? "", "base64url");
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims ?? "", "base64url").toString());
  const now = Date.now() / 1000;
  const isOurs = aud === `http://127.0.0.1:${PORT}` && exp > now && exp <= now + 24 * 3600;
  return verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, proof) && isOurs
    ? { key, subject: sub }
    : null;
}

async function take(request: IncomingMessage, response: ServerResponse, id: string) {
  const body = await bytesOf(request);
  const browser = browsers.get(id);
  if (!browser || scenario === "gone") return send(response, 410, { error: "gone" });
  if (scenario === "busy") {
    response.setHeader("Retry-After", "60");
    return send(response, 429, { error: "too many" });
  }
  const sender = senderOf(request.headers.authorization);
  if (!sender || scenario === "refused") return send(response, 403, { error: "who is this?" });
  const { ttl, urgency, topic, "content-encoding": coding } = request.headers;
  if (coding !== "aes128gcm" || typeof ttl !== "string") return send(response, 400, { error: "headers" });
  const text = openMessage(body, browser);
  browser.taken.push({ text, ttl, urgency: String(urgency ?? ""), topic: String(topic ?? ""), ...sender });
  if (scenario === "lost") return request.socket.destroy();
  if (scenario === "slow") await sleep(slowMs);
  send(response, 201, {});
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? "/", "http://push");
  if (pathname === "/scenario" && request.method === "POST") {
    const { name, ms } = await bodyOf(request);
    if (!isScenario(name)) return send(response, 400, { known: ["normal", ...Object.keys(scenarios)] });
    scenario = name;
    slowMs = Number(ms) || SLOW_MS;
    return send(response, 200, { name });
  }
  if (pathname === "/scenario") return send(response, 200, { name: scenario, scenarios });
  if (pathname === "/subscriptions" && request.method === "POST") return subscribe(response);
  const [, what, id = ""] = /^\/(push|taken)\/([\w-]+)$/.exec(pathname) ?? [];
  if (what === "taken") return send(response, 200, browsers.get(id)?.taken ?? []);
  if (scenario === "down") return send(response, 503, { error: "unavailable" });
  if (what === "push" && request.method === "POST") return take(request, response, id);
  return send(response, 404, { error: "no such service" });
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    if (!response.headersSent) send(response, 400, { error: error.message });
  });
}).listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
