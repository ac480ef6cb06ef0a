import { SaxesParser } from "saxes";
import { Unreadable } from "./unreadable.ts";

/** No claim file nests deeper than a dozen elements. */
const DEEPEST = 32;

/** A tag whose name is cut by the end of a chunk begins no further back than this. */
const LONGEST_NAME = 512;

/** Shorter texts are left to the parser: looking at them twice would cost more than it saves. */
const LONG_TEXT = 256;

/** Letters that mean nothing but themselves, which base64 and its line breaks are made of. */
const PLAIN = /^[A-Za-z0-9+/=\s]*$/;

/** What a reader of XML is told. Names are local names; positions count characters of the text. */
export type XmlListener = {
  open(name: string, at: number): void;
  text(text: string): void;
  close(name: string, end: number): void;
};

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** What saxes holds of a text that has not ended; private there, so the version is pinned and a test reads a long one. */
const heldText = {
  take(parser: SaxesParser): string {
    const held: unknown = Reflect.get(parser, "text");
    Reflect.set(parser, "text", "");
    return typeof held === "string" ? held : "";
  },
};

/**
 * Walks a well-formed XML text that comes in pieces. Nothing is fetched or expanded: a DOCTYPE is refused outright, and
 * so is text that nests too deep, or a tag, comment or section longer than `longest` characters. Text is handed on as
 * it comes, so that none is too long to hold.
 */
export class XmlWalker {
  readonly #parser = new SaxesParser({ xmlns: false });
  readonly #listener: XmlListener;
  readonly #longest: number;
  #window = "";
  #windowAt = 0;
  #lastEvent = 0;
  #lastOpen = 0;
  #inTag = false;
  #depth = 0;
  #head = "";
  /** Characters that the parser did not see. */
  #passedBy = 0;

  constructor(listener: XmlListener, longest: number) {
    this.#listener = listener;
    this.#longest = longest;
    const parser = this.#parser;
    let startedAt = 0;
    const position = () => parser.position + this.#passedBy;
    const note = () => {
      this.#lastEvent = position();
    };
    parser.on("doctype", () => {
      throw new Unreadable("doctype");
    });
    parser.on("opentagstart", () => {
      note();
      this.#inTag = true;
      startedAt = this.#windowAt + this.#window.lastIndexOf("<", position() - this.#windowAt - 1);
    });
    parser.on("opentag", (tag) => {
      note();
      this.#inTag = false;
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw new Unreadable("too-deep");
      listener.open(localName(tag.name), startedAt);
    });
    parser.on("closetag", (tag) => {
      note();
      this.#inTag = false;
      this.#depth -= 1;
      listener.close(localName(tag.name), position());
    });
    const hand = (value: string) => {
      if (value !== "") listener.text(value);
    };
    parser.on("text", (value) => {
      // Said once the "<" that ends the text is read, and what follows it may be a comment.
      this.#lastEvent = position() - 1;
      hand(value);
    });
    parser.on("cdata", (value) => {
      note();
      hand(value);
    });
    parser.on("comment", note);
    parser.on("processinginstruction", note);
    this.#hand = (value) => {
      // Between two writes the parser's own position is ahead.
      this.#lastEvent = this.end;
      hand(value);
    };
  }

  readonly #hand: (value: string) => void;

  /** The text between two positions that lie in what was written last. */
  slice(from: number, to?: number): string {
    return this.#window.slice(from - this.#windowAt, to === undefined ? undefined : to - this.#windowAt);
  }

  /** Where what was written so far ends. */
  get end(): number {
    return this.#windowAt + this.#window.length;
  }

  write(text: string): void {
    const cut = this.#window.slice(-LONGEST_NAME);
    const carried = cut.slice(cut.lastIndexOf("<") === -1 ? cut.length : cut.lastIndexOf("<"));
    this.#windowAt = this.end - carried.length;
    this.#window = carried + text;
    if (this.#head.length < 2000) this.#head += text.slice(0, 2000);
    this.#run(() => this.#parse(text));
    const open = text.lastIndexOf("<");
    if (open !== -1) this.#lastOpen = this.end - text.length + open;
    // Only plain text has no "<" since the last tag: what is held is not a comment, section or attribute.
    if (!this.#inTag && this.#lastOpen < this.#lastEvent && this.#depth > 0)
      this.#hand(heldText.take(this.#parser));
    else if (this.end - this.#lastEvent > this.#longest) throw new Unreadable("too-long");
  }

  /** Gives the parser a text, all but long plain texts between tags: those are handed on as they are, ten times as fast. */
  #parse(text: string): void {
    const at = this.end - text.length;
    let parsed = 0;
    for (let from = 0; from < text.length; ) {
      const tag = text.indexOf("<", from);
      const to = tag === -1 ? text.length : tag;
      // A line end may be cut in two here; its first half waits for the parser.
      const end = to - (text[to - 1] === "\r" ? 1 : 0);
      const begin = Math.max(from, text.lastIndexOf(">", to) + 1);
      if (end - begin >= LONG_TEXT) {
        const plain = text.slice(begin, end);
        if (begin > parsed) this.#parser.write(text.slice(parsed, begin));
        parsed = begin;
        // Only between tags has the last event ended where the text begins; in a comment or a section it has not.
        if (this.#depth > 0 && !this.#inTag && this.#lastEvent === at + begin && PLAIN.test(plain)) {
          this.#passedBy += plain.length;
          this.#lastEvent = at + end;
          parsed = end;
          this.#listener.text(plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain);
        }
      }
      from = to + 1;
    }
    if (parsed < text.length) this.#parser.write(text.slice(parsed));
  }

  close(): void {
    this.#run(() => this.#parser.close());
  }

  #run(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      // A document type that never ends is not announced by the parser before it gives up.
      if (/^\s*(<\?[^>]*\?>\s*)*<!DOCTYPE/i.test(this.#head)) throw new Unreadable("doctype");
      throw new Unreadable("not-xml", error instanceof Error ? error.message : undefined);
    }
  }
}

/** Walks an XML text that is there as a whole. */
export function walkXml(text: string, listener: XmlListener, longest: number): void {
  const walker = new XmlWalker(listener, longest);
  walker.write(text);
  walker.close();
}
