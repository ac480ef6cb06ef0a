import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { fileOf, somebody, summaryFor } from "#tests/support/claims.ts";
import { urlOf } from "#tests/support/database.ts";
import { zipOf } from "#tests/support/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "claims-"));
afterAll(() => rmSync(folder, { recursive: true }));
const root = fileURLToPath(new URL("../../../", import.meta.url));

function ingest(args: string[], url = urlOf("ingest")) {
  const command = ["--conditions=react-server", "app/_commands/ingest.ts", ...args];
  const env = { ...process.env, INGEST_URL: url, NODE_OPTIONS: "", npm_lifecycle_event: "" };
  const run = spawnSync(process.execPath, command, { cwd: root, env, encoding: "utf8" });
  return { code: run.status, lines: run.stdout.split("\n").filter(Boolean), words: run.stderr };
}

test("a folder is filed in the order of names, one JSON line per file, and only JSON on standard output", () => {
  const summary = summaryFor(somebody());
  writeFileSync(join(folder, "a.xml"), fileOf(summary));
  writeFileSync(join(folder, "b.XML"), fileOf(summary, { packing: "plain" }));
  writeFileSync(join(folder, "notes.txt"), "not a claim");
  const run = ingest([folder, "--json"]);
  expect(run.code).toBe(0);
  const reports = run.lines.map((line) => JSON.parse(line));
  expect(reports.map((report) => report.file)).toEqual([join(folder, "a.xml"), join(folder, "b.XML")]);
  expect(reports).toMatchObject([
    { format: "3176", dossiers: 1, accepted: 1, replaced: 0, unchanged: 0, quarantined: 0, problems: [] },
    { dossiers: 1, accepted: 0, unchanged: 1 },
  ]);
  expect(Object.keys(reports[0])).toEqual([
    ...["file", "format", "dossiers", "accepted", "replaced", "unchanged", "quarantined", "problems", "ms"],
  ]);
});

test("something held or unreadable is exit 3, said in words without --json", () => {
  const bad = join(folder, "bad.xml");
  writeFileSync(bad, "<GIAMDINHHS>");
  const run = ingest([bad]);
  expect(run).toMatchObject({ code: 3, lines: [] });
  expect(run.words).toContain("bị hỏng hoặc bị cắt ngang");
});

test("an archive gives one line per entry, and a file filed in part is exit 3", () => {
  const claims = [fileOf(summaryFor(somebody())), fileOf(summaryFor(somebody()))];
  const zip = join(folder, "claims.zip");
  writeFileSync(zip, zipOf(claims.map((content, i) => ({ name: `${i}.xml`, content }))));
  const run = ingest([zip, "--json"]);
  expect(run.code).toBe(0);
  expect(run.lines.map((line) => JSON.parse(line).file)).toEqual([`${zip}/0.xml`, `${zip}/1.xml`]);
  const cut = join(folder, "cut.gz");
  writeFileSync(cut, gzipSync(Buffer.concat([claims[0] ?? Buffer.of(), Buffer.from("<")])));
  expect(ingest([cut, "--json"])).toMatchObject({ code: 3 });
});

test("what could not run is exit 1", () => {
  expect(ingest([]).code).toBe(1);
  expect(ingest([join(folder, "nowhere")]).code).toBe(1);
  expect(ingest([folder, "--unknown"]).code).toBe(1);
  expect(ingest([folder], "postgres://book_ingest@127.0.0.1:9/none").code).toBe(1);
});
