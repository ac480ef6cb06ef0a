import PDFDocument from "pdfkit";
import { wholeFont } from "../platform/fonts/whole-font.ts";
import { drawCode } from "../platform/pdf.ts";
import { type CardSheet, dotsOf, drawn, mostUrgent, shortened } from "./sheet.ts";

/** Words around the card on its page: how to cut and fold it. */
export type PaperWords = { language: "vi" | "en"; title: string; how: readonly string[] };

const mm = (length: number) => length * 2.834_646;
const [PAGE_WIDE, PAGE_TALL] = [595.28, 841.89];
/** A card for the wallet (ISO/IEC 7810, ID-1), front above back, folded between them. */
const [WIDE, TALL] = [mm(85.6), mm(54)];
const [LEFT, TOP] = [mm(20), mm(62)];
const BAND = mm(6.4);
const PAD = mm(3);
const CODE = mm(46);
const [INK, SECOND, RED] = ["#12201F", "#3A4947", "#9E1B15"];
/** Sizes of letters that are tried, in points; below the last nobody reads them. */
const sizes = [9, 8, 7, 6.2, 5.5];

type Pdf = PDFKit.PDFDocument;
type Line = { label: string; text: string; allergy: boolean };

/** The paragraphs of a face, one for each group: whom to call stands on the back. */
const linesOf = ({ groups }: Pick<CardSheet, "groups">, face: "front" | "back"): Line[] =>
  groups
    .filter(({ kind }) => (kind === "contact") === (face === "back"))
    .map(({ kind, label, lines }) => ({
      label,
      text: lines.map(drawn).join("; "),
      allergy: kind === "allergy",
    }));

const larger = ({ allergy }: Line, size: number) => (allergy ? size + 1.5 : size);

function heightOf(pdf: Pdf, lines: readonly Line[], size: number, width: number): number {
  return lines.reduce((sum, line) => {
    pdf.font("plain").fontSize(size - 1.5);
    const label = pdf.heightOfString(line.label, { width });
    pdf.font("bold").fontSize(larger(line, size));
    return sum + label + pdf.heightOfString(line.text, { width }) + size * 0.25;
  }, 0);
}

/** Draws lines as large as they fit; what does not fit at the smallest size is counted in words. */
function fill(
  pdf: Pdf,
  paper: PDFKit.PDFStructureElement,
  sheet: CardSheet,
  face: "front" | "back",
  box: { x: number; y: number; width: number; height: number },
): void {
  let lines = linesOf(sheet, face);
  let size = sizes.find((one) => heightOf(pdf, lines, one, box.width) <= box.height);
  if (!size) {
    size = sizes.at(-1) ?? 5.5;
    const own = shortened({
      ...sheet,
      groups: sheet.groups.filter(({ kind }) => (kind === "contact") === (face === "back")),
    });
    const count = own.groups.reduce((sum, group) => sum + group.lines.length, 0);
    for (let most = count; most >= 0; most -= 1) {
      const fewer = mostUrgent(own, most);
      const more = { label: "", text: sheet.more(fewer.leftOut), allergy: false };
      lines = [...linesOf(fewer, face), ...(fewer.leftOut > 0 ? [more] : [])];
      if (heightOf(pdf, lines, size, box.width) <= box.height) break;
    }
  }
  const chosen = size;
  pdf.y = box.y;
  for (const line of lines) {
    paper.add(
      pdf.struct("P", {}, () => {
        pdf
          .font("plain")
          .fontSize(chosen - 1.5)
          .fillColor(SECOND)
          .text(`${line.label} `, box.x, pdf.y, { width: box.width });
        pdf
          .font("bold")
          .fontSize(larger(line, chosen))
          .fillColor(line.allergy ? RED : INK)
          .text(line.text, box.x, pdf.y, { width: box.width });
      }),
    );
    pdf.y += chosen * 0.25;
  }
}

function frame(pdf: Pdf, y: number): void {
  pdf.lineWidth(1.2).rect(LEFT, y, WIDE, TALL).stroke(RED);
  pdf
    .lineWidth(0.5)
    .rect(LEFT + 2.4, y + 2.4, WIDE - 4.8, TALL - 4.8)
    .stroke(RED);
}

function front(pdf: Pdf, paper: PDFKit.PDFStructureElement, sheet: CardSheet): void {
  frame(pdf, TOP);
  pdf.rect(LEFT + 2.4, TOP + 2.4, WIDE - 4.8, BAND).fill(RED);
  const x = LEFT + PAD;
  const width = WIDE - 2 * PAD;
  paper.add(
    pdf.struct("H1", {}, () => {
      pdf
        .fillColor("#FFFFFF")
        .font("bold")
        .fontSize(10)
        .text(`${sheet.head[0]} `, x, TOP + 5, { continued: true });
      pdf.font("plain").text(sheet.head[1]);
    }),
  );
  paper.add(
    pdf.struct("P", {}, () => {
      const name = (sheet.name ?? "").normalize("NFC");
      pdf.font("bold");
      const size =
        [12, 10.5, 9, 8].find((one) => pdf.fontSize(one).heightOfString(name, { width }) < one * 1.6) ?? 8;
      pdf
        .fillColor(INK)
        .fontSize(size)
        .text(name, x, TOP + BAND + 6, { width });
      pdf
        .font("plain")
        .fontSize(7)
        .fillColor(SECOND)
        .text(sheet.born ?? "", x, pdf.y, { width });
    }),
  );
  const y = pdf.y + 3;
  fill(pdf, paper, sheet, "front", { x, y, width, height: TOP + TALL - PAD - y });
}

function back(pdf: Pdf, paper: PDFKit.PDFStructureElement, sheet: CardSheet): void {
  const top = TOP + TALL;
  frame(pdf, top);
  const [qx, qy] = [LEFT + 3.6, top + (TALL - CODE) / 2];
  paper.add(
    drawCode(pdf, { dark: dotsOf(sheet.qr.text), title: sheet.qr.title }, { x: qx, y: qy, width: CODE }),
  );
  const x = qx + CODE + 2;
  const width = LEFT + WIDE - PAD - x;
  const last = [sheet.qr.saying, ...(sheet.legend ? [sheet.legend] : []), sheet.issued].join("\n");
  pdf.font("plain").fontSize(5.5);
  const tall = pdf.heightOfString(last, { width });
  const end = top + TALL - PAD - tall;
  fill(pdf, paper, sheet, "back", { x, y: top + PAD + 2, width, height: end - top - PAD - 6 });
  paper.add(
    pdf.struct("P", {}, () => {
      pdf.font("plain").fontSize(5.5).fillColor(SECOND).text(last, x, end, { width });
    }),
  );
}

/** Bản in: one page of A4 with the card in its true size, to be cut out and folded. */
export function cardPdf(sheet: CardSheet, words: PaperWords): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [PAGE_WIDE, PAGE_TALL],
    margin: 0,
    font: wholeFont(400),
    tagged: true,
    lang: words.language,
    displayTitle: true,
    info: { Title: words.title },
  });
  pdf.registerFont("plain", wholeFont(400)).registerFont("bold", wholeFont(700));
  const paper = pdf.struct("Document");
  pdf.addStructure(paper);
  const width = PAGE_WIDE - 2 * LEFT;
  paper.add(
    pdf.struct("P", {}, () => {
      pdf.font("bold").fontSize(16).fillColor(INK).text(words.title, LEFT, mm(20), { width });
      pdf.font("plain").fontSize(10);
      for (const one of words.how) pdf.text(one, LEFT, pdf.y + 4, { width });
    }),
  );
  front(pdf, paper, sheet);
  back(pdf, paper, sheet);
  pdf
    .lineWidth(0.6)
    .dash(3, { space: 3 })
    .moveTo(LEFT - mm(8), TOP + TALL)
    .lineTo(LEFT + WIDE + mm(8), TOP + TALL)
    .stroke(SECOND);
  paper.end();
  const written = new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on("data", (piece: Buffer) => pieces.push(piece));
    pdf.on("end", () => resolve(Buffer.concat(pieces)));
    pdf.on("error", reject);
  });
  pdf.end();
  return written;
}
