import { open, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { FileReport, Problem } from "#lib/warehouse/index.ts";

type Book = { ingestUrl: string; close: () => Promise<void> };

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

const USAGE = `npm run ingest -- PATH… [--json]
  Nhập tệp hồ sơ khám chữa bệnh (.xml), tệp mũi tiêm (.json, .csv), gói nén (.zip, .gz), hoặc cả thư mục, vào kho dữ liệu.
  --json  in ra mỗi tệp một dòng JSON`;

function readArguments(): { paths: string[]; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean" } },
    });
    return positionals.length > 0 ? { paths: positionals, json: values.json ?? false } : null;
  } catch {
    return null;
  }
}

/** Under npm the working directory is the project; paths are meant from where the command was typed. */
const typedIn = process.env.npm_lifecycle_event === "ingest" ? (process.env.INIT_CWD ?? ".") : ".";

/** Whether a JSON or CSV file begins as one of doses does: a folder may hold others. */
async function isOfDoses(path: string): Promise<boolean> {
  const { doseKindOf } = await import("#lib/warehouse/index.ts");
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return doseKindOf(buffer.subarray(0, bytesRead)) !== null;
  } finally {
    await handle.close();
  }
}

/** The files of claims and doses at a path, sorted by name; in a folder only what looks like one. */
async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(resolve(typedIn, path))).isDirectory()) return [path];
  const entries = await readdir(resolve(typedIn, path), { withFileTypes: true });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  let found: string[] = [];
  for (const entry of sorted) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) found = found.concat(await listFiles(inside));
    else if (/\.(xml|zip|gz)$/i.test(entry.name)) found.push(inside);
    else if (/\.(json|csv)$/i.test(entry.name) && (await isOfDoses(resolve(typedIn, inside))))
      found.push(inside);
  }
  return found;
}

async function openBook(): Promise<Book> {
  const url = process.env.INGEST_URL;
  if (url) return { ingestUrl: url, close: async () => {} };
  const { openBookOfDataDir } = await import("./start/book.ts");
  return openBookOfDataDir();
}

/** A pooler stands before the warehouse when LISTEN_URL, the direct way, leads elsewhere. */
function isPooled(ingestUrl: string): boolean {
  const direct = process.env.LISTEN_URL;
  return !!direct && new URL(direct).host !== new URL(ingestUrl).host;
}

/** A bar over all files by their size; archives grow as they are read, so that their share is a guess. */
function progressBar(sizes: number[]): (read: number, file: string | null) => void {
  const all = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let shownAt = 0;
  return (read, file) => {
    if (!process.stderr.isTTY || (file !== null && performance.now() - shownAt < 100)) return;
    shownAt = performance.now();
    const share = file === null ? 1 : Math.min(1, read / all);
    const bar = "█".repeat(Math.round(20 * share)).padEnd(20, "░");
    const told = `${Math.floor(100 * share)}% · ${Math.round(read / 1e6)} MB ${file?.slice(-50) ?? ""}`;
    process.stderr.write(`\r\x1b[K${bar} ${told}${file === null ? "\n" : ""}`);
  };
}

/** Thrown where a file is read on, so that a long one stops between two dossiers. */
class Stopped extends Error {}

/** The file itself could not be read, or not to its end. */
const isAboutFile = ({ level, dossier }: Problem) => level === "error" && dossier === null;

function sayProblems({ file, problems }: FileReport): void {
  for (const { level, dossier, part, message } of problems) {
    const where = [dossier, part].filter(Boolean).join(" ");
    say(`${level === "error" ? "✗" : "!"} ${file}${where ? ` · ${where}` : ""}: ${message}`);
  }
}

async function ingest(files: string[], json: boolean, book: Book): Promise<number> {
  const { openIngest, receiveClaimFiles, releaseHeldDossiers } = await import("#lib/warehouse/index.ts");
  const sql = openIngest(book.ingestUrl, { pooled: isPooled(book.ingestUrl) });
  const total = { dossiers: 0, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  let received = 0;
  let unreadable = 0;
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const sizes = await Promise.all(files.map(async (file) => (await stat(resolve(typedIn, file))).size));
    const showProgress = progressBar(sizes);
    try {
      let read = 0;
      const progress = (name: string, bytes: number) => {
        if (stopped) throw new Stopped();
        read += bytes;
        showProgress(read, name);
      };
      const given = files.map((file) => ({ name: file, path: resolve(typedIn, file) }));
      for await (const report of receiveClaimFiles(sql, given, { progress })) {
        received += 1;
        if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
        else sayProblems(report);
        const counts = Object.keys(total) as (keyof typeof total)[];
        for (const count of counts) total[count] += report[count];
        if (report.problems.some(isAboutFile)) unreadable += 1;
        if (stopped) break;
      }
      showProgress(read, null);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    const released = await releaseHeldDossiers(sql, new Date());
    say(
      `${received} tệp, ${total.dossiers} hồ sơ: ${total.accepted} mới, ${total.replaced} thay bản cũ, ` +
        `${total.unchanged} không đổi, ${total.quarantined} giữ lại; ${unreadable} tệp không đọc được hoặc chỉ đọc được một phần.`,
    );
    if (released > 0) say(`${released} hồ sơ giữ lại trước đây đã tìm được người và vào sổ.`);
    if (stopped) say("Đã dừng theo yêu cầu; chạy lại lệnh này để nhập nốt.");
  } finally {
    // Whatever is wrong with the connection has been said by now.
    await sql.end({ timeout: 5 }).catch(() => {});
  }
  if (stopped) return 1;
  return total.quarantined > 0 || unreadable > 0 ? 3 : 0;
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    say(USAGE);
    return 1;
  }
  let files: string[] = [];
  for (const path of asked.paths) {
    try {
      files = files.concat(await listFiles(path));
    } catch {
      say(`Không mở được “${path}”.`);
      return 1;
    }
  }
  if (files.length === 0) {
    say("Không có tệp hồ sơ (.xml) hay tệp mũi tiêm (.json, .csv) nào ở nơi đã chỉ.");
    return 1;
  }
  const book = await openBook();
  try {
    return await ingest(files, asked.json, book);
  } finally {
    await book.close();
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** postgres 3.4.9 writes once more to a socket that has just gone, where nobody can catch it. */
const isFromDriver = (error: unknown) =>
  error instanceof TypeError && /[\\/]postgres[\\/]src[\\/]connection\.js/.test(error.stack ?? "");

/** What went wrong outside the files, and what to do. */
function sentenceAbout(error: unknown): string {
  const goOn =
    "Những hồ sơ đã ghi vẫn còn nguyên. Chạy lại lệnh này để nhập nốt; không hồ sơ nào bị ghi hai lần.";
  const code = codeOf(error);
  if (code === "53100" || code === "ENOSPC") return `Ổ đĩa của cơ sở dữ liệu đã đầy. ${goOn}`;
  if (/^(08|57P|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE)/.test(code) || isFromDriver(error))
    return `Mất kết nối với cơ sở dữ liệu. ${goOn}`;
  return `Không nhập được hồ sơ: ${error instanceof Error ? error.message : String(error)}`;
}

process.once("uncaughtException", (error) => {
  say(sentenceAbout(error));
  process.exit(1);
});
try {
  process.exitCode = await main();
} catch (error) {
  say(sentenceAbout(error));
  process.exitCode = 1;
}
