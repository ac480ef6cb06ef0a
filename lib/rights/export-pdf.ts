import PDFDocument from "pdfkit";
import { wholeFont } from "../platform/fonts/whole-font.ts";
import type { Document } from "./export-document.ts";

const MARGIN = 48;

/** The copy as a PDF of A4 pages, tagged, page by page as it is read. */
export function pdfOf({ language, title, lead, parts }: Document): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    font: wholeFont(400),
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title },
  });
  pdf.registerFont("plain", wholeFont(400)).registerFont("bold", wholeFont(700));
  // Vietnamese letters are one sign each: marks that stand apart would be drawn beside them.
  const say = (text: string, font: "plain" | "bold", size: number) =>
    pdf
      .font(font)
      .fontSize(size)
      .text(text.normalize("NFC"), { lineGap: size * 0.25 });
  say(title, "bold", 20);
  pdf.moveDown(0.5);
  for (const line of lead) say(line, "plain", 11);
  for (const part of parts) {
    pdf.moveDown(1);
    if (pdf.y > pdf.page.height - 3 * MARGIN) pdf.addPage();
    const { y } = pdf;
    pdf
      .moveTo(MARGIN, y)
      .lineTo(pdf.page.width - MARGIN, y)
      .lineWidth(1.5)
      .stroke();
    pdf.moveDown(0.4);
    say(part.title, "bold", 14);
    if (part.entries.length === 0) say(part.none, "plain", 11);
    for (const { title: entry, facts } of part.entries) {
      pdf.moveDown(0.5);
      if (pdf.y > pdf.page.height - 2 * MARGIN) pdf.addPage();
      say(entry, "bold", 11);
      for (const { noun, fact } of facts) say(noun ? `${noun}: ${fact}` : fact, "plain", 10);
    }
  }
  pdf.end();
  return pdf;
}
