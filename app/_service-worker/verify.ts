import enVaccination from "#components/copy/en/vaccination.json" with { type: "json" };
import enVerify from "#components/copy/en/verify.json" with { type: "json" };
import viVaccination from "#components/copy/vi/vaccination.json" with { type: "json" };
import viVerify from "#components/copy/vi/verify.json" with { type: "json" };
import { attachReader } from "#components/verify/attach-reader.ts";
import { sortText } from "#components/verify/sort-text.ts";
import {
  certificateSheet,
  emergencyCardSheet,
  faultSheet,
  receiptSheet,
  type VerdictSheet,
  type VerifyWords,
} from "#components/verify/verdict-sheet.ts";
import { readCardText, signedInput } from "#lib/emergency-card/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { readTrust, verifyCertificate } from "#lib/vaccination/rules.ts";
import { showVerdict } from "./show-verdict.ts";

/**
 * Checks a paper of the book or a certificate on the phone itself, with the keys and lists that it holds: there is no
 * network. The same verdict as `app/verify` gives where there is one.
 */
type Key = JsonWebKey & { kid?: string };

const words: VerifyWords =
  document.documentElement.lang === "en"
    ? { locale: "en", verify: enVerify, diseases: enVaccination.antigens }
    : { locale: "vi", verify: viVerify, diseases: viVaccination.antigens };

const bytesOf = (text: string) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const readJson = (text: string) => JSON.parse(new TextDecoder().decode(bytesOf(text)));

/** What the worker has kept of an address; null when it has kept nothing. */
async function kept(address: string): Promise<Record<string, unknown> | null> {
  try {
    return await (await fetch(address)).json();
  } catch {
    return null;
  }
}

async function isSignedBy({ kty, crv, x, y }: Key, text: string, signature: string): Promise<boolean> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, curve, false, [
    "verify",
  ]);
  const way = { name: "ECDSA", hash: "SHA-256" };
  return crypto.subtle.verify(way, key, bytesOf(signature), new TextEncoder().encode(text));
}

async function judgeReceipt(text: string): Promise<VerdictSheet> {
  const published = await kept("/.well-known/jwks.json");
  if (!published) return faultSheet("keyless", words);
  const [head = "", body = "", signature = ""] = text.split(".");
  try {
    const { alg, kid } = readJson(head);
    const says = readJson(body);
    const named = (published.keys as Key[]).find((one) => one.kid === kid);
    if (alg !== "ES256" || !named) return faultSheet("forged", words);
    if (!(await isSignedBy(named, `${head}.${body}`, signature))) return faultSheet("forged", words);
    if (says.kind !== "fee-receipt") return faultSheet("unreadable", words);
    const split =
      says.ins === undefined
        ? null
        : { insurancePaysVnd: Number(says.ins), copaymentVnd: Number(says.co), selfPayVnd: Number(says.own) };
    return receiptSheet(
      {
        facility: String(says.place),
        noteNumber: String(says.note),
        patient: String(says.patient),
        amountVnd: BigInt(says.vnd),
        refundedVnd: BigInt(says.back),
        split,
        paidAt: new Date(Number(says.paid) * 1000),
        reference: String(says.ref),
        madeAt: new Date(Number(says.iat) * 1000),
      },
      words,
    );
  } catch {
    return faultSheet("unreadable", words);
  }
}

async function judgeCard(text: string): Promise<VerdictSheet> {
  const published = await kept("/.well-known/jwks.json");
  if (!published) return faultSheet("keyless", words);
  const read = readCardText(text);
  const today = dayOf(new Date());
  if (!read) return emergencyCardSheet(text, "unsigned", today, words);
  const named = (published.keys as Key[]).find((one) => one.kid === read.kid);
  if (!named) return emergencyCardSheet(text, "unknown-key", today, words);
  const good = await isSignedBy(named, signedInput(read.words, read.kid), read.signature);
  return emergencyCardSheet(text, good ? "genuine" : "forged", today, words);
}

async function judgeCertificate(text: string): Promise<VerdictSheet> {
  const published = await kept("/.well-known/certificate-trust.json");
  if (!published) return faultSheet("keyless", words);
  const at = new Date();
  const verdict = await verifyCertificate(text, await readTrust(published), at);
  return certificateSheet(verdict, { trustedAt: new Date(String(published.at)), at }, words);
}

async function judge(given: string): Promise<void> {
  const { kind, text } = sortText(given);
  const sheet =
    kind === "receipt"
      ? await judgeReceipt(text)
      : kind === "certificate"
        ? await judgeCertificate(text)
        : kind === "card"
          ? await judgeCard(text)
          : faultSheet("unreadable", words);
  showVerdict(sheet);
}

const the = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const field = the<HTMLTextAreaElement>("text");
const says = the("reader-says");

the("check").addEventListener("submit", (event) => {
  event.preventDefault();
  void judge(field.value);
});
attachReader({
  button: the<HTMLButtonElement>("scan"),
  video: the<HTMLVideoElement>("camera"),
  file: the<HTMLInputElement>("code-file"),
  says,
  words: words.verify,
  onText: (text) => {
    says.textContent = words.verify.read;
    field.value = text;
    void judge(text);
  },
});
the("reader").hidden = false;

const asked = new URLSearchParams(location.search).get("text")?.trim();
if (asked) void judge(asked);
function askHash(): void {
  if (location.hash.length < 2) return;
  void judge(location.href);
  history.replaceState(null, "", location.pathname);
}
askHash();
addEventListener("hashchange", askHash);
