/// <reference lib="webworker" />
import { addPlugins, cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";
import { askStanding, findCopy, renewCopy } from "#components/device/offline-copy.ts";
import { isForeign, ofTheBook } from "./foreign.ts";
import { dressed } from "./look.ts";
import { takePushes } from "./push.ts";
import { TAKE } from "./take.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const KEYS = "/.well-known/jwks.json";
const KEYS_CACHE = "paper-keys";
const TRUST_CACHE = "certificate-trust";
const DECODER_CACHE = "code-decoder";
const READER_CACHE = "reader";
const TRUST = "/.well-known/certificate-trust.json";
const DECODER = "/verify-decoder.js";

/**
 * Keeps the shell (scripts, styles, letters), the offline page, and what checks a paper of the book without a network:
 * a page, its script and the book's public keys; and the page that opens the copy of whoever asked for one, which is sealed
 * and not in these caches. Pages are only ever asked from the network: nothing about a person is stored here.
 */
addPlugins([ofTheBook]);
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const fresh = (cacheName: string) => new NetworkFirst({ cacheName, plugins: [ofTheBook] });
registerRoute(({ url }) => url.pathname === KEYS, fresh(KEYS_CACHE));
// Who is trusted for certificates, what was taken back, and what reads a QR: kept once the page that checks has asked for them.
registerRoute(({ url }) => url.pathname === TRUST, fresh(TRUST_CACHE));
registerRoute(({ url }) => url.pathname === DECODER, fresh(DECODER_CACHE));

const MIND_MS = 10_000;
let minded: { at: number; language: string | null } | undefined;
/**
 * With a network the copy on this phone is asked after: it may have been ended elsewhere, or somebody else has signed in.
 * Where its owner is, an old one is made anew, in the language that they read now.
 */
async function mindCopy(language: string | null) {
  const now = Date.now();
  if (minded?.language === language && Math.abs(now - minded.at) < MIND_MS) return;
  minded = { at: now, language };
  const copy = await findCopy();
  if (copy && (await askStanding(copy)) === "mine") await renewCopy(copy, language);
}

const READER = "/reader";
/** The language and the look of the page that was read last, for those that come without a network. A full phone notes nothing. */
async function noteReader({ headers }: Response) {
  const language = headers.get("content-language");
  if (!language) return;
  const words = `${language} ${headers.get("x-look") ?? ""}`;
  await (await caches.open(READER_CACHE)).put(READER, new Response(words)).catch(() => undefined);
}
async function keptPage(page: string): Promise<Response | undefined> {
  const [language, ...look] = ((await (await caches.match(READER))?.text()) ?? "").split(" ");
  const kept = await matchPrecache(`${page}?lang=${language === "en" ? "en" : "vi"}`);
  return kept && new Response(dressed(await kept.text(), look), kept);
}

registerRoute(
  ({ request, url }) => request.mode === "navigate" && url.pathname === "/offline-copy",
  async ({ request }) => (await keptPage("/offline-copy")) ?? fetch(request),
);
/** A network that takes a page in and never answers is none. What was sent with a form may have arrived, and is waited for. */
const PATIENCE_MS = 10_000;
function patient(request: Request): Promise<Response> {
  if (request.method !== "GET") return fetch(request);
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("no answer")), PATIENCE_MS),
  );
  return Promise.race([fetch(request), late]);
}

registerRoute(
  ({ request }) => request.mode === "navigate",
  async ({ request, event }) => {
    const answer = await patient(request);
    if (isForeign(answer)) throw new Error("not a page of the book");
    event.waitUntil(Promise.all([noteReader(answer), mindCopy(answer.headers.get("content-language"))]));
    return answer;
  },
);
setCatchHandler(async ({ request, url }) => {
  if (request.mode !== "navigate") return Response.error();
  return (await keptPage(url?.pathname === "/verify" ? "/verify-offline" : "/offline")) ?? Response.error();
});

// Without the keys it still works; they are asked for again whenever a paper is checked.
self.addEventListener("install", (event) =>
  event.waitUntil(
    fetch(KEYS)
      .then(async (answer) => {
        if (answer.ok && !isForeign(answer)) await (await caches.open(KEYS_CACHE)).put(KEYS, answer);
      })
      .catch(() => undefined),
  ),
);

// A new version waits until somebody takes it: never in the middle of a form, and not by itself.
self.addEventListener("message", (event) => {
  if (event.data === TAKE) event.waitUntil(self.skipWaiting());
});

/** What an older release kept under names of its own goes with it. */
async function forgetOlder(): Promise<void> {
  const known = [KEYS_CACHE, TRUST_CACHE, DECODER_CACHE, READER_CACHE];
  const names = await caches.keys();
  const older = names.filter((name) => !known.includes(name) && !name.startsWith("workbox-precache-"));
  await Promise.all(older.map((name) => caches.delete(name)));
}

self.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([forgetOlder(), self.clients.claim()])),
);

takePushes(self);
