import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seal, unseal } from "./sealed-file.ts";

const FRAME = 64 * 1024;
const SEALED = FRAME + 16;
const HEAD = 40;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sealed-"));
const file = path.join(folder, "one");
const plain = randomBytes(3 * FRAME);
let sealed: Buffer;

async function collect(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const part of parts) found.push(part);
  return Buffer.concat(found);
}
function opened(bytes: Buffer, key = "key"): Promise<Buffer> {
  fs.writeFileSync(file, bytes);
  return collect(unseal(file, key));
}
const frame = (number: number) => sealed.subarray(HEAD + number * SEALED, HEAD + (number + 1) * SEALED);

beforeAll(async () => {
  sealed = await collect(seal(Readable.from([plain.subarray(0, 5), plain.subarray(5)]), "key"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test("what was sealed is opened with its key alone", async () => {
  expect((await opened(sealed)).equals(plain)).toBe(true);
  await expect(opened(sealed, "kez")).rejects.toThrow(/BACKUP_KEY is not the key/);
  const nothing = await collect(seal(Readable.from([]), "key"));
  expect(await opened(nothing)).toHaveLength(0);
});

test("a frame that was changed, moved, left out or cut off is found, though each that is left is genuine", async () => {
  const head = sealed.subarray(0, HEAD);
  const changed = Buffer.from(sealed);
  changed[HEAD + SEALED + 9] = (changed[HEAD + SEALED + 9] ?? 0) ^ 1;
  const damaged = {
    changed,
    moved: Buffer.concat([head, frame(1), frame(0), frame(2)]),
    "left out": Buffer.concat([head, frame(0), frame(2)]),
    "cut where a frame ends": sealed.subarray(0, HEAD + 2 * SEALED),
    "cut within a frame": sealed.subarray(0, HEAD + SEALED + 100),
    "cut to its head": head,
    longer: Buffer.concat([sealed, Buffer.from([0])]),
  };
  for (const [name, bytes] of Object.entries(damaged)) {
    await expect(opened(bytes), name).rejects.toThrow(/damaged or was cut short/);
  }
});
