import { SaxesParser } from "saxes";
import { Unreadable } from "./unreadable.ts";

/** No claim file nests deeper than a dozen elements. */
const DEEPEST = 32;

/** What a reader of XML is told. Names are local names; positions count characters of the text. */
export type XmlListener = {
  open(name: string, at: number): void;
  text(text: string): void;
  close(name: string, end: number): void;
};

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/**
 * Walks a well-formed XML text. Nothing is fetched or expanded: a DOCTYPE is refused outright, and so is text that
 * nests too deep or a single value longer than `longest` characters.
 */
export function walkXml(text: string, listener: XmlListener, longest: number): void {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let startedAt = 0;
  const take = (value: string) => {
    if (value.length > longest) throw new Unreadable("too-long");
    listener.text(value);
  };
  parser.on("doctype", () => {
    throw new Unreadable("doctype");
  });
  parser.on("opentagstart", () => {
    startedAt = text.lastIndexOf("<", parser.position - 1);
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > DEEPEST) throw new Unreadable("too-deep");
    listener.open(localName(tag.name), startedAt);
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    listener.close(localName(tag.name), parser.position);
  });
  parser.on("text", take);
  parser.on("cdata", take);
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // A document type that never ends is not announced by the parser before it gives up.
    if (/^\s*(<\?[^>]*\?>\s*)*<!DOCTYPE/i.test(text.slice(0, 2000))) throw new Unreadable("doctype");
    throw new Unreadable("not-xml", error instanceof Error ? error.message : undefined);
  }
}
