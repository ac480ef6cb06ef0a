import sharp from "sharp";
import { wholeFont } from "../platform/fonts/whole-font.ts";
import { type CardSheet, dotsOf, drawn, mostUrgent, shortened } from "./sheet.ts";

/** A tall phone; the clock stands above the card, the buttons of the lock screen below it. */
const [WIDE, TALL] = [1080, 2400];
const [TOP, BOTTOM] = [640, 2130];
const [EDGE, INSIDE] = [40, 92];
const INNER = WIDE - 2 * INSIDE;
const QR = 470;
const [INK, SECOND, RED, PAPER] = ["#12201F", "#3A4947", "#9E1B15", "#FFFFFF"];

const escaped = (text: string) =>
  text.normalize("NFC").replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "");

type Piece = { input: Buffer; raw: { width: number; height: number; channels: 4 }; height: number };

/** Words as a picture of their own, as wide as the card at most. */
async function words(
  text: string,
  o: { size: number; bold?: boolean; colour?: string; width?: number },
): Promise<Piece> {
  const { size, bold = false, colour = INK, width = INNER } = o;
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: `Be Vietnam Pro ${bold ? "Bold " : ""}${size}`,
      fontfile: wholeFont(bold ? 700 : 400),
      width,
      wrap: "word-char",
      rgba: true,
      dpi: 72,
      spacing: Math.round(size * 0.12),
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    input: data,
    raw: { width: info.width, height: info.height, channels: 4 },
    height: info.height,
  };
}

type Placed = { piece: Piece; x: number; y: number };

/** Lays the card out at a size; where the words do not fit, lines are left out from the end and counted. */
async function layOut(sheet: CardSheet, scale: number, most: number) {
  const placed: Placed[] = [];
  let y = TOP + 150;
  const { groups, leftOut } = mostUrgent(sheet, most);
  const put = async (text: string, gap: number, o: Parameters<typeof words>[1]) => {
    const size = Math.round(o.size * scale);
    const piece = await words(text, { ...o, size });
    // A picture of words is as high as their ink: without marks above it stands lower, as on a line.
    const high = Math.max(piece.height, Math.round(size * 1.05));
    placed.push({ piece, x: INSIDE, y: y + Math.round((high - piece.height) * 0.6) });
    y += high + Math.round(gap * scale);
  };
  if (sheet.name) await put(sheet.name, 14, { size: 60, bold: true });
  if (sheet.born) await put(sheet.born, 34, { size: 36, colour: SECOND });
  for (const { kind, label, lines } of groups) {
    const allergy = kind === "allergy";
    await put(label, 12, { size: 34, colour: SECOND });
    for (const line of lines)
      await put(drawn(line), 14, { size: allergy ? 58 : 44, bold: true, colour: allergy ? RED : INK });
    y += Math.round(20 * scale);
  }
  if (leftOut > 0) await put(sheet.more(leftOut), 10, { size: 34 });
  if (sheet.legend) await put(sheet.legend, 10, { size: 30, colour: SECOND });
  return { placed, end: y };
}

/** Dots of the QR as a picture. */
function code(text: string): { input: Buffer; raw: Piece["raw"]; size: number } {
  const dots = dotsOf(text);
  const dot = Math.max(3, Math.floor(QR / dots.length));
  const size = dots.length * dot;
  const pixels = Buffer.alloc(size * size * 4, 255);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (dots[Math.floor(row / dot)]?.[Math.floor(column / dot)])
        pixels.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
  return { input: pixels, raw: { width: size, height: size, channels: 4 }, size };
}

const block = (left: number, top: number, width: number, height: number, background: string) => ({
  input: { create: { width, height, channels: 3 as const, background } },
  left,
  top,
});

/** Sizes at which the card is tried, from the largest on. */
const scales = [1.2, 1, 0.85, 0.72, 0.62];

/** As many lines as have room at the smallest size; found by halves, since each try draws them. */
async function mostThatFit(sheet: CardSheet, count: number, room: number) {
  const smallest = scales.at(-1) ?? 1;
  let [fits, tooMany] = [0, count + 1];
  let laid = await layOut(sheet, smallest, 0);
  while (tooMany - fits > 1) {
    const most = Math.floor((fits + tooMany) / 2);
    const tried = await layOut(sheet, smallest, most);
    if (tried.end > room) tooMany = most;
    else [fits, laid] = [most, tried];
  }
  return laid;
}

/** Ảnh màn hình khóa: PNG of a phone's size, the card between the clock and the buttons. */
export async function lockPicture(sheet: CardSheet): Promise<Buffer> {
  const qr = code(sheet.qr.text);
  const room = BOTTOM - INSIDE / 2 - qr.size;
  const count = sheet.groups.reduce((sum, { lines }) => sum + lines.length, 0);
  let laid = { placed: [] as Placed[], end: TOP };
  for (const scale of scales) {
    laid = await layOut(sheet, scale, count);
    if (laid.end <= room) break;
  }
  if (laid.end > room) laid = await mostThatFit(shortened(sheet), count, room);
  const head = await words(sheet.head[0], { size: 52, bold: true, colour: PAPER });
  const headEn = await words(sheet.head[1], { size: 48, colour: PAPER });
  const beside = INSIDE + qr.size + 24;
  const scan = await words(`${sheet.qr.saying}\n\n${sheet.issued}`, {
    size: 30,
    colour: SECOND,
    width: WIDE - INSIDE - beside,
  });
  const end = laid.end + qr.size + 24;
  const inside = WIDE - 2 * EDGE;
  const framed = end - TOP;
  return sharp({ create: { width: WIDE, height: TALL, channels: 3, background: "#E6F0F1" } })
    .composite([
      block(EDGE, TOP, inside, framed, RED),
      block(EDGE + 6, TOP + 6, inside - 12, framed - 12, PAPER),
      block(EDGE + 16, TOP + 16, inside - 32, framed - 32, RED),
      block(EDGE + 19, TOP + 19, inside - 38, framed - 38, PAPER),
      block(EDGE + 16, TOP + 16, inside - 32, 104, RED),
      { input: head.input, raw: head.raw, left: INSIDE, top: TOP + 38 },
      {
        input: headEn.input,
        raw: headEn.raw,
        left: INSIDE + head.raw.width + 24,
        top: TOP + 38 + head.height - headEn.height,
      },
      ...laid.placed.map(({ piece, x, y }) => ({ input: piece.input, raw: piece.raw, left: x, top: y })),
      { input: qr.input, raw: qr.raw, left: INSIDE - 16, top: laid.end },
      { input: scan.input, raw: scan.raw, left: beside, top: laid.end + 30 },
    ])
    .png({ palette: true, colours: 64 })
    .toBuffer();
}
