/** How a copy is locked: by a PIN together with the phone's own key, or by a passkey of the phone. */
export type Lock = { kind: "pin"; salt: string } | { kind: "passkey"; salt: string; credential: string };

/** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000;
const INFO = new TextEncoder().encode("so-suc-khoe offline copy");

export const toText = (bytes: ArrayBuffer | Uint8Array) => {
  let plain = "";
  for (const byte of new Uint8Array(bytes)) plain += String.fromCharCode(byte);
  return btoa(plain);
};
export const toBytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const content = { name: "AES-GCM", length: 256 };

export const newPinLock = (): Lock => ({ kind: "pin", salt: toText(random(16)) });

/** The key that this PIN makes: slow on purpose, about a second on a cheap phone. */
export async function keyOfPin(pin: string, { salt }: Lock): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveKey",
  ]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: toBytes(salt), iterations: ROUNDS };
  return crypto.subtle.deriveKey(way, raw, content, false, ["encrypt", "decrypt"]);
}

type Prf = { prf?: { enabled?: boolean; results?: { first?: BufferSource } } };
const said = (credential: PublicKeyCredential) => credential.getClientExtensionResults() as Prf;
const eval_ = (salt: string) =>
  ({ prf: { eval: { first: toBytes(salt) } } }) as AuthenticationExtensionsClientInputs;

async function keyOfSecret(secret: BufferSource): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: INFO };
  return crypto.subtle.deriveKey(way, raw, content, false, ["encrypt", "decrypt"]);
}

/** Whether this phone can ask for a finger, a face or its own screen lock. */
export const hasOwnLock = async (): Promise<boolean> =>
  "credentials" in navigator &&
  "PublicKeyCredential" in window &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false));

/** A passkey of this phone alone, and the key that it makes; null where the phone's passkeys make none (no PRF). */
export async function newPasskeyLock(name: string): Promise<{ lock: Lock; key: CryptoKey } | null> {
  const salt = toText(random(32));
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name },
      // It says nothing of whose copy it is: the phone shows these words.
      user: { id: random(16), name, displayName: name },
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -257 },
      ],
      authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required" },
      extensions: eval_(salt),
    },
  })) as PublicKeyCredential | null;
  if (!made || !said(made).prf?.enabled) return null;
  const lock: Lock = { kind: "passkey", salt, credential: toText(made.rawId) };
  const first = said(made).prf?.results?.first;
  return { lock, key: first ? await keyOfSecret(first) : await keyOfPasskey(lock) };
}

/** Asks the phone for its passkey. Throws when its holder gives up. */
export async function keyOfPasskey(lock: Lock): Promise<CryptoKey> {
  if (lock.kind !== "passkey") throw new Error("no passkey");
  const given = (await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id: toBytes(lock.credential), transports: ["internal"] }],
      userVerification: "required",
      extensions: eval_(lock.salt),
    },
  })) as PublicKeyCredential | null;
  const first = given && said(given).prf?.results?.first;
  if (!first) throw new Error("no secret");
  return keyOfSecret(first);
}

/**
 * By which a copy is written without its lock: a public key, and the private one closed under the key of the lock. Whoever
 * has the public key alone reads nothing of what was written.
 */
export type Writer = { to: string; iv: string; closed: string };
/** Something that was written so: the public half of a key made for this once, and what it closes. */
export type Sealed = { from: string; iv: string; closed: string };

const CURVE = { name: "ECDH", namedCurve: "P-256" };

export async function newWriter(key: CryptoKey): Promise<Writer> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const iv = random(12);
  const secret = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, secret);
  const to = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { to: toText(to), iv: toText(iv), closed: toText(closed) };
}

/** The key that only the two have, bound to both of their public halves. */
async function sharedKey(own: CryptoKey, theirs: string, both: string): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey("raw", toBytes(theirs), CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const raw = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: new TextEncoder().encode(both), info: INFO };
  return crypto.subtle.deriveKey(way, raw, content, false, ["encrypt", "decrypt"]);
}

/** Closes something for whoever has the key of the lock. */
export async function closeFor({ to }: Writer, plain: BufferSource): Promise<Sealed> {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const from = toText(await crypto.subtle.exportKey("raw", once.publicKey));
  const iv = random(12);
  const key = await sharedKey(once.privateKey, to, from + to);
  return {
    from,
    iv: toText(iv),
    closed: toText(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain)),
  };
}

/** Opens what was closed so, with the key of the lock. Throws for another key. */
export async function openWith(
  writer: Writer,
  key: CryptoKey,
  { from, iv, closed }: Sealed,
): Promise<ArrayBuffer> {
  const way = { name: "AES-GCM", iv: toBytes(writer.iv) };
  const secret = await crypto.subtle.decrypt(way, key, toBytes(writer.closed));
  const own = await crypto.subtle.importKey("pkcs8", secret, CURVE, false, ["deriveBits"]);
  const shared = await sharedKey(own, from, from + writer.to);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, shared, toBytes(closed));
}
