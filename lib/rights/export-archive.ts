import type { Readable } from "node:stream";
import yazl from "yazl";
import type { Document, Words } from "./export-document.ts";
import { htmlOf } from "./export-html.ts";
import { pdfOf } from "./export-pdf.ts";
import type { WholeBook } from "./whole-book.ts";

/** A photo or paper that the person added. */
export type AddedPaper = { attachmentId: string; kind: string; addedAt: Date; bytes: Buffer };

const ending: Record<string, string> = { "image/jpeg": "jpg", "application/pdf": "pdf" };

/** The archive of a copy, as a stream: a page, a PDF, the data, the photos, and parts of claims as they came. */
export function archiveOf(o: {
  book: WholeBook;
  document: Document;
  asOf: Date;
  words: Words;
  papers: readonly AddedPaper[];
}): AsyncIterable<Buffer> {
  const { book, document, asOf, words, papers } = o;
  const zip = new yazl.ZipFile();
  const options = { mtime: asOf };
  const { originals, hidden, ...tables } = book;
  const data = { madeAt: asOf.toISOString(), privateVisitsLeftOut: hidden, ...tables };
  zip.addBuffer(Buffer.from(htmlOf(document)), words("export.htmlName"), options);
  // A PDF is a stream of node's own kind; its types come from another place.
  zip.addReadStream(pdfOf(document) as unknown as Readable, words("export.pdfName"), options);
  zip.addBuffer(Buffer.from(JSON.stringify(data, null, 1)), words("export.jsonName"), options);
  for (const { attachmentId, kind, addedAt, bytes } of papers) {
    const day = addedAt.toISOString().slice(0, 10);
    const name = `${words("export.papersFolder")}/${day}-${attachmentId.slice(0, 8)}.${ending[kind] ?? "bin"}`;
    zip.addBuffer(bytes, name, { ...options, compress: false });
  }
  for (const [at, { facility_code, content }] of originals.entries()) {
    const from = facility_code.replace(/[^0-9A-Za-z]/g, "");
    const name = `${words("export.originalsFolder")}/${from}-${at + 1}.xml`;
    zip.addBuffer(Buffer.from(content, "base64"), name, options);
  }
  zip.end();
  return zip.outputStream as AsyncIterable<Buffer>;
}
