import { createHash, sign, verify } from "node:crypto";
import { type FileHandle, mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { NamedKey } from "./signing-keys.ts";

/**
 * What is signed of all chains at one moment. `heads` says where the heads that changed since the statement before stand
 * in their file, and their hash; `previous` is the hash of the line before.
 */
export type Statement = {
  number: number;
  at: string;
  chains: number;
  rows: string;
  root: string;
  changed: number;
  heads: { file: string; from: number; to: number; hash: string };
  previous: string | null;
  key: string;
};

/** A statement as it stands in its file: the very text that was signed, and the signature in base64url. */
export type SignedStatement = { statement: Statement; text: string; signature: string; line: string };

/** The folder of the statements inside DATA_DIR. */
export const statementsFolder = (dataDir: string) => path.join(dataDir, "access-log-heads");
/** The file of the statements, one line each. */
export const statementsFile = (dataDir: string) => path.join(statementsFolder(dataDir), "statements.log");
/** The public keys, for whoever checks without KEYS_DIR. */
const keysFile = (dataDir: string) => path.join(statementsFolder(dataDir), "keys.json");

/** SHA-256 in hex. */
export const hashOf = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

/** Signs a statement; answers its line without the line's end. */
export function signStatement(statement: Statement, key: NamedKey): string {
  const text = JSON.stringify(statement);
  return `${text} ${sign(null, Buffer.from(text), key.key).toString("base64url")}`;
}

/** Reads a line of the file; null for what is none. Whether the signature is genuine is another question. */
export function readStatement(line: string): SignedStatement | null {
  const cut = line.lastIndexOf(" ");
  const [text, signature] = [line.slice(0, cut), line.slice(cut + 1)];
  try {
    const statement = JSON.parse(text) as Statement;
    return typeof statement?.number === "number" && typeof statement.heads?.file === "string"
      ? { statement, text, signature, line }
      : null;
  } catch {
    return null;
  }
}

/** Whether one of our keys signed it. */
export function isGenuine(
  { statement, text, signature }: SignedStatement,
  keys: readonly NamedKey[],
): boolean {
  const named = keys.find(({ id }) => id === statement.key);
  return named ? verify(null, Buffer.from(text), named.key, Buffer.from(signature, "base64url")) : false;
}

const TAIL = 256 * 1024;

/** The latest statements of the file, newest first, at most `most` and as many as its last 256 kB hold. */
export async function latestStatements(dataDir: string, most: number): Promise<SignedStatement[]> {
  let file: FileHandle;
  try {
    file = await open(statementsFile(dataDir), "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString("utf8", 0, bytesRead).split("\n");
    // The first may be half a line, the last is what a cut-short writing left, or nothing.
    if (from > 0) lines.shift();
    lines.pop();
    return lines
      .reverse()
      .slice(0, most)
      .flatMap((line) => readStatement(line) ?? []);
  } finally {
    await file.close();
  }
}

/** A file that only grows: what a cut-short writing left beyond `size` is dropped, then `text` is appended and durable. */
async function appendAt(
  file: string,
  size: number,
  parts: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const handle = await open(file, "a", 0o600);
  try {
    const before = await handle.stat();
    if (before.size < size) throw new Error(`${path.basename(file)} is shorter than what was signed`);
    if (before.size > size) await handle.truncate(size);
    for await (const part of parts) await handle.appendFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where the whole lines of the statements end. */
async function wholeSize(file: string): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return 0;
  const handle = await open(file, "r");
  try {
    for (let end = size; end > 0; ) {
      const from = Math.max(0, end - 4096);
      const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from);
      const at = buffer.lastIndexOf(10);
      if (at >= 0) return from + at + 1;
      end = from;
    }
    return 0;
  } finally {
    await handle.close();
  }
}

/** Appends the heads that changed, and then, when they are durable, the statement. */
export async function appendStatement(
  dataDir: string,
  { heads, lines, line }: { heads: Statement["heads"]; lines: Iterable<string>; line: string },
): Promise<void> {
  await mkdir(statementsFolder(dataDir), { recursive: true, mode: 0o700 });
  await appendAt(path.join(statementsFolder(dataDir), heads.file), heads.from, lines);
  const file = statementsFile(dataDir);
  await appendAt(file, await wholeSize(file), [`${line}\n`]);
}

/** A public key as machines read it. */
export type PublicKey = { kty: string; crv: string; x: string; kid: string; use: "sig"; alg: "EdDSA" };

/** Leaves the public keys beside the statements, for the page that shows both. */
export async function publishKeys(dataDir: string, keys: readonly NamedKey[]): Promise<void> {
  const shown = keys.map(({ id, key }) => ({
    ...key.export({ format: "jwk" }),
    kid: id,
    use: "sig",
    alg: "EdDSA",
  }));
  const text = `${JSON.stringify(shown)}\n`;
  const file = keysFile(dataDir);
  if ((await readFile(file, "utf8").catch(() => "")) === text) return;
  await mkdir(statementsFolder(dataDir), { recursive: true, mode: 0o700 });
  await writeFile(file, text, { mode: 0o600 });
}

/** The public keys beside the statements; none before the first statement. */
export async function publishedKeys(dataDir: string): Promise<PublicKey[]> {
  const text = await readFile(keysFile(dataDir), "utf8").catch(() => "[]");
  return JSON.parse(text) as PublicKey[];
}
