import { describe, expect, test } from "vitest";
import { ClaimReader, type RawDossier, readClaimFile } from "./envelope.ts";
import { bytesAsSent, readKeptDossier } from "./kept.ts";
import { Unreadable } from "./unreadable.ts";

const inner = (ref: string) =>
  `<?xml version="1.0" encoding="utf-8"?><TONG_HOP><MA_LK>${ref}</MA_LK><HO_TEN>NGUYỄN THỊ MẪU &amp; con</HO_TEN></TONG_HOP>`;
const lines = (text: string) => Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n   ");
const part = (content: string) =>
  `<k:FILEHOSO ghi="a > b"><k:NOIDUNGFILE>${content}</k:NOIDUNGFILE><k:LOAIHOSO>XML1</k:LOAIHOSO></k:FILEHOSO>`;
const contents = [
  lines(inner("1")),
  inner("2").replace(/<\?.*?\?>/, ""),
  `<![CDATA[${inner("3")}]]>`,
  `<!-- Ghi chú ${"dài ".repeat(300)} -->${Buffer.from(inner("4")).toString("base64")}`,
];
const text =
  `\n<?xml version="1.0" encoding="ENCODING"?><k:GIAMDINHHS xmlns:k="urn:k"><k:MACSKCB>51001</k:MACSKCB>` +
  `${contents.map((content) => `<k:HOSO>\r\n${part(content)}</k:HOSO>\n`).join("")}<k:NGAYLAP>20260513</k:NGAYLAP></k:GIAMDINHHS>`;

function readInPieces(bytes: Uint8Array, size: number): { reader: ClaimReader; dossiers: RawDossier[] } {
  const reader = new ClaimReader();
  const dossiers: RawDossier[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    reader.write(bytes.subarray(at, at + size));
    dossiers.push(...reader.take());
  }
  reader.end();
  return { reader, dossiers: [...dossiers, ...reader.take()] };
}

describe("a file read in pieces", () => {
  const encodings = {
    "utf-8": Buffer.from(text.replace("ENCODING", "utf-8")),
    "utf-16": Buffer.from(`\uFEFF${text.replace("ENCODING", "utf-16")}`, "utf16le"),
  };
  const whole = readClaimFile(encodings["utf-8"]);

  test("has its dossiers, each with its rows and as it stood in the file", () => {
    expect(whole).toMatchObject({ facilityCode: "51001", madeOn: "20260513" });
    expect(whole.dossiers.map((dossier) => dossier.parts[0]?.rows[0]?.MA_LK)).toEqual(["1", "2", "3", "4"]);
    expect(whole.dossiers[0]?.parts[0]?.rows[0]?.HO_TEN).toBe("NGUYỄN THỊ MẪU & con");
    expect(whole.dossiers.map((dossier) => dossier.original)).toEqual(
      contents.map((content) => `<k:HOSO>\r\n${part(content)}</k:HOSO>`),
    );
  });

  test.each([1, 2, 3, 5, 7, 61, 1000, 65_536])("of %i bytes is the same", (size) => {
    for (const bytes of Object.values(encodings)) {
      const { reader, dossiers } = readInPieces(bytes, size);
      const { encoding } = dossiers[0] ?? {};
      expect(dossiers).toEqual(whole.dossiers.map((dossier) => ({ ...dossier, encoding })));
      for (const dossier of dossiers) expect(bytes.includes(bytesAsSent(dossier))).toBe(true);
      expect(reader.header.madeOn).toBe("20260513");
    }
  });
});

describe("what is too large", () => {
  const big = "QUJD".repeat(10 * 1024 * 1024);

  test("a dossier of 40 MB is named; those beside it are whole", () => {
    const file = `<GIAMDINHHS>${["", big, ""].map((more) => `<HOSO>${part(lines(inner("1")))}${part(more)}</HOSO>`).join("")}</GIAMDINHHS>`;
    const { dossiers } = readInPieces(Buffer.from(file.replaceAll("k:", "")), 65_536);
    expect(dossiers.map((dossier) => dossier.parts.map((one) => one.unreadable?.code ?? "read"))).toEqual([
      ["read", "read"],
      ["read", "dossier-too-large"],
      ["read", "read"],
    ]);
    expect(dossiers[1]?.original.length).toBeLessThan(300_000);
  });

  test.each([
    ["attribute", `<GIAMDINHHS a="${big}"/>`],
    ["comment", `<GIAMDINHHS><!--${big}--></GIAMDINHHS>`],
  ])("an endless %s is refused", (_, file) => {
    expect(() => readInPieces(Buffer.from(file), 65_536)).toThrow(Unreadable);
  });
});

test("what came before a broken place is read", () => {
  const reader = new ClaimReader();
  const file = `<GIAMDINHHS><HOSO>${part(lines(inner("1")))}</HOSO></GIAMDINH>`.replaceAll("k:", "");
  expect(() => reader.write(Buffer.from(file))).toThrow(Unreadable);
  expect(reader.take()).toHaveLength(1);
});

test("a part of many rows is read whole, however long it is", () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `<CHI_TIET_THUOC><TEN_THUOC>Thuốc mẫu số ${i}</TEN_THUOC></CHI_TIET_THUOC>`,
  );
  const xml = `<DSACH>${rows.join("")}</DSACH>`;
  for (const content of [xml, Buffer.from(xml).toString("base64")]) {
    const file = `<HOSO><FILEHOSO><LOAIHOSO>XML2</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO></HOSO>`;
    expect(readClaimFile(Buffer.from(file)).dossiers[0]?.parts[0]?.rows.at(-1)?.TEN_THUOC).toBe(
      "Thuốc mẫu số 19999",
    );
  }
});

describe("a dossier that breaks the file", () => {
  const good = (ref: string) => `<HOSO>${part(lines(inner(ref)))}</HOSO>`.replaceAll("k:", "");
  const nested = (value: string) =>
    `<HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE><TONG_HOP><MA_LK>2</MA_LK><HO_TEN>${value}</HO_TEN></TONG_HOP></NOIDUNGFILE></FILEHOSO></HOSO>`;
  const broken: Record<string, [string | Buffer, string]> = {
    "a bare ampersand": ["A & B", "not-xml"],
    "a tag that is not closed": ["<B>A", "not-xml"],
    "a control character": ["A\u0001B", "not-xml"],
    "letters that are no UTF-8": [Buffer.from([0x41, 0xca, 0xff, 0x42]), "encoding"],
    "a deep nest": ["<B>".repeat(10_000), "too-deep"],
  };

  test.each(Object.entries(broken))("by %s is held alone, as it stood", (_, [value, code]) => {
    const [before = "", after = ""] = nested("|").split("|");
    const hoso = Buffer.concat([Buffer.from(before), Buffer.from(value), Buffer.from(after)]);
    const file = Buffer.concat([
      Buffer.from(`<GIAMDINHHS><DANHSACHHOSO>${good("1")}`),
      hoso,
      Buffer.from(`${good("3")}</DANHSACHHOSO><NGAYLAP>20260513</NGAYLAP></GIAMDINHHS>`),
    ]);
    for (const size of [1, 7, 100, 65_536]) {
      const { reader, dossiers } = readInPieces(file, size);
      expect(reader.header.madeOn).toBe("20260513");
      expect(dossiers.map(({ parts }) => parts.map((one) => one.unreadable?.code ?? "read"))).toEqual([
        ...[["read"], [code], ["read"]],
      ]);
      const kept = dossiers[1] && bytesAsSent(dossiers[1]);
      expect(kept?.equals(hoso)).toBe(true);
      expect(readKeptDossier(kept ?? hoso).parts).toEqual(dossiers[1]?.parts);
    }
  });
});
