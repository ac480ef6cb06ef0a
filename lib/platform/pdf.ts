/** A QR code as a figure of a tagged paper, black as readers want it. */
export function drawCode(
  pdf: PDFKit.PDFDocument,
  { dark, title }: { dark: readonly (readonly boolean[])[]; title: string },
  { x, y, width }: { x: number; y: number; width: number },
): PDFKit.PDFStructureElement {
  const dot = width / dark.length;
  return pdf.struct("Figure", { alt: title }, () => {
    // A hair larger, so that no light line stands between two dark ones.
    for (const [row, line] of dark.entries())
      for (const [column, isDark] of line.entries())
        if (isDark) pdf.rect(x + column * dot, y + row * dot, dot + 0.05, dot + 0.05);
    pdf.fill("#000000");
  });
}
