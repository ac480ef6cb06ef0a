import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { receiveClaimFile } from "#lib/warehouse/index.ts";
import { envelope, fileOf, hoso, somebody, summaryFor, visit } from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";

const ingest = connectionOf("ingest");
const owner = connectionOf("warehouseOwner");
const send = (bytes: Buffer) => receiveClaimFile(ingest, { name: "test.xml", bytes });

const head = "<GIAMDINHHS><THONGTINDONVI><MACSKCB>51001</MACSKCB></THONGTINDONVI>";
const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
const files: Record<string, Buffer> = {
  "an empty file": Buffer.from(""),
  "blanks only": Buffer.from(" \n "),
  "no XML at all": Buffer.from("xin chào"),
  "another XML file": Buffer.from("<html><body/></html>"),
  "a billion laughs": Buffer.from(`<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]>${head}&l9;</GIAMDINHHS>`),
  "an external entity": Buffer.from(
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${head}&e;</GIAMDINHHS>`,
  ),
  "a bare document type": Buffer.from(`<?xml version="1.0"?><!DOCTYPE GIAMDINHHS>${head}</GIAMDINHHS>`),
  "a thousand levels": Buffer.from(`${head}${"<A>".repeat(1000)}${"</A>".repeat(1000)}</GIAMDINHHS>`),
  "a file cut in the middle": fileOf(summaryFor(somebody())).subarray(0, 700),
  "letters of another encoding": Buffer.concat([Buffer.from(head), Buffer.from([0xff, 0xfe])]),
  "an archive": Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]),
  "an envelope without dossiers": envelope([]),
  "an undefined entity": Buffer.from(`${head}&nbsp;</GIAMDINHHS>`),
};

test.each(Object.entries(files))("%s is refused with a sentence, and nothing is filed", async (_, bytes) => {
  const report = await send(bytes);
  expect(report).toMatchObject({ format: null, dossiers: 0, accepted: 0, quarantined: 0 });
  expect(report.problems).toMatchObject([{ level: "error", dossier: null, code: "unreadable" }]);
  expect(report.problems[0]?.message.length).toBeGreaterThan(20);
});

const inner: Record<string, string> = {
  "garbage base64": "@@@@ not base64 @@@@",
  "base64 cut short": Buffer.from("<TONG_HOP><MA_LK>1</MA_LK></TONG_HOP>").toString("base64").slice(0, 21),
  "base64 of no XML": Buffer.from("xin chào bà con").toString("base64"),
  "a document type": Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><TONG_HOP>&b;</TONG_HOP>').toString("base64"),
  "a thousand levels": Buffer.from("<A>".repeat(1000)).toString("base64"),
};

test.each(Object.entries(inner))("%s inside a part holds that dossier only", async (_, content) => {
  const good = summaryFor(somebody());
  const bad = `<HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO></HOSO>`;
  const report = await send(envelope([bad, hoso(visit(good))]));
  expect(report).toMatchObject({ dossiers: 2, accepted: 1, quarantined: 1 });
  expect(report.problems.filter((problem) => problem.level === "error")).toMatchObject([
    { dossier: "#1", part: "XML1", code: "unreadable" },
  ]);
});

const endless = randomBytes(20_000).toString("hex");
const oversized: Record<string, Buffer> = {
  "a card": fileOf(summaryFor(somebody({ card: endless }))),
  "a facility of the envelope": fileOf(summaryFor(somebody(), { MA_CSKCB: "" }), { facility: endless }),
  "a facility of the dossier": fileOf(summaryFor(somebody(), { MA_CSKCB: endless })),
  "a claim": fileOf(summaryFor(somebody(), { MA_LK: endless })),
};

test.each(Object.entries(oversized))(
  "the endless number of %s stops nobody else's file",
  async (_, bytes) => {
    expect(await send(bytes)).toMatchObject({ dossiers: 1 });
  },
);

test("a dossier with more faults than anybody could read is held like any other", async () => {
  const summary = summaryFor(somebody(), { HO_TEN: "" });
  const lines = Array.from({ length: 12_000 }, () => ({ MA_LK: "another", STT: "1" }));
  const report = await send(envelope([hoso(visit(summary, lines))]));
  expect(report).toMatchObject({ dossiers: 1, quarantined: 1 });
  expect(report.problems.at(-1)).toMatchObject({ code: "more" });
});

test("an unreadable list of medicines holds the dossier: it would hide them from the patient", async () => {
  const summary = summaryFor(somebody());
  const whole = hoso(visit(summary));
  const broken = whole.replace(/(XML2<\/LOAIHOSO><NOIDUNGFILE>)[^<]*/, "$1####");
  expect(await send(envelope([broken]))).toMatchObject({ quarantined: 1 });
});

test("a file broken near its end files what came before, and says so", async () => {
  const people = [somebody(), somebody(), somebody()];
  const bytes = envelope(people.map((who) => hoso(visit(summaryFor(who)))));
  const tails: Record<string, Buffer> = {
    "cut in the third dossier": bytes.subarray(0, bytes.length - 400),
    "letters of another encoding": Buffer.concat([bytes.subarray(0, -300), Buffer.from([0xff, 0xfe])]),
  };
  for (const [name, tail] of Object.entries(tails)) {
    const report = await send(tail);
    expect([name, report.dossiers, report.accepted + report.unchanged]).toEqual([name, 2, 2]);
    expect(report.problems).toMatchObject([{ level: "error", dossier: null, code: "unreadable" }]);
    expect(report.problems[0]?.message).toContain("2 hồ sơ ở trước chỗ hỏng");
  }
  expect(await send(bytes)).toMatchObject({ dossiers: 3, accepted: 1, unchanged: 2, problems: [] });
});

test("an envelope whose head stands behind its dossiers is read with it", async () => {
  const summary = summaryFor(somebody(), { MA_CSKCB: "" });
  const text = envelope([hoso(visit(summary))]).toString();
  const head = /<THONGTINDONVI>.*?<\/THONGTINDONVI>/.exec(text)?.[0] ?? "";
  const turned = text.replace(head, "").replace("<CHUKYDONVI/>", head);
  expect(await send(Buffer.from(turned))).toMatchObject({ accepted: 1 });
});

test("a dossier beyond all measure is held, its neighbours are filed", async () => {
  const [before, huge, after] = [somebody(), somebody(), somebody()].map((who) => visit(summaryFor(who)));
  const filler = {
    kind: "XML5",
    row: "CHI_TIET_DIEN_BIEN_BENH",
    rows: [{ DIEN_BIEN_LS: "x".repeat(30_000_000) }],
  };
  const whole = hoso([...(huge ?? []), filler]);
  const bytes = envelope([hoso(before ?? []), whole, hoso(after ?? [])]);
  const report = await send(bytes);
  expect(report).toMatchObject({ dossiers: 3, accepted: 2, quarantined: 1 });
  expect(report.problems).toMatchObject([{ level: "error", part: "XML5", code: "unreadable" }]);
  // The original is kept to its last byte, as it came first.
  const [kept] = await owner<{ hash: Buffer }[]>`
    select sha256(string_agg(p.bytes, '' order by piece)) as hash
    from warehouse.held_pieces p join warehouse.quarantine q using (held_id)
    where q.claim_ref = ${huge?.[0]?.rows[0]?.MA_LK ?? ""}`;
  expect(kept?.hash).toEqual(createHash("sha256").update(whole).digest());
});
