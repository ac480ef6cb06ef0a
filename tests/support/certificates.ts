import { deflateRawSync, deflateSync } from "node:zlib";
import type { Bytes } from "#lib/vaccination/certificates/verdict.ts";

/** Makes certificates of every kind, right ones and wrong ones: what a forger can do, a test can. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const two = i + 1 < bytes.length;
    const value = two ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0);
    text += [value % 45, Math.floor(value / 45) % 45, ...(two ? [Math.floor(value / 2025)] : [])]
      .map((one) => ALPHABET[one])
      .join("");
  }
  return text;
}

const head = (major: number, length: number): number[] =>
  length < 24
    ? [(major << 5) | length]
    : length < 256
      ? [(major << 5) | 24, length]
      : length < 65536
        ? [(major << 5) | 25, length >> 8, length & 255]
        : [(major << 5) | 26, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];

/** CBOR of what tests need: texts, whole numbers, bytes, null, lists, maps. */
export function cbor(value: unknown): number[] {
  if (value === null) return [0xf6];
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    return [...head(3, bytes.length), ...bytes];
  }
  if (value instanceof Uint8Array) return [...head(2, value.length), ...value];
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(cbor)];
  const entries = value instanceof Map ? [...value] : Object.entries(value as object);
  return [...head(5, entries.length), ...entries.flatMap(([key, item]) => [...cbor(key), ...cbor(item)])];
}

const der = (tag: number, ...content: number[][]): number[] => {
  const inside = content.flat();
  const { length } = inside;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...size, ...inside];
};

function objectIdentifier(dotted: string): number[] {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const arc = (value: number): number[] => {
    const groups = [value & 127];
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    return groups;
  };
  return der(6, [first * 40 + second, ...rest.flatMap(arc)]);
}

/** A certificate of X.509's shape about a key; nobody signed it, and nobody who trusts it by name asks. */
function certificateOf(publicKey: Uint8Array, usages: readonly string[]): Bytes {
  const empty = der(0x30);
  const purposes = der(0x30, ...usages.map(objectIdentifier));
  const extension = der(0x30, objectIdentifier("2.5.29.37"), der(4, purposes));
  const body = der(
    0x30,
    der(0xa0, der(2, [2])),
    der(2, [1]),
    ...[empty, empty, empty, empty],
    [...publicKey],
    ...(usages.length > 0 ? [der(0xa3, der(0x30, extension))] : []),
  );
  return Uint8Array.from(der(0x30, body, empty, der(3, [0])));
}

export type Signer = {
  algorithm: "ES256" | "PS256";
  /** Base64, as a trust file holds it. */
  certificate: string;
  kid: Bytes;
  sign: (bytes: Bytes) => Promise<Bytes>;
};

/** A new signer with a key of its own. */
export async function newSigner(
  algorithm: Signer["algorithm"],
  usages: readonly string[] = [],
): Promise<Signer> {
  const pair =
    algorithm === "ES256"
      ? await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"])
      : await crypto.subtle.generateKey(
          { name: "RSA-PSS", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-256" },
          true,
          ["sign", "verify"],
        );
  const way =
    algorithm === "ES256" ? { name: "ECDSA", hash: "SHA-256" } : { name: "RSA-PSS", saltLength: 32 };
  const certificate = certificateOf(
    new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)),
    usages,
  );
  return {
    algorithm,
    certificate: Buffer.from(certificate).toString("base64"),
    kid: new Uint8Array(await crypto.subtle.digest("SHA-256", certificate)).slice(0, 8),
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(way, pair.privateKey, bytes)),
  };
}

export type HcertParts = {
  claims: Map<number, unknown> | Uint8Array;
  header?: Map<number, unknown>;
  other?: Map<number, unknown>;
  pack?: (cose: Uint8Array) => Uint8Array;
  prefix?: string;
  /** Changes the signed message before it is packed. */
  tamper?: (parts: unknown[]) => unknown[];
};

/** An HCERT text, layer by layer. */
export async function makeHcert(signer: Signer, parts: HcertParts): Promise<string> {
  const algorithm = signer.algorithm === "ES256" ? -7 : -37;
  const protectedHeader = Uint8Array.from(
    cbor(
      parts.header ??
        new Map<number, unknown>([
          [1, algorithm],
          [4, signer.kid],
        ]),
    ),
  );
  const payload = parts.claims instanceof Map ? Uint8Array.from(cbor(parts.claims)) : parts.claims;
  const signed = Uint8Array.from(cbor(["Signature1", protectedHeader, new Uint8Array(), payload]));
  const message = [protectedHeader, parts.other ?? new Map(), payload, await signer.sign(signed)];
  const cose = Uint8Array.from([0xd2, ...cbor(parts.tamper ? parts.tamper(message) : message)]);
  return (parts.prefix ?? "HC1:") + encodeBase45((parts.pack ?? deflateSync)(cose));
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

/** A key pair that signs health cards, with its public key as an issuer publishes it. */
export async function newCardIssuer() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const canonical = JSON.stringify({ crv: "P-256", kty: "EC", x, y });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical)));
  const kid = base64url(digest);
  return {
    kid,
    publicKey: { kty: "EC", crv: "P-256", use: "sig", alg: "ES256", kid, x, y },
    sign: async (text: string) =>
      new Uint8Array(
        await crypto.subtle.sign(
          { name: "ECDSA", hash: "SHA-256" },
          pair.privateKey,
          new TextEncoder().encode(text),
        ),
      ),
  };
}

/** A health card as a JWS. */
export async function makeHealthCard(
  issuer: Awaited<ReturnType<typeof newCardIssuer>>,
  content: unknown,
  { header = {}, pack = deflateRawSync }: { header?: object; pack?: (bytes: Uint8Array) => Uint8Array } = {},
): Promise<string> {
  const head = base64url(JSON.stringify({ zip: "DEF", alg: "ES256", kid: issuer.kid, ...header }));
  const body = base64url(pack(Buffer.from(typeof content === "string" ? content : JSON.stringify(content))));
  return `${head}.${body}.${base64url(await issuer.sign(`${head}.${body}`))}`;
}
