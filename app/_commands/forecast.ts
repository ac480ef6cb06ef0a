import { once } from "node:events";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { answerLine, openPack, type PackName, packNames, type Rules } from "#lib/vaccination/index.ts";
import { say } from "./start/say.ts";

const USAGE = `npm run forecast -- --pack vn|cdc|who [FILE]
  Dự báo tiêm chủng: mỗi dòng vào là một người (JSON), mỗi dòng ra là lời đáp. Không có FILE thì đọc đầu vào chuẩn.`;

const isPack = (name: string | undefined): name is PackName => packNames.some((known) => known === name);

function readArguments(): { pack: PackName; file: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { pack: { type: "string" } },
    });
    if (!isPack(values.pack) || positionals.length > 1) return null;
    return { pack: values.pack, file: positionals[0] ?? null };
  } catch {
    return null;
  }
}

/** Answers every line; the number of those that could not be. */
async function answerAll(input: NodeJS.ReadableStream, rules: Rules): Promise<number> {
  let line = 0;
  let mistaken = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === "") continue;
    const answer = answerLine(text, line, rules);
    if ("error" in answer) {
      mistaken += 1;
      say(`Dòng ${line}: ${answer.error}`);
    }
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, "drain");
  }
  return mistaken;
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    say(USAGE);
    return 1;
  }
  const typedIn = process.env.npm_lifecycle_event === "forecast" ? (process.env.INIT_CWD ?? ".") : ".";
  const input = asked.file === null ? process.stdin : createReadStream(resolve(typedIn, asked.file));
  const mistaken = await answerAll(input, await openPack(asked.pack));
  return mistaken > 0 ? 3 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(`Không dự báo được: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
