import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { noTrust, readTrust, type Trust, verifyCertificate } from "#lib/vaccination/rules.ts";
import { say } from "./start/say.ts";

const USAGE = `npm run verify-certificate -- TEXT|- [--trust FILE] [--at TIME]
  Kiểm tra chứng nhận HC1:…, shc:/…, JWS hoặc nội dung tệp .smart-health-card; “-” đọc đầu vào chuẩn.
  --trust FILE  tin ai; không có thì không tin ai
  --at TIME     xét vào lúc nào (ISO 8601); không có thì bây giờ`;

/** More than the verifier reads anyway. */
const MAX_INPUT = 2_000_000;

/** A moment without a zone is meant as UTC. */
function momentOf(text: string): Date | null {
  const found = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!found) return null;
  const at = new Date(found[1] && !found[4] ? `${text}Z` : text);
  return Number.isNaN(at.getTime()) ? null : at;
}

function readArguments(): { text: string; trust: string | null; at: Date } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { trust: { type: "string" }, at: { type: "string" } },
    });
    const at = values.at === undefined ? new Date() : momentOf(values.at);
    const [text, ...more] = positionals;
    return text === undefined || more.length > 0 || !at ? null : { text, trust: values.trust ?? null, at };
  } catch {
    return null;
  }
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    length += part.length;
    if (length > MAX_INPUT) break;
  }
  return Buffer.concat(parts).toString();
}

async function trustOf(file: string | null): Promise<Trust> {
  if (file === null) return noTrust;
  const typedIn = process.env.npm_lifecycle_event === "verify-certificate" ? process.env.INIT_CWD : undefined;
  return readTrust(JSON.parse(await readFile(resolve(typedIn ?? ".", file), "utf8")));
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    say(USAGE);
    return 1;
  }
  const trust = await trustOf(asked.trust);
  const text = asked.text === "-" ? await readStandardInput() : asked.text;
  const { kind, valid, reason, issuer } = await verifyCertificate(text, trust, asked.at);
  process.stdout.write(`${JSON.stringify({ kind, valid, reason, issuer })}\n`);
  return valid ? 0 : 3;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(`Không kiểm tra được: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
