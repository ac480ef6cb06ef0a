import PDFDocument from "pdfkit";
import { encode } from "uqr";
import { wholeFont } from "../platform/fonts/whole-font.ts";
import { drawCode } from "../platform/pdf.ts";

/** `strong`: the sum of what stands above it. */
type Row = { noun: string; fact: string; strong?: boolean };

/** A receipt as it is read, on a page and on paper: words alone. */
export type ReceiptSheet = {
  language: "vi" | "en";
  facility: string;
  title: string;
  notInvoice: string;
  amount: string;
  inWords: string;
  rows: readonly Row[];
  /** What was paid for, group by group, and who bore which part; null on the paper of whoever paid for somebody else. */
  parts: { title: string; rows: readonly Row[] } | null;
  /** The text of the QR, what it is called, and what stands beside it. */
  qr: { text: string; title: string; saying: string };
  made: string;
};

const EDGE = 28;
const INSIDE = 46;
const QR = 168;
const [WIDE, A5_TALL] = [419.53, 595.28];

/** Draws the sheet on one page of this height; answers where it ends. */
function draw(sheet: ReceiptSheet, height: number): { pdf: PDFKit.PDFDocument; end: number } {
  const pdf = new PDFDocument({
    size: [WIDE, height],
    margin: INSIDE,
    font: wholeFont(400),
    tagged: true,
    lang: sheet.language,
    displayTitle: true,
    info: { Title: sheet.title },
  });
  pdf.registerFont("plain", wholeFont(400)).registerFont("bold", wholeFont(700));
  const inner = WIDE - 2 * INSIDE;
  for (const [edge, line] of [
    [EDGE, 1.5],
    [EDGE + 5, 0.75],
  ] as const)
    pdf
      .lineWidth(line)
      .rect(edge, edge, WIDE - 2 * edge, height - 2 * edge)
      .stroke("#0A5866");
  const paper = pdf.struct("Document");
  pdf.addStructure(paper);
  // Vietnamese letters are one sign each: marks that stand apart would be drawn beside them.
  const say = (kind: "H1" | "H2" | "P", text: string, font: "plain" | "bold", size: number) =>
    paper.add(
      pdf.struct(kind, {}, () => {
        pdf
          .fillColor("#12201F")
          .font(font)
          .fontSize(size)
          .text(text.normalize("NFC"), INSIDE, pdf.y, { width: inner, lineGap: size * 0.2 });
      }),
    );
  const list = (rows: readonly Row[], share: number) => {
    const wide = inner * share;
    for (const { noun, fact, strong } of rows) {
      pdf.font("bold").fontSize(9);
      const tall = Math.max(
        pdf.heightOfString(fact, { width: wide, lineGap: 2 }),
        pdf.heightOfString(noun, { width: inner - wide, lineGap: 2 }),
      );
      const { y } = pdf;
      paper.add(
        pdf.struct("P", {}, () => {
          pdf
            .font(strong ? "bold" : "plain")
            .fillColor(strong ? "#12201F" : "#3A4947")
            .text(`${noun.normalize("NFC")} `, INSIDE, y, { width: inner - wide, lineGap: 2 });
          pdf
            .font("bold")
            .fillColor("#12201F")
            .text(fact.normalize("NFC"), INSIDE + inner - wide, y, {
              width: wide,
              align: "right",
              lineGap: 2,
            });
        }),
      );
      pdf.y = y + tall + 3;
    }
  };
  pdf.y = INSIDE;
  say("P", sheet.facility, "bold", 10.5);
  pdf.moveDown(0.4);
  say("H1", sheet.title, "bold", 16);
  say("P", sheet.notInvoice, "plain", 8.5);
  pdf.moveDown(0.5);
  say("P", sheet.amount, "bold", 24);
  say("P", sheet.inWords, "plain", 8.5);
  pdf.moveDown(0.6);
  list(sheet.rows, 0.6);
  if (sheet.parts) {
    pdf.moveDown(0.6);
    say("H2", sheet.parts.title, "bold", 10.5);
    pdf.moveDown(0.2);
    list(sheet.parts.rows, 0.3);
  }
  const top = pdf.y + 8;
  const { data } = encode(sheet.qr.text, { ecc: "L", border: 4 });
  paper.add(drawCode(pdf, { dark: data, title: sheet.qr.title }, { x: INSIDE - 4, y: top, width: QR }));
  paper.add(
    pdf.struct("P", {}, () => {
      pdf
        .font("plain")
        .fontSize(9)
        .fillColor("#12201F")
        .text(`${sheet.qr.saying}\n\n${sheet.made}`.normalize("NFC"), INSIDE + QR + 10, top + 14, {
          width: inner - QR - 10,
          lineGap: 2,
        });
    }),
  );
  paper.end();
  return { pdf, end: top + QR };
}

/** Bản PDF: one tagged page of A5, or as much taller as its parts need, in the letters of the book, all in one double frame. */
export function receiptPdf(sheet: ReceiptSheet): Promise<Buffer> {
  const { end } = draw(sheet, 4_000);
  const { pdf } = draw(sheet, Math.max(A5_TALL, end + INSIDE));
  const written = new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on("data", (piece: Buffer) => pieces.push(piece));
    pdf.on("end", () => resolve(Buffer.concat(pieces)));
    pdf.on("error", reject);
  });
  pdf.end();
  return written;
}
