type Stored = string | number | boolean | Date | Buffer | null;

const arrayLiteral = (items: readonly string[]) =>
  `{${items.map((item) => `"${item.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

/**
 * A row in our names as postgres.js inserts it: column names with underscores, nothing undefined, lists as array
 * literals (which need no look-up of types).
 */
export function columns<Row extends { [K in keyof Row]: Stored | readonly string[] | undefined }>(
  row: Row,
): Record<string, Stored> {
  const stored: Record<string, Stored> = {};
  for (const [name, value] of Object.entries<Stored | readonly string[] | undefined>(row)) {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    stored[column] = Array.isArray(value) ? arrayLiteral(value) : ((value ?? null) as Stored);
  }
  return stored;
}
