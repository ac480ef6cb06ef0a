import type { Bytes } from "./verdict.ts";

/** What a signing certificate says that a verifier needs. */
export type SigningCertificate = {
  /** SubjectPublicKeyInfo, as WebCrypto imports it. */
  publicKey: Bytes;
  keyKind: "p256" | "rsa";
  /** Whom it names (its common name, else its organisation); null when it names nobody. */
  name: string | null;
  /** Extended key usage, as dotted numbers. */
  usages: string[];
  /** The first eight bytes of the SHA-256 of the whole certificate, by which an HCERT names it. */
  kid: Bytes;
};

type Node = { tag: number; content: Bytes; whole: Bytes };

/** The elements that some DER is made of, one after another. */
function elementsOf(der: Bytes): Node[] {
  const elements: Node[] = [];
  for (let at = 0; at < der.length; ) {
    const start = at;
    const [tag, first] = [der[at], der[at + 1]];
    if (tag === undefined || first === undefined) throw new Error("DER ends early");
    at += 2;
    let length = first;
    if (first >= 0x80) {
      const count = first & 0x7f;
      if (count === 0 || count > 3) throw new Error("DER of unknown length");
      length = der.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0);
      at += count;
    }
    if (at + length > der.length) throw new Error("DER ends early");
    elements.push({ tag, content: der.subarray(at, at + length), whole: der.subarray(start, at + length) });
    at += length;
  }
  return elements;
}

function objectIdentifier(content: Bytes): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join(".");
}

const EXTENDED_KEY_USAGE = "2.5.29.37";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const P256 = "1.2.840.10045.3.1.7";
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
/** AlgorithmIdentifier of rsaEncryption: WebCrypto imports a key for PSS under no other name. */
const RSA_IDENTIFIER = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

const OID = 0x06;
const SEQUENCE = 0x30;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

function sequence(content: readonly number[]): Bytes {
  const length = content.length;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([SEQUENCE, ...size, ...content]);
}

function publicKeyOf(info: Node): Pick<SigningCertificate, "publicKey" | "keyKind"> {
  const [algorithm, bits] = elementsOf(info.content);
  const names = algorithm ? elementsOf(algorithm.content).filter(({ tag }) => tag === OID) : [];
  const [name, curve] = names.map(({ content }) => objectIdentifier(content));
  if (name === EC_PUBLIC_KEY && curve === P256) return { publicKey: info.whole, keyKind: "p256" };
  if ((name === RSA_ENCRYPTION || name === RSA_PSS) && bits)
    return { publicKey: sequence([...RSA_IDENTIFIER, ...bits.whole]), keyKind: "rsa" };
  throw new Error("neither P-256 nor RSA");
}

function usagesOf(extensions: Node | undefined): string[] {
  const [list] = extensions ? elementsOf(extensions.content) : [];
  const found = (list ? elementsOf(list.content) : []).map(({ content }) => elementsOf(content));
  const usage = found.find(
    ([oid]) => oid?.tag === OID && objectIdentifier(oid.content) === EXTENDED_KEY_USAGE,
  );
  const value = usage?.at(-1);
  const [purposes] = value ? elementsOf(value.content) : [];
  return purposes ? elementsOf(purposes.content).map(({ content }) => objectIdentifier(content)) : [];
}

const [COMMON_NAME, ORGANISATION] = ["2.5.4.3", "2.5.4.10"];
const [UTF16, UTF8] = [0x1e, 0x0c];

/** The name that stands for one kind of part (RDN) of a distinguished name. */
function partOfName(name: Node, kind: string): string | null {
  for (const set of elementsOf(name.content))
    for (const pair of elementsOf(set.content)) {
      const [oid, text] = elementsOf(pair.content);
      if (oid?.tag !== OID || !text || objectIdentifier(oid.content) !== kind) continue;
      const letters = text.tag === UTF8 ? "utf-8" : text.tag === UTF16 ? "utf-16be" : "iso-8859-1";
      return new TextDecoder(letters).decode(text.content).normalize("NFC");
    }
  return null;
}

function nameIn(subject: Node | undefined): string | null {
  try {
    return subject ? (partOfName(subject, COMMON_NAME) ?? partOfName(subject, ORGANISATION)) : null;
  } catch {
    // A name that cannot be read takes no trust away: the key is what signs.
    return null;
  }
}

/** Reads an X.509 certificate (RFC 5280) as far as a verifier needs it; it throws on what it cannot read. */
export async function readCertificate(der: Bytes): Promise<SigningCertificate> {
  const [certificate, ...more] = elementsOf(der);
  const [body] = certificate?.tag === SEQUENCE && more.length === 0 ? elementsOf(certificate.content) : [];
  if (body?.tag !== SEQUENCE) throw new Error("no certificate");
  const fields = elementsOf(body.content).filter(({ tag }) => tag !== VERSION);
  // serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo
  const info = fields[5];
  if (!info) throw new Error("no public key");
  return {
    ...publicKeyOf(info),
    name: nameIn(fields[4]),
    usages: usagesOf(fields.find(({ tag }) => tag === EXTENSIONS)),
    kid: new Uint8Array(await crypto.subtle.digest("SHA-256", der)).slice(0, 8),
  };
}
