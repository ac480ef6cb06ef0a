import type { CopyLine, CopyPaper, CopyPart, CopySheet } from "#components/device/copy-sheet.ts";
import { placeOf, repeat, write } from "./fill.ts";

function drawPaper(drawn: Element, { title, facts, codes, notes }: CopyPaper) {
  write(drawn, "%paper%", title);
  repeat(placeOf(drawn, "%noun%")?.parentElement, facts, (row, { noun, fact }) => {
    write(row, "%noun%", noun);
    write(row, "%fact%", fact);
  });
  repeat(placeOf(drawn, "%code%")?.closest("figure"), codes, (figure, { title: says, size, path }) => {
    write(figure, "%code%", says);
    figure.querySelector("svg")?.setAttribute("viewBox", `0 0 ${size} ${size}`);
    figure.querySelector("path")?.setAttribute("d", path);
  });
  repeat(placeOf(drawn, "%note%"), notes, (place, note) => {
    place.textContent = note;
  });
}

function drawLine(drawn: Element, { title, more, phone }: CopyLine) {
  write(drawn, "%line%", title);
  repeat(placeOf(drawn, "%more%"), more, (place, text) => {
    place.textContent = text;
  });
  const call = placeOf(drawn, "%call%");
  if (phone === null) return call?.remove();
  call?.setAttribute("href", `tel:${phone}`);
  write(drawn, "%call%", phone);
}

function drawPart(drawn: Element, { title, lead, papers, lines }: CopyPart) {
  write(drawn, "%part%", title);
  const place = placeOf(drawn, "%lead%");
  if (lead === null) place?.remove();
  else if (place) place.textContent = lead;
  const [paperList, lineList] = ["%paper%", "%line%"].map((name) => placeOf(drawn, name)?.closest("ul"));
  for (const model of Array.from(paperList?.children ?? [])) {
    const tone = model.getAttribute("data-tone") ?? undefined;
    repeat(
      model,
      papers.filter((paper) => paper.tone === tone),
      drawPaper,
    );
  }
  if (papers.length === 0) paperList?.remove();
  repeat(lineList?.firstElementChild, lines, drawLine);
  if (lines.length === 0) lineList?.remove();
}

/** Draws a copy into its place by the template that the build drew. */
export function showCopy(sheet: CopySheet, at: HTMLElement): void {
  const template = document.getElementById("part");
  if (!(template instanceof HTMLTemplateElement)) return;
  const drawn = document.importNode(template.content, true);
  repeat(drawn.firstElementChild, sheet.parts, drawPart);
  at.replaceChildren(drawn);
}
