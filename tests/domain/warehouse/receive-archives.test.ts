import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { type FileReport, receiveClaimFiles } from "#lib/warehouse/index.ts";
import { fileOf, somebody, summaryFor } from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { zipOf } from "#tests/support/zip.ts";

const ingest = connectionOf("ingest");
const folder = mkdtempSync(join(tmpdir(), "archives-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function send(bytes: Buffer, name = "claims.zip"): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for await (const report of receiveClaimFiles(ingest, { name, bytes })) reports.push(report);
  return reports;
}
const aClaim = () => fileOf(summaryFor(somebody()));
const codes = (reports: FileReport[]) =>
  reports.map((report) => [report.file, report.accepted, report.problems[0]?.message.slice(0, 25) ?? ""]);

test("each claim file of a zip is reported under its own name; what is none is passed over and named", async () => {
  const reports = await send(
    zipOf([
      { name: "tháng 5/a.xml", content: aClaim() },
      { name: "tháng 5/", content: Buffer.of() },
      { name: "đọc tôi.txt", content: Buffer.from("x") },
      { name: "b.XML", content: Buffer.from("<html/>") },
      { name: "c.xml", content: aClaim() },
    ]),
  );
  expect(codes(reports)).toEqual([
    ["claims.zip/tháng 5/a.xml", 1, ""],
    ["claims.zip/đọc tôi.txt", 0, "Tệp này không phải tệp hồ"],
    ["claims.zip/b.XML", 0, "Không phải tệp hồ sơ khám"],
    ["claims.zip/c.xml", 1, ""],
  ]);
});

test("an archive is known by its content, on disk as in memory, and holds the same claims as its files", async () => {
  const claim = aClaim();
  const path = join(folder, "named-wrongly.xml");
  writeFileSync(path, gzipSync(claim));
  const reports: FileReport[] = [];
  for await (const report of receiveClaimFiles(ingest, { name: "x.xml", path })) reports.push(report);
  expect(reports).toMatchObject([{ file: "x.xml", accepted: 1, problems: [] }]);
  expect(await send(gzipSync(claim), "a.xml.gz")).toMatchObject([{ file: "a.xml.gz", unchanged: 1 }]);
  writeFileSync(path, zipOf([{ name: "a.xml", content: claim }]));
  reports.length = 0;
  for await (const report of receiveClaimFiles(ingest, { name: "x.xml", path })) reports.push(report);
  expect(reports).toMatchObject([{ file: "x.xml/a.xml", unchanged: 1 }]);
});

describe("a hostile archive", () => {
  test("a path that leads outside is refused, the entries beside it are filed", async () => {
    const names = ["../../etc/a.xml", "/etc/a.xml", "C:\\a.xml", "x\\..\\..\\a.xml", "good.xml"];
    const reports = await send(zipOf(names.map((name) => ({ name, content: aClaim() }))));
    expect(reports.map((report) => report.accepted)).toEqual([0, 0, 0, 0, 1]);
    expect(reports[0]?.problems[0]?.message).toContain("trỏ ra ngoài");
  });

  test("a bomb is refused and nothing of it is filed", async () => {
    const blanks = Buffer.alloc(80 * 1024 * 1024, " ");
    const bomb = Buffer.concat([aClaim(), blanks]);
    for (const bytes of [zipOf([{ name: "a.xml", content: bomb }]), gzipSync(bomb)]) {
      const [report] = await send(bytes);
      expect(report).toMatchObject({ dossiers: 0, accepted: 0, problems: [{ code: "unreadable" }] });
      expect(report?.problems[0]?.message).toContain("nở ra");
    }
  });

  test("entries that share their bytes are refused once they claim more than the archive holds", async () => {
    const content = aClaim();
    const one = zipOf([{ name: "a.xml", content }]);
    const many = zipOf(Array.from({ length: 50 }, () => ({ name: "a.xml", content })));
    const local = one.subarray(0, one.indexOf("PK\x01\x02", 0, "latin1"));
    const directory = Buffer.from(many.subarray(many.indexOf("PK\x01\x02", 0, "latin1")));
    for (let at = 0; at >= 0; at = directory.indexOf("PK\x01\x02", at + 1, "latin1"))
      directory.writeUInt32LE(0, at + 42);
    directory.writeUInt32LE(local.length, directory.length - 6);
    const reports = await send(Buffer.concat([local, directory]));
    expect(reports.length).toBe(50);
    expect(reports.at(-1)?.problems[0]?.message).toContain("nở ra");
  });

  test("an encrypted, a nested, an empty and a cut one are each said in a sentence", async () => {
    const claim = aClaim();
    const cut = zipOf([{ name: "a.xml", content: claim }]).subarray(0, 200);
    const reports = [
      ...(await send(zipOf([{ name: "a.xml", content: claim, flags: 0x801 }]))),
      ...(await send(zipOf([{ name: "b.zip", content: zipOf([{ name: "a.xml", content: claim }]) }]))),
      ...(await send(zipOf([]))),
      ...(await send(cut)),
    ];
    expect(reports.map((report) => report.problems[0]?.message.split(/[;:.]/)[0])).toEqual([
      "Tệp nén có mật khẩu hoặc dùng cách nén không đọc được",
      "Đây là tệp nén nằm trong tệp nén khác",
      "Tệp không có hồ sơ (HOSO) nào",
      "Tệp nén bị hỏng hoặc bị cắt ngang",
    ]);
  });

  test("a gzip cut off files what came before the cut", async () => {
    const whole = gzipSync(Buffer.concat([aClaim(), Buffer.from(" ".repeat(1000))]), { level: 0 });
    const [report] = await send(whole.subarray(0, -600), "a.gz");
    expect(report).toMatchObject({ dossiers: 1, accepted: 1 });
    expect(report?.problems).toMatchObject([{ level: "error", dossier: null, code: "unreadable" }]);
  });
});
