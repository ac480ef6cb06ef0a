import { expect, test } from "vitest";
import { releaseHeldDossiers } from "#lib/warehouse/index.ts";
import {
  checkInOf,
  element,
  envelope,
  type Fields,
  fileOf,
  hoso,
  medicineOf,
  somebody,
  summaryFor,
  visit,
} from "#tests/support/claims.ts";
import { connectionOf } from "#tests/support/database.ts";
import { aStay, partOf } from "#tests/support/papers.ts";
import { marksOf, outcomeOf, send } from "#tests/support/reports.ts";

const ingest = connectionOf("ingest");

const base64 = (xml: string | Buffer) => Buffer.from(xml).toString("base64");
const part = (kind: string, content: string) =>
  `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
const summaryXml = (summary: Fields) => element("TONG_HOP", summary);
const medicineXml = (summary: Fields) =>
  `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>${element("CHI_TIET_THUOC", medicineOf(summary.MA_LK ?? ""))}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`;
const parts = (pack: (xml: string) => string) => (summary: Fields) =>
  envelope([
    `<HOSO>${part("XML1", pack(summaryXml(summary)))}${part("XML2", pack(medicineXml(summary)))}</HOSO>`,
  ]);
const text = (change: (text: string) => string) => (summary: Fields) =>
  Buffer.from(change(fileOf(summary, { packing: "plain" }).toString()));
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

const declared = (name: string) => (text: string) => text.replace('encoding="utf-8"', `encoding="${name}"`);

const cp1258 = new TextDecoder("windows-1258");
const bytesOf1258 = new Map(
  Array.from({ length: 256 }, (_, byte) => [cp1258.decode(Uint8Array.of(byte)), byte]),
);
/** windows-1258 has the letters whole and the tones apart. */
function inVietnameseWindows(text: string): Buffer {
  const parted = [...declared("windows-1258")(text)].flatMap((letter) => {
    if (bytesOf1258.has(letter)) return [letter];
    const [base = "", ...marks] = letter.normalize("NFD");
    const ofLetter = marks.filter((mark) => "\u0302\u0306\u031B".includes(mark));
    const tones = marks.filter((mark) => !ofLetter.includes(mark));
    return [[base, ...ofLetter].join("").normalize("NFC"), ...tones];
  });
  return Buffer.from(parted.map((letter) => bytesOf1258.get(letter) ?? 0));
}

const signature =
  '<CHUKYDONVI><Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="s"><SignedInfo><Reference URI=""><DigestValue>AAAA</DigestValue></Reference></SignedInfo>' +
  "<KeyInfo><X509Data><X509Certificate>MIIB\r\nAAA=</X509Certificate></X509Data></KeyInfo></Signature></CHUKYDONVI>";

/** Ways in which the same claim may come. */
const forms: [string, (summary: Fields) => Buffer][] = [
  ["base64", (summary) => fileOf(summary)],
  ["base64 broken into lines", (summary) => fileOf(summary, { packing: "lines" })],
  [
    "base64 of the other alphabet, without padding",
    parts((xml) => Buffer.from(`\uFEFF${xml}`).toString("base64url")),
  ],
  ["base64 with a blank after every letter", parts((xml) => base64(xml).replace(/./g, "$& "))],
  ["base64 in a section", parts((xml) => `<![CDATA[${base64(xml)}]]>`)],
  [
    "base64 of UTF-16",
    parts((xml) => base64(Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${xml}`, "utf16le"))),
  ],
  [
    "base64 of UTF-8 that says UTF-16",
    parts((xml) => base64(`<?xml version="1.0" encoding="utf-16"?>\n${xml}`)),
  ],
  ["plain, nested", (summary) => fileOf(summary, { packing: "plain" })],
  [
    "plain, nested with its own declaration",
    parts((xml) => `<?xml version="1.0" encoding="utf-8"?>\r\n${xml}`),
  ],
  ["plain in a section", (summary) => fileOf(summary, { packing: "cdata" })],
  ["plain, escaped", parts((xml) => xml.replaceAll("&", "&amp;").replaceAll("<", "&lt;"))],
  [
    "comments and instructions in odd places",
    text((all) =>
      all.replaceAll("<HO_TEN>", "<!-- a > b --><?pi x?><HO_TEN>").replace("<HOSO>", "<!--<HOSO>--><HOSO>"),
    ),
  ],
  ["values in sections", text((all) => all.replace(/<HO_TEN>([^<]*)</, "<HO_TEN><![CDATA[$1]]><"))],
  [
    "values as references",
    text((all) =>
      all.replace(/<HO_TEN>(.)/, (_, letter: string) => `<HO_TEN>&#x${letter.codePointAt(0)?.toString(16)};`),
    ),
  ],
  [
    "a prefix before every name",
    text((all) =>
      all.replaceAll(/<(\/?)(?=[A-Z])/g, "<$1k:").replace("<k:GIAMDINHHS", '<k:GIAMDINHHS xmlns:k="urn:k"'),
    ),
  ],
  ["a byte order mark", text((all) => `\uFEFF${all}`)],
  ["blanks before the declaration", text((all) => `\r\n \uFEFF${all}`)],
  [
    "UTF-16, little end first",
    (summary) =>
      Buffer.from(`\uFEFF${declared("utf-16")(fileOf(summary, { packing: "plain" }).toString())}`, "utf16le"),
  ],
  [
    "UTF-16, big end first",
    (summary) => utf16be(`\uFEFF${declared("utf-16")(fileOf(summary, { packing: "plain" }).toString())}`),
  ],
  [
    "UTF-16 without a mark",
    (summary) => Buffer.from(fileOf(summary, { packing: "plain" }).toString(), "utf16le"),
  ],
  ["UTF-8 that says UTF-16", text(declared("UTF-16"))],
  [
    "UTF-8 that says UTF-16, in small parts",
    text((all) => declared("utf-16")(all).replaceAll("><", ">\r\n\t<")),
  ],
  ["UTF-8 that says one byte per letter", text(declared("windows-1258"))],
  ["one byte per letter", (summary) => inVietnameseWindows(fileOf(summary, { packing: "plain" }).toString())],
  [
    "UTF-16 without a mark, blanks first",
    (summary) => utf16be(`\r\n ${fileOf(summary, { packing: "plain" }).toString()}`.replace(/<\?.*?\?>/, "")),
  ],
  [
    "LOAIHOSO as a number",
    text((all) => all.replace("<LOAIHOSO>XML1<", "<LOAIHOSO>1<").replace("XML2<", "XML 02<")),
  ],
  ["no declaration at all", text((all) => all.replace(/^<\?.*?\?>\s*/, ""))],
  ["XML2 before XML1", (summary) => envelope([hoso(visit(summary).reverse())])],
  [
    "LOAIHOSO after its content",
    (summary) =>
      Buffer.from(
        fileOf(summary)
          .toString()
          .replace(/(<LOAIHOSO>.*?<\/LOAIHOSO>)(<NOIDUNGFILE>.*?<\/NOIDUNGFILE>)/g, "$2$1"),
      ),
  ],
  [
    "LOAIHOSO in small letters, with blanks",
    (summary) => Buffer.from(fileOf(summary).toString().replaceAll("<LOAIHOSO>XML", "<LOAIHOSO> xml")),
  ],
  [
    "a signed envelope",
    (summary) => Buffer.from(fileOf(summary).toString().replace("<CHUKYDONVI/>", signature)),
  ],
  ["a signature inside a part", parts((xml) => base64(xml.replace(/(<\/[^>]+>)$/, `${signature}$1`)))],
  ["empty fields left out", text((all) => all.replace("<GHI_CHU></GHI_CHU>", ""))],
  ["fields in another order", (summary) => fileOf(Object.fromEntries(Object.entries(summary).reverse()))],
  ["no list around the dossiers", text((all) => all.replace(/<\/?DANHSACHHOSO>/g, ""))],
];

test("a claim in whatever form is the same claim", async () => {
  const summary = summaryFor(somebody({ name: "ĐẶNG THỊ ẢNH" }));
  let first = true;
  for (const [name, form] of forms) {
    const report = await send(form(summary));
    expect([name, outcomeOf(report), marksOf(report), report.format]).toEqual([
      ...[name, first ? "1 accepted" : "1 unchanged", [], "3176"],
    ]);
    first = false;
  }
});

/** A claim with something else in its file. */
const others: [string, (summary: Fields) => Buffer, string, ...string[]][] = [
  [
    "parts nobody knows",
    (s) =>
      envelope([hoso(visit(s)).replace("</HOSO>", `${part("XML16", "%%%")}${part("XML18", "")}</HOSO>`)]),
    "1 accepted",
    "warning XML16 LOAIHOSO unknown-part",
    "warning XML18 LOAIHOSO unknown-part",
  ],
  [
    "XML12, which is typed at the portal",
    (s) => envelope([hoso(visit(s)).replace("</HOSO>", `${part("XML12", "x")}</HOSO>`)]),
    "1 accepted",
    "warning XML12 LOAIHOSO unknown-part",
  ],
  [
    "a part of no name",
    (s) => envelope([hoso(visit(s)).replace("</HOSO>", `${part("", base64("<A/>"))}</HOSO>`)]),
    "1 accepted",
    "warning - LOAIHOSO unknown-part",
  ],
  [
    "empty parts",
    (s) =>
      envelope([
        hoso(visit(s)).replace(
          "</HOSO>",
          `${part("XML3", "")}${part("XML4", base64("<CHITIEU_CHITIET_DICHVUCANLAMSANG/>"))}</HOSO>`,
        ),
      ]),
    "1 accepted",
  ],
  [
    "another number of dossiers",
    (s) => Buffer.from(fileOf(s).toString().replace("<SOLUONGHOSO>1<", "<SOLUONGHOSO>7<")),
    "1 accepted",
    "warning - SOLUONGHOSO count-differs",
  ],
  ["no day of making", (s) => fileOf(s, { madeOn: "" }), "1 accepted", "warning - NGAYLAP missing"],
  [
    "a day of making to come",
    (s) => fileOf(s, { madeOn: "20991231" }),
    "1 accepted",
    "warning - NGAYLAP malformed",
  ],
  ["no facility at its head", (s) => fileOf(s, { facility: "" }), "1 accepted"],
  [
    "the same claim twice",
    (s) => envelope([hoso(visit(s)), hoso(visit(s), "plain")]),
    "1 accepted, 1 unchanged",
  ],
  [
    "a check-in beside its claim",
    (s) =>
      envelope([
        hoso([
          { kind: "XML0", row: "TRANG_THAI_KCB", rows: [{ MA_LK: s.MA_LK ?? "", HO_TEN: "X" }] },
          ...visit(s),
        ]),
      ]),
    "1 accepted",
  ],
  [
    "garbage for a list of medicines",
    (s) => envelope([`<HOSO>${part("XML1", base64(summaryXml(s)))}${part("XML2", "@@@@")}</HOSO>`]),
    "1 quarantined",
    "error XML2 - unreadable",
  ],
  [
    "base64 with a letter missing",
    (s) => envelope([`<HOSO>${part("XML1", base64(summaryXml(s)).slice(1))}</HOSO>`]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "HTML for a summary",
    () => envelope([`<HOSO>${part("XML1", base64("<html><body>404</body></html>"))}</HOSO>`]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "two summaries",
    (s) => envelope([hoso([...visit(s), ...visit(s, [])])]),
    "1 quarantined",
    "error XML1 - several-summaries",
  ],
  [
    "a NUL in a name",
    (s) => envelope([`<HOSO>${part("XML1", base64(summaryXml({ ...s, HO_TEN: "A\0B" })))}</HOSO>`]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "half a letter in a name",
    (s) =>
      envelope([
        `<HOSO>${part("XML1", base64(summaryXml(s).replace("<HO_TEN>", "<HO_TEN>&#xD83D;")))}</HOSO>`,
      ]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "an entity inside a part",
    (s) =>
      envelope([
        `<HOSO>${part("XML1", base64(`<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]>${summaryXml(s)}`))}</HOSO>`,
      ]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "ten thousand levels inside a part",
    () => envelope([`<HOSO>${part("XML1", base64("<A>".repeat(10_000)))}</HOSO>`]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
  [
    "a field of two million letters",
    (s) =>
      envelope([
        `<HOSO>${part("XML1", base64(summaryXml({ ...s, GHI_CHU: "x".repeat(2_000_000) })))}</HOSO>`,
      ]),
    "1 quarantined",
    "error XML1 - unreadable",
  ],
];

test.each(others)("a file with %s", async (_, form, outcome, ...marks) => {
  const report = await send(form(summaryFor(somebody())));
  expect(outcomeOf(report)).toBe(outcome);
  expect(marksOf(report).filter((mark) => !mark.endsWith(" sum-differs"))).toEqual(marks);
});

test("a claim told twice in one file with different content: the later payment stands", async () => {
  const summary = summaryFor(somebody());
  const later = { ...summary, NGAY_TTOAN: "202605120900", CHAN_DOAN_RV: "Viêm họng" };
  const report = await send(envelope([hoso(visit(later)), hoso(visit(summary))]));
  expect(outcomeOf(report)).toBe("1 accepted, 1 unchanged");
  const [row] = await ingest`
    select final_diagnosis from warehouse.encounters where encounter_ref = ${summary.MA_LK ?? ""}`;
  expect(row?.final_diagnosis).toBe("Viêm họng");
});

test("a file of claims and check-ins is mixed; check-ins alone need no head", async () => {
  const [one, two] = [summaryFor(somebody()), summaryFor(somebody())];
  const checkIn = checkInOf(two).toString();
  const row = /<TRANG_THAI_KCB>.*<\/TRANG_THAI_KCB>/.exec(checkIn)?.[0] ?? "";
  const both = await send(envelope([hoso(visit(one)), `<HOSO>${part("XML0", row)}</HOSO>`]));
  expect([both.format, outcomeOf(both), marksOf(both)]).toEqual(["mixed", "2 accepted", []]);
  const alone = await send(checkInOf(summaryFor(somebody())));
  expect([alone.format, outcomeOf(alone), marksOf(alone)]).toEqual(["checkin", "1 accepted", []]);
});

test.each(["plain", "base64"] as const)(
  "a %s file cut anywhere files what is whole, and says so",
  async (packing) => {
    const summaries = [somebody(), somebody(), somebody()].map((who) => summaryFor(who));
    const whole = envelope(summaries.map((summary) => hoso(visit(summary), packing)));
    const ends = [...whole.toString("latin1").matchAll(/<\/HOSO>/g)].map((match) => match.index + 7);
    for (let twentieth = 0; twentieth < 20; twentieth += 1) {
      const cut = Math.floor((whole.length * twentieth) / 20);
      const report = await send(whole.subarray(0, cut));
      const before = ends.filter((end) => end <= cut).length;
      expect([cut, report.dossiers, report.quarantined]).toEqual([cut, before, 0]);
      expect(report.problems.filter(({ level }) => level === "error")).toMatchObject([
        { dossier: null, code: "unreadable" },
      ]);
    }
    expect(outcomeOf(await send(whole))).toBe("1 accepted, 2 unchanged");
  },
);

test("a dossier with letters of another encoding is held as it stood; those beside it are filed", async () => {
  const summaries = [somebody(), somebody(), somebody()].map((who) => summaryFor(who));
  const [before = "", broken = "", after = ""] = summaries.map((summary) => hoso(visit(summary), "plain"));
  const bad = Buffer.from(broken.replace("LÊ", "L\u00CA"), "latin1");
  const [head = "", tail = ""] = envelope(["|", "", ""]).toString().split("|");
  const report = await send(Buffer.concat([Buffer.from(head + before), bad, Buffer.from(after + tail)]));
  expect(outcomeOf(report)).toBe("2 accepted, 1 quarantined");
  expect(marksOf(report)).toEqual(["error XML1 - unreadable"]);
  const rows = await ingest`select original from warehouse.quarantine where original = ${bad}`;
  expect(rows).toHaveLength(1);
});

test("a dossier of a file in UTF-16 or of one byte per letter is held byte for byte, and enters once its person is known", async () => {
  const who = somebody();
  const nameless = summaryFor(who, { SO_CCCD: "", HO_TEN: "ĐẶNG THỊ ẢNH" });
  const little = (all: string) => Buffer.from(all, "utf16le");
  for (const [i, write] of [little, utf16be, inVietnameseWindows].entries()) {
    const one = { ...nameless, MA_LK: `${nameless.MA_LK}-${i}` };
    const file = write(`${i < 2 ? "\uFEFF" : ""}${fileOf(one, { packing: "plain" }).toString()}`);
    expect(outcomeOf(await send(file))).toBe("1 quarantined");
    const [row] = await ingest`select original from warehouse.quarantine where claim_ref = ${one.MA_LK}`;
    expect(row?.original).toEqual(write(hoso(visit(one), "plain")));
  }
  await send(fileOf(summaryFor(who, { HO_TEN: "ĐẶNG THỊ ẢNH" })));
  expect(await releaseHeldDossiers(ingest, new Date())).toBeGreaterThanOrEqual(3);
});

test("papers of one visit, in one dossier", async () => {
  const summary = summaryFor(somebody(), aStay);
  const kinds = ["XML4", "XML5", "XML7", "XML8", "XML11", "XML13", "XML14"];
  const report = await send(
    envelope([hoso([...visit(summary), ...kinds.map((kind) => partOf(kind, summary))])]),
  );
  expect([outcomeOf(report), marksOf(report)]).toEqual(["1 accepted", []]);
});
