/** A record of a CSV text: its fields, and from where to where it stands in the text, the end of its line not included. */
export type CsvRecord = { fields: string[]; from: number; to: number };

/** Reads a CSV text (RFC 4180): quotes are doubled inside quotes, a line ends with CRLF or LF, empty lines are none. */
export function* recordsOf(text: string, separator: string): Generator<CsvRecord> {
  let [fields, field, from, at]: [string[], string, number, number] = [[], "", 0, 0];
  let quoted = false;
  const record = (to: number): CsvRecord => ({ fields: [...fields, field], from, to });
  const isEmpty = () => fields.length === 0 && field.trim() === "";
  for (; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && field === "") quoted = true;
    else if (letter === separator) {
      fields.push(field);
      field = "";
    } else if (letter === "\n" || (letter === "\r" && text[at + 1] === "\n")) {
      if (!isEmpty()) yield record(at);
      if (letter === "\r") at += 1;
      [fields, field, from] = [[], "", at + 1];
    } else field += letter;
  }
  if (!isEmpty()) yield record(text.length);
}
