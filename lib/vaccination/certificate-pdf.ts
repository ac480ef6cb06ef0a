import PDFDocument from "pdfkit";
import { wholeFont } from "../platform/fonts/whole-font.ts";
import { drawCode } from "../platform/pdf.ts";
import type { Dots } from "./certificates/qr-code.ts";

type Row = { noun: string; fact: string };

/** A certificate as it is read, on a page and on paper: words, and the dots of its codes. */
export type CertificateSheet = {
  language: "vi" | "en";
  title: string;
  /** How it stands, when it is not good; its codes are not drawn then. */
  standing: string | null;
  person: readonly Row[];
  facts: readonly Row[];
  dosesTitle: string;
  doses: readonly { on: string; vaccine: string; place: string }[];
  newest: string | null;
  several: string | null;
  codes: readonly { dots: Dots; title: string }[];
  notes: readonly string[];
  made: string;
};

const [WIDE, TALL] = [595.28, 841.89];
const EDGE = 28;
const INSIDE = 52;
const INNER = WIDE - 2 * INSIDE;
const BOTTOM = TALL - INSIDE;
const GAP = 18;
/** Dots of the largest code are then half a millimetre wide and more, which any phone reads. */
const CODE = 228;
const DAY = 72;
const [INK, SECOND, ACCENT] = ["#12201F", "#3A4947", "#0A5866"];

/** A paper that grows page by page, each in the double frame. */
class Drawing {
  readonly pdf: PDFKit.PDFDocument;
  private readonly paper: PDFKit.PDFStructureElement;

  /** Whom it is about, small, on every page after the first: pages may be parted. */
  private readonly whose: string;

  constructor({ language, title, person }: CertificateSheet) {
    this.whose = [...person.map(({ fact }) => fact), title].join(", ");
    this.pdf = new PDFDocument({
      size: [WIDE, TALL],
      margin: INSIDE,
      font: wholeFont(400),
      tagged: true,
      lang: language,
      displayTitle: true,
      info: { Title: title },
    });
    this.pdf.registerFont("plain", wholeFont(400)).registerFont("bold", wholeFont(700));
    this.paper = this.pdf.struct("Document");
    this.pdf.addStructure(this.paper);
    this.pdf.y = INSIDE;
  }

  /** The frame ends where the words do. */
  private frame(end: number): void {
    for (const [edge, line] of [
      [EDGE, 1.5],
      [EDGE + 5, 0.75],
    ] as const)
      this.pdf
        .lineWidth(line)
        .rect(edge, edge, WIDE - 2 * edge, end + INSIDE - 2 * edge)
        .stroke(ACCENT);
  }

  /** Begins a page where so much does not fit any more. */
  room(height: number): void {
    if (this.pdf.y + height <= BOTTOM) return;
    this.frame(BOTTOM);
    this.pdf.addPage();
    this.pdf.y = INSIDE;
    this.say("P", this.whose, { size: 9, colour: SECOND });
    this.pdf.y += 8;
  }

  height(text: string, font: "plain" | "bold", size: number, width: number): number {
    this.pdf.font(font).fontSize(size);
    return this.pdf.heightOfString(text.normalize("NFC"), { width, lineGap: size * 0.2 });
  }

  /** Vietnamese letters are one sign each: marks that stand apart would be drawn beside them. */
  say(
    kind: "H1" | "H2" | "P" | "LI",
    text: string,
    o: {
      font?: "plain" | "bold";
      size: number;
      x?: number;
      width?: number;
      colour?: string;
      right?: boolean;
    },
  ): void {
    const { font = "plain", size, x = INSIDE, width = INNER, colour = INK, right } = o;
    this.paper.add(
      this.pdf.struct(kind, {}, () => {
        this.pdf
          .fillColor(colour)
          .font(font)
          .fontSize(size)
          .text(text.normalize("NFC"), x, this.pdf.y, {
            width,
            lineGap: size * 0.2,
            align: right ? "right" : "left",
          });
      }),
    );
  }

  code({ dots, title }: CertificateSheet["codes"][number], x: number, y: number, width: number): void {
    this.paper.add(drawCode(this.pdf, { dark: dots.dark, title }, { x, y, width }));
  }

  end(): void {
    this.frame(this.pdf.y);
    this.paper.end();
  }
}

function facts(on: Drawing, { person, facts: rows }: CertificateSheet, width: number): void {
  const size = 10;
  const noun = 96;
  for (const [at, row] of [...person, ...rows].entries()) {
    const font = at < person.length ? "bold" : "plain";
    const big = at === 0 ? 13 : size;
    const { y } = on.pdf;
    const tall = Math.max(
      on.height(row.fact, font, big, width - noun),
      on.height(row.noun, "plain", size, noun),
    );
    on.say("P", row.noun, { size, width: noun, colour: SECOND });
    on.pdf.y = y;
    on.say("P", row.fact, { font, size: big, x: INSIDE + noun, width: width - noun });
    on.pdf.y = y + tall + 6;
  }
}

function doses(on: Drawing, sheet: CertificateSheet): void {
  on.room(60);
  on.say("H2", sheet.dosesTitle, { font: "bold", size: 12 });
  if (sheet.newest) on.say("P", sheet.newest, { size: 9, colour: SECOND });
  on.pdf.y += 4;
  const width = INNER - DAY;
  for (const { on: day, vaccine, place } of sheet.doses) {
    const tall = on.height(vaccine, "bold", 10, width) + (place ? on.height(place, "plain", 9, width) : 0);
    on.room(tall + 6);
    const { y } = on.pdf;
    on.say("P", day, { size: 10, width: DAY });
    on.pdf.y = y;
    on.say("LI", vaccine, { font: "bold", size: 10, x: INSIDE + DAY, width });
    if (place) on.say("P", place, { size: 9, x: INSIDE + DAY, width, colour: SECOND });
    on.pdf.y = y + tall + 3;
    on.pdf
      .lineWidth(0.5)
      .moveTo(INSIDE, on.pdf.y)
      .lineTo(INSIDE + INNER, on.pdf.y)
      .stroke("#CDD6D5");
    on.pdf.y += 3;
  }
}

/** Several codes, two in a row, each with its words below. */
function codes(on: Drawing, sheet: CertificateSheet): void {
  if (sheet.several) {
    on.room(CODE + 80);
    on.pdf.y += GAP;
    on.say("P", sheet.several, { size: 10 });
  }
  for (let i = 0; i < sheet.codes.length; i += 2) {
    on.room(CODE + GAP + 40);
    const top = on.pdf.y + GAP / 2;
    let end = top;
    for (const [at, code] of sheet.codes.slice(i, i + 2).entries()) {
      const x = INSIDE + at * (INNER - CODE);
      on.code(code, x, top, CODE);
      on.pdf.y = top + CODE + 6;
      on.say("P", code.title, { size: 9, x, width: CODE });
      end = Math.max(end, on.pdf.y);
    }
    on.pdf.y = end + GAP / 2;
  }
}

/** Bản PDF: tagged pages of A4 in the letters of the book, with the codes large enough to be scanned from paper. */
export function certificatePdf(sheet: CertificateSheet): Promise<Buffer> {
  const on = new Drawing(sheet);
  const good = sheet.standing === null;
  const [single] = sheet.codes;
  const beside = good && single && sheet.codes.length === 1;
  on.say("H1", sheet.title, { font: "bold", size: 19 });
  if (sheet.standing) on.say("P", sheet.standing, { font: "bold", size: 11 });
  on.pdf.y += 8;
  const top = on.pdf.y;
  facts(on, sheet, beside ? INNER - CODE - GAP : INNER);
  if (beside) {
    on.code(single, INSIDE + INNER - CODE, top, CODE);
    on.pdf.y = Math.max(on.pdf.y, top + CODE + 6);
  }
  on.pdf.y += 8;
  doses(on, sheet);
  if (good && !beside) codes(on, sheet);
  on.pdf.y += 8;
  const last = [...sheet.notes, sheet.made];
  on.room(last.reduce((sum, note) => sum + on.height(note, "plain", 9.5, INNER) + 4, 0));
  for (const note of sheet.notes) {
    on.say("P", note, { size: 9.5 });
    on.pdf.y += 3;
  }
  on.say("P", sheet.made, { size: 8.5, colour: SECOND });
  on.end();
  const { pdf } = on;
  const written = new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on("data", (piece: Buffer) => pieces.push(piece));
    pdf.on("end", () => resolve(Buffer.concat(pieces)));
    pdf.on("error", reject);
  });
  pdf.end();
  return written;
}
