import { hasEscapes } from "./damaged-text.ts";
import { Unreadable, type UnreadableCode } from "./unreadable.ts";
import {
  closingTagOf,
  hasIllegal,
  isSeenName,
  localName,
  openTagOf,
  withoutReferences,
} from "./xml-words.ts";

/** No claim file nests deeper than a dozen elements. */
const DEEPEST = 32;

/** A tag with all its attributes; the longest we know of, with namespaces, has some hundred characters. */
const LONGEST_TAG = 64 * 1024;

/** A reference, or the end of a section, that is cut by the end of a piece begins no further back than this. */
const LONGEST_REFERENCE = 12;

/** A closing tag with its prefix and the blanks that some write into it. */
const LONGEST_CLOSING = 200;

/** What a reader of XML is told. Names are local names; positions count characters of the text. */
export type XmlListener = {
  open(name: string, at: number): void;
  text(text: string): void;
  close(name: string, end: number): void;
  /** An element of nothing but text, told at once where the listener would rather hear it so; false tells it in three. */
  leaf?(name: string, text: string): boolean;
};

type Mode = "content" | "comment" | "instruction" | "section" | "lost";

/** What ends what may be passed over or handed on before its end is known. */
const endings = { comment: "-->", instruction: "?>", section: "]]>" } as const;

/**
 * Walks a well-formed XML text that comes in pieces. Nothing is fetched or expanded: a DOCTYPE is refused outright, and
 * so is text that nests too deep, or a comment longer than `longest` characters. Text is handed on as it comes, so that
 * none is too long to hold. A claim file is elements and text, so this walks by searching for the next "<".
 */
export class XmlWalker {
  readonly #listener: XmlListener;
  readonly #longest: number;
  /** What is not walked yet, from `#at` on, and the place of its first character in the whole text. */
  #window = "";
  #windowAt = 0;
  #at = 0;
  #mode: Mode = "content";
  #passed = 0;
  #open: { raw: string; name: string }[] = [];
  #rootClosed = false;
  #suspect = false;
  #sought = "";
  /** Set once bytes that are no letters stand in the text: then every text is searched for them. */
  damaged = false;

  constructor(listener: XmlListener, longest: number) {
    this.#listener = listener;
    this.#longest = longest;
  }

  /** The text between two positions that lie in what was written last. */
  slice(from: number, to?: number): string {
    return this.#window.slice(from - this.#windowAt, to === undefined ? undefined : to - this.#windowAt);
  }

  /** Where what was written so far ends. */
  get end(): number {
    return this.#windowAt + this.#window.length;
  }

  /** Walks on; after it threw, `passOver` may go on behind the element that is broken. */
  write(text: string): void {
    const rest = this.#window.slice(this.#at);
    this.#windowAt += this.#at;
    this.#window = rest + text;
    this.#at = 0;
    this.#suspect ||= hasIllegal(text);
    while (this.#step());
  }

  close(): void {
    if (
      this.#mode !== "content" ||
      this.#at < this.#window.length ||
      this.#open.length > 0 ||
      !this.#rootClosed
    )
      throw this.#broken();
  }

  /** Gives up the innermost open element of that name and goes on behind its end. Answers whether there is one. */
  passOver(name: string): boolean {
    const depth = this.#open.map((element) => element.name).lastIndexOf(name);
    if (depth === -1) return false;
    this.#open.length = depth;
    this.#mode = "lost";
    this.#sought = name;
    while (this.#step());
    return true;
  }

  #broken(code: UnreadableCode = "not-xml"): Unreadable {
    const near = this.#open.at(-1);
    return new Unreadable(
      code,
      near && code === "not-xml" ? `ở trong thẻ ${near.raw.slice(0, 60)}` : undefined,
    );
  }

  /** One step on; false when more must come first. */
  #step(): boolean {
    if (this.#mode === "content") return this.#content();
    if (this.#mode === "lost") return this.#lost();
    return this.#section(this.#mode);
  }

  #content(): boolean {
    const window = this.#window;
    const open = window.indexOf("<", this.#at);
    if (open !== this.#at) {
      if (open === -1) return this.#tail();
      this.#text(window.slice(this.#at, open));
      this.#at = open;
    }
    const next = window.charCodeAt(open + 1);
    if (next === 0x2f) return this.#closing();
    if (next === 0x21 || next === 0x3f) return this.#markup();
    return Number.isNaN(next) ? false : this.#opening();
  }

  /** Text whose end has not come: what may be cut in the middle of a reference waits. */
  #tail(): boolean {
    const window = this.#window;
    let until = window.length;
    const reference = window.lastIndexOf("&");
    if (reference >= this.#at && reference > until - LONGEST_REFERENCE && !window.includes(";", reference))
      until = reference;
    while (until > this.#at && (window[until - 1] === "\r" || window[until - 1] === "]")) until -= 1;
    if (until > this.#at) this.#text(window.slice(this.#at, until));
    this.#at = until;
    return false;
  }

  #judge(text: string): void {
    if (this.#suspect && hasIllegal(text)) throw this.#broken();
    if (this.damaged && hasEscapes(text)) throw this.#broken("encoding");
  }

  #text(text: string): void {
    this.#judge(text);
    const plain = withoutReferences(text);
    if (plain === null || text.includes("]]>")) throw this.#broken();
    if (this.#open.length > 0) this.#listener.text(plain);
    else if (plain.trim() !== "") throw this.#broken();
  }

  #closing(): boolean {
    const end = this.#window.indexOf(">", this.#at);
    if (end === -1) return this.#wait();
    const raw = closingTagOf(this.#window.slice(this.#at + 2, end));
    const element = this.#open.at(-1);
    if (!element || element.raw !== raw) throw this.#broken();
    this.#at = end + 1;
    this.#end(element.name);
    return true;
  }

  #end(name: string): void {
    this.#open.pop();
    if (this.#open.length === 0) this.#rootClosed = true;
    this.#listener.close(name, this.#windowAt + this.#at);
  }

  /** An element of text alone, under a name that was seen before, as nearly all are: one step instead of three. */
  #leaf(): boolean {
    const window = this.#window;
    if (!this.#listener.leaf || this.#open.length === 0) return false;
    const end = window.indexOf(">", this.#at);
    const raw = end === -1 ? "" : window.slice(this.#at + 1, end);
    if (!isSeenName(raw)) return false;
    const closing = window.indexOf("<", end + 1);
    const until = closing + raw.length + 2;
    if (closing === -1 || window.charCodeAt(until) !== 0x3e || window.charCodeAt(closing + 1) !== 0x2f)
      return false;
    if (!window.startsWith(raw, closing + 2) || this.#open.length >= DEEPEST) return false;
    const text = closing === end + 1 ? "" : window.slice(end + 1, closing);
    if (text !== "" && (this.#suspect || this.damaged || text.includes("]]>"))) return false;
    const plain = text === "" ? "" : withoutReferences(text);
    if (plain === null || !this.#listener.leaf(localName(raw), plain)) return false;
    this.#at = until + 1;
    return true;
  }

  #opening(): boolean {
    if (this.#leaf()) return true;
    const end = this.#endOfTag();
    if (end === -1) return this.#wait();
    const tag = openTagOf(this.#window.slice(this.#at + 1, end));
    if (!tag || (this.#rootClosed && this.#open.length === 0)) throw this.#broken();
    if (this.#open.length >= DEEPEST) throw this.#broken("too-deep");
    const at = this.#windowAt + this.#at;
    this.#at = end + 1;
    const name = localName(tag.raw);
    this.#open.push({ raw: tag.raw, name });
    this.#listener.open(name, at);
    if (tag.empty) this.#end(name);
    return true;
  }

  /** The ">" that ends the tag here; one in a quoted value does not. */
  #endOfTag(): number {
    const window = this.#window;
    let at = this.#at;
    for (;;) {
      const end = window.indexOf(">", at);
      if (end === -1) return -1;
      const quoted = window.slice(at, end).search(/["']/);
      if (quoted === -1) return end;
      const closing = window.indexOf(window.charAt(at + quoted), at + quoted + 1);
      if (closing === -1) return -1;
      at = closing + 1;
    }
  }

  #wait(): false {
    if (this.#window.length - this.#at > LONGEST_TAG) throw this.#broken("too-long");
    return false;
  }

  #markup(): boolean {
    const head = this.#window.slice(this.#at, this.#at + 9);
    const begin = (mode: keyof typeof endings, length: number) => {
      this.#mode = mode;
      this.#passed = 0;
      this.#at += length;
      return true;
    };
    if (head.startsWith("<?")) return begin("instruction", 2);
    if (head.startsWith("<!--")) return begin("comment", 4);
    if (head === "<![CDATA[") {
      if (this.#open.length === 0) throw this.#broken();
      return begin("section", 9);
    }
    if (/^<!doctype/i.test(head)) throw this.#broken("doctype");
    if (
      head.length < 9 &&
      ["<!--", "<![CDATA[", "<!DOCTYPE"].some((begun) => begun.startsWith(head.toUpperCase()))
    )
      return false;
    throw this.#broken();
  }

  /** Comments and instructions are passed over, a section is handed on, all without waiting for their end. */
  #section(mode: keyof typeof endings): boolean {
    const ending = endings[mode];
    const end = this.#window.indexOf(ending, this.#at);
    const until = end === -1 ? Math.max(this.#at, this.#window.length - LONGEST_REFERENCE) : end;
    const text = this.#window.slice(this.#at, until);
    this.#judge(text);
    if (mode === "section" && text !== "") this.#listener.text(text.replace(/\r\n?/g, "\n"));
    this.#passed += text.length;
    if (mode !== "section" && this.#passed > this.#longest) throw this.#broken("too-long");
    this.#at = end === -1 ? until : end + ending.length;
    if (end === -1) return false;
    this.#mode = "content";
    return true;
  }

  /** Behind a broken place: nothing is understood until the end of the element that holds it. */
  #lost(): boolean {
    const found = new RegExp(`</(?:[\\w.-]+:)?${this.#sought}\\s*>`, "g");
    found.lastIndex = this.#at;
    const end = found.exec(this.#window);
    if (!end) {
      const cut = this.#window.lastIndexOf("<");
      const mayBeIt = cut >= this.#at && this.#window.length - cut < LONGEST_CLOSING;
      this.#at = mayBeIt ? cut : this.#window.length;
      return false;
    }
    this.#at = end.index + end[0].length;
    this.#mode = "content";
    if (this.#open.length === 0) this.#rootClosed = true;
    this.#listener.close(this.#sought, this.#windowAt + this.#at);
    return true;
  }
}

/** Walks an XML text that is there as a whole. */
export function walkXml(text: string, listener: XmlListener, longest: number): void {
  const walker = new XmlWalker(listener, longest);
  walker.write(text);
  walker.close();
}
