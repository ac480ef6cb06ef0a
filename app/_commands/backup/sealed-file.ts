import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scrypt } from "node:crypto";
import fs from "node:fs";
import { promisify } from "node:util";
import { KnownError } from "../../../lib/platform/errors.ts";

const MAGIC = Buffer.from("SOSK-BK1");
const SALT = 16;
const CHECK = 16;
const HEAD = MAGIC.length + SALT + CHECK;
/** Plain bytes of a frame; every frame but the last is full. */
const FRAME = 64 * 1024;
const TAG = 16;
// OWASP's advice for scrypt (2023): N = 2^17, r = 8, p = 1, which takes 128 MB for a third of a second.
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

type Keys = { frames: Buffer; check: Buffer };

let latest: { secret: string; salt: Buffer; keys: Promise<Keys> } | undefined;

/** Keys of one file; those of the file before are remembered, because a file is read more than once. */
function keysOf(secret: string, salt: Buffer): Promise<Keys> {
  if (latest?.secret !== secret || !latest.salt.equals(salt))
    latest = { secret, salt, keys: makeKeys(secret, salt) };
  return latest.keys;
}

/** BACKUP_KEY stretched with the file's own salt, so that no two files share a nonce. */
async function makeKeys(secret: string, salt: Buffer): Promise<Keys> {
  const stretch = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);
  const stretched = await stretch(secret, salt, 32, COST);
  const part = (name: string) => Buffer.from(hkdfSync("sha256", stretched, salt, `book backup ${name}`, 32));
  return { frames: part("frames"), check: part("check") };
}

const checkOf = ({ check }: Keys, salt: Buffer) =>
  createHmac("sha256", check).update(MAGIC).update(salt).digest().subarray(0, CHECK);

/** A frame's own nonce: its number, and whether it is the last, so that none can be moved, left out or cut off. */
function nonceOf(frame: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(frame), 0);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Seals a stream with AES-256-GCM, frame by frame: never more than one frame is in memory. */
export async function* seal(plain: AsyncIterable<Buffer>, secret: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  const keys = await keysOf(secret, salt);
  yield Buffer.concat([MAGIC, salt, checkOf(keys, salt)]);
  let number = 0;
  const sealFrame = (bytes: Buffer, last: boolean) => {
    const cipher = createCipheriv("aes-256-gcm", keys.frames, nonceOf(number++, last));
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of plain) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    // One byte more than a frame is needed to know that this frame is not the last.
    while (rest.length > FRAME) {
      yield sealFrame(rest.subarray(0, FRAME), false);
      rest = rest.subarray(FRAME);
    }
  }
  yield sealFrame(rest, true);
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await fs.promises.open(file);
  try {
    const head = Buffer.alloc(HEAD);
    const { bytesRead } = await handle.read(head, 0, HEAD, 0);
    if (bytesRead < HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC))
      throw new KnownError(`${file} is not a backup of the book.`);
    return head;
  } finally {
    await handle.close();
  }
}

/** Opens a sealed file. Throws a KnownError for a wrong key, and for a file that was changed or cut short. */
export async function* unseal(file: string, secret: string): AsyncGenerator<Buffer> {
  const head = await readHead(file);
  const salt = head.subarray(MAGIC.length, MAGIC.length + SALT);
  const keys = await keysOf(secret, salt);
  if (!checkOf(keys, salt).equals(head.subarray(MAGIC.length + SALT)))
    throw new KnownError(`BACKUP_KEY is not the key with which ${file} was made.`);
  let number = 0;
  const openFrame = (bytes: Buffer, last: boolean) => {
    const cipher = createDecipheriv("aes-256-gcm", keys.frames, nonceOf(number++, last));
    cipher.setAuthTag(bytes.subarray(-TAG));
    try {
      return Buffer.concat([cipher.update(bytes.subarray(0, -TAG)), cipher.final()]);
    } catch {
      throw new KnownError(`${file} is damaged or was cut short near byte ${HEAD + number * (FRAME + TAG)}.`);
    }
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of fs.createReadStream(file, { start: HEAD, highWaterMark: FRAME + TAG })) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length > FRAME + TAG) {
      yield openFrame(rest.subarray(0, FRAME + TAG), false);
      rest = rest.subarray(FRAME + TAG);
    }
  }
  if (rest.length < TAG) throw new KnownError(`${file} is damaged or was cut short.`);
  yield openFrame(rest, true);
}
