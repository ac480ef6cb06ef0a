import { type CborMap, type CborValue, decodeCbor, Tagged } from "./cbor.ts";
import { encodeCbor } from "./encode-cbor.ts";
import { type Bytes, NotValid } from "./verdict.ts";
import type { SigningCertificate } from "./x509.ts";

/** A signed message (COSE_Sign1, RFC 9052) as it lies there, not yet trusted. */
export type SignedMessage = {
  algorithm: "ES256" | "PS256";
  /** The key id: of the protected header, else of the other. */
  kid: Bytes;
  payload: Bytes;
  /** What was signed (Sig_structure). */
  signed: Bytes;
  signature: Bytes;
};

const [ALGORITHM, CRITICAL, KEY_ID] = [1, 2, 4];
const COSE_SIGN1 = 18;
const CWT = 61;
const algorithms = new Map<CborValue, SignedMessage["algorithm"]>([
  [-7, "ES256"],
  [-37, "PS256"],
]);

/** Takes off the tags that a message may bear; any other tag is none of ours. */
function untagged(value: CborValue): CborValue {
  if (!(value instanceof Tagged)) return value;
  if (value.tag !== CWT && value.tag !== COSE_SIGN1) throw new NotValid("malformed");
  return untagged(value.value);
}

const isBytes = (value: CborValue): value is Bytes => value instanceof Uint8Array;

function protectedHeader(bytes: Bytes): CborMap {
  const header = bytes.length === 0 ? new Map() : decodeCbor(bytes);
  if (!(header instanceof Map)) throw new NotValid("malformed");
  return header;
}

/** What a signature stands for (Sig_structure, RFC 9052, 4.4). */
export const signedBytes = (protectedBytes: Bytes, payload: Bytes): Bytes =>
  encodeCbor(["Signature1", protectedBytes, new Uint8Array(), payload]);

/** Reads a COSE_Sign1 message, with or without its tags. */
export function readSignedMessage(bytes: Bytes): SignedMessage {
  const parts = untagged(decodeCbor(bytes));
  if (!Array.isArray(parts) || parts.length !== 4) throw new NotValid("malformed");
  const [head, other, payload, signature] = parts;
  if (!isBytes(head) || !(other instanceof Map) || !isBytes(payload) || !isBytes(signature))
    throw new NotValid("malformed");
  const header = protectedHeader(head);
  // Some issuers leave everything in the other header. It cannot mislead: the key decides which algorithm is tried.
  const algorithm = algorithms.get(header.get(ALGORITHM) ?? other.get(ALGORITHM));
  // What must be understood is not.
  if (!algorithm || header.has(CRITICAL)) throw new NotValid("unsupported");
  const kid = header.get(KEY_ID) ?? other.get(KEY_ID);
  if (!isBytes(kid)) throw new NotValid("malformed");
  const signed = signedBytes(head, payload);
  return { algorithm, kid, payload, signed, signature };
}

/** Whether the holder of a certificate's key signed the message. A key of another kind never did. */
export async function isSignedBy(message: SignedMessage, certificate: SigningCertificate): Promise<boolean> {
  const { algorithm, signed, signature } = message;
  if ((algorithm === "ES256") !== (certificate.keyKind === "p256")) return false;
  const kind =
    algorithm === "ES256" ? { name: "ECDSA", namedCurve: "P-256" } : { name: "RSA-PSS", hash: "SHA-256" };
  const way =
    algorithm === "ES256" ? { name: "ECDSA", hash: "SHA-256" } : { name: "RSA-PSS", saltLength: 32 };
  try {
    const key = await crypto.subtle.importKey("spki", certificate.publicKey, kind, false, ["verify"]);
    return await crypto.subtle.verify(way, key, signature, signed);
  } catch {
    return false;
  }
}
