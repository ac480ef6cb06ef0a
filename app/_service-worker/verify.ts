import { moment, vnd } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";

/**
 * Checks a paper of the book on the phone itself, with the keys that it holds: there is no network. The same verdict as
 * `checkReceipt` gives where there is one.
 */
type Verdict =
  | { kind: "genuine"; says: Record<string, unknown> }
  | { kind: "forged" | "unreadable" | "keyless" };
type Key = JsonWebKey & { kid?: string };

const bytesOf = (text: string) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const readJson = (text: string) => JSON.parse(new TextDecoder().decode(bytesOf(text)));

async function keysAtHand(): Promise<Key[] | null> {
  try {
    return (await (await fetch("/.well-known/jwks.json")).json()).keys;
  } catch {
    return null;
  }
}

async function verdictOn(scanned: string): Promise<Verdict> {
  const text = scanned.replace(/\s+/g, "");
  const carried = URL.canParse(text) ? new URL(text).searchParams.get("text") : null;
  const pieces = (carried ?? text).split(".");
  const [head = "", body = "", signature = ""] = pieces;
  if (pieces.length !== 3 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(pieces.join(".")))
    return { kind: "unreadable" };
  const keys = await keysAtHand();
  if (!keys) return { kind: "keyless" };
  try {
    const { alg, kid } = readJson(head);
    const says = readJson(body);
    const named = keys.find((one) => one.kid === kid);
    if (alg !== "ES256" || !named) return { kind: "forged" };
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const { kty, crv, x, y } = named;
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, curve, false, [
      "verify",
    ]);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    const good = await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      key,
      bytesOf(signature),
      signed,
    );
    if (!good) return { kind: "forged" };
    return says.kind === "fee-receipt" ? { kind: "genuine", says } : { kind: "unreadable" };
  } catch {
    return { kind: "unreadable" };
  }
}

function show(verdict: Verdict): void {
  const at = (id: string) => document.getElementById(id);
  at(verdict.kind)?.removeAttribute("hidden");
  if (verdict.kind !== "genuine") return;
  const { says } = verdict;
  const locale = document.documentElement.lang as Locale;
  const when = (seconds: unknown) => moment(new Date(Number(seconds) * 1000), locale);
  const sum = (said: unknown) => (Number(said) > 0 ? vnd(Number(said)) : null);
  const words: Record<string, string | null> = {
    place: String(says.place),
    patient: String(says.patient),
    amount: vnd(Number(says.vnd)),
    insurance: sum(says.ins),
    copayment: sum(says.co),
    selfPay: sum(says.own),
    note: String(says.note),
    paidAt: when(says.paid),
    reference: String(says.ref).replace(/(.{4})(?=.)/g, "$1 "),
    refunded: sum(says.back),
    made: when(says.iat),
  };
  for (const [id, fact] of Object.entries(words)) {
    const place = at(id);
    if (!place) continue;
    if (fact === null) place.parentElement?.setAttribute("hidden", "");
    else place.textContent = fact;
  }
}

const asked = new URLSearchParams(location.search).get("text")?.trim();
if (asked) verdictOn(asked).then(show);
