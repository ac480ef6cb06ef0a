import writeExcelFile from "write-excel-file/node";

const WIDTHS = [30, 14, 10, 16, 60, 40];

/** A list as an Excel workbook. Texts are texts there, whatever they begin with; never a formula. */
export function listWorkbook(
  sheet: string,
  head: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Buffer> {
  const data = [
    head.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) => row.map((value) => (value ? { value, type: String, wrap: true } : null))),
  ];
  const columns = head.map((_, i) => ({ width: WIDTHS[i] ?? 20 }));
  return writeExcelFile(data, { columns, sheet: sheet.slice(0, 31), stickyRowsCount: 1 }).toBuffer();
}
