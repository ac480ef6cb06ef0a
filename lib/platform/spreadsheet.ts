import writeExcelFile from "write-excel-file/node";

/** A cell of a table for spreadsheets: text, a number, or nothing. Never a formula. */
export type Cell = string | number | null;

/** One cell of CSV. What a spreadsheet would reckon is written as text: others name things, and others open the file. */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV, with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

/** Rows as an Excel workbook, the first of them headings. Texts are texts there, whatever they begin with. */
export function workbookOf(rows: readonly (readonly Cell[])[], sheet: string): Promise<Buffer> {
  const [head = [], ...others] = rows;
  const data = [
    head.map((cell) => ({ value: String(cell), type: String, fontWeight: "bold" as const })),
    ...others.map((row) =>
      row.map((cell) =>
        cell === null
          ? null
          : typeof cell === "number"
            ? { value: cell, type: Number, format: "#,##0" }
            : { value: cell, type: String },
      ),
    ),
  ];
  const columns = head.map((cell) => ({ width: Math.max(14, String(cell).length + 2) }));
  return writeExcelFile(data, { columns, sheet, stickyRowsCount: 1 }).toBuffer();
}
