import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import sharp from "sharp";

/** Keys for attachments of one test. */
export const testKeys = [{ kid: 1, secret: randomBytes(32) }];

/** A small photo with a place in its EXIF, as a phone writes it. */
export function photoWithPlace(): Promise<Buffer> {
  return sharp({ create: { width: 120, height: 80, channels: 3, background: "#7a9" } })
    .withExif({
      IFD3: { GPSLatitude: "15/1 18/1 0/1", GPSLatitudeRef: "N" },
      IFD0: { Make: "Phone-Of-Mine" },
    })
    .jpeg()
    .toBuffer();
}

/** A PNG of a few hundred bytes that says it is `side` pixels wide and high. */
export function bombPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A PDF of one empty page with more in its catalogue, in plain sight or packed into a stream of objects. */
export function pdfWith(more = "", packed = false): Buffer {
  const hidden = deflateSync(Buffer.from(`5 0 << ${more} >>`)).toString("latin1");
  const objects = packed
    ? `4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${hidden.length} >> stream\n${hidden}\nendstream endobj`
    : "";
  return Buffer.from(
    `%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R ${packed ? "" : more} >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
    "latin1",
  );
}
