/// <reference lib="webworker" />
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { NetworkFirst, NetworkOnly } from "workbox-strategies";
import { takePushes } from "./push.ts";
import { TAKE } from "./take.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const KEYS = "/.well-known/jwks.json";
const KEYS_CACHE = "paper-keys";
const TRUST_CACHE = "certificate-trust";
const DECODER_CACHE = "code-decoder";
const TRUST = "/.well-known/certificate-trust.json";
const DECODER = "/verify-decoder.js";

/**
 * Keeps the shell (scripts, styles, letters), the offline page, and what checks a paper of the book without a network:
 * a page, its script and the book's public keys. Pages are only ever asked from the network: nothing
 * about a person is stored here.
 */
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

registerRoute(({ url }) => url.pathname === KEYS, new NetworkFirst({ cacheName: KEYS_CACHE }));
// Who is trusted for certificates, what was taken back, and what reads a QR: kept once the page that checks has asked for them.
registerRoute(({ url }) => url.pathname === TRUST, new NetworkFirst({ cacheName: TRUST_CACHE }));
registerRoute(({ url }) => url.pathname === DECODER, new NetworkFirst({ cacheName: DECODER_CACHE }));
registerRoute(({ request }) => request.mode === "navigate", new NetworkOnly());
setCatchHandler(async ({ request, url }) => {
  if (request.mode !== "navigate") return Response.error();
  const page = url?.pathname === "/verify" ? "/verify-offline" : "/offline";
  return (await matchPrecache(page)) ?? Response.error();
});

// Without the keys it still works; they are asked for again whenever a paper is checked.
self.addEventListener("install", (event) =>
  event.waitUntil(
    caches
      .open(KEYS_CACHE)
      .then((cache) => cache.add(KEYS))
      .catch(() => undefined),
  ),
);

// A new version waits until somebody takes it: never in the middle of a form, and not by itself.
self.addEventListener("message", (event) => {
  if (event.data === TAKE) event.waitUntil(self.skipWaiting());
});

/** What an older release kept under names of its own goes with it. */
async function forgetOlder(): Promise<void> {
  const known = [KEYS_CACHE, TRUST_CACHE, DECODER_CACHE];
  const names = await caches.keys();
  const older = names.filter((name) => !known.includes(name) && !name.startsWith("workbox-precache-"));
  await Promise.all(older.map((name) => caches.delete(name)));
}

self.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([forgetOlder(), self.clients.claim()])),
);

takePushes(self);
