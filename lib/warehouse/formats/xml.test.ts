import { expect, test } from "vitest";
import { Unreadable } from "./unreadable.ts";
import { XmlWalker } from "./xml.ts";

/** What a walker tells of a text that comes in pieces, texts joined; or why it stops. */
function walked(text: string, size = text.length): string {
  const told: string[] = [];
  const walker = new XmlWalker(
    {
      open: (name) => told.push(`<${name}>`),
      text: (piece) => told.push(piece),
      close: (name) => told.push(`</${name}>`),
    },
    1000,
  );
  try {
    for (let at = 0; at < text.length; at += size) walker.write(text.slice(at, at + size));
    walker.close();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.code;
  }
  return told.join("");
}

test.each([
  ["elements and texts", "<a><b>1</b><c/></a>", "<a><b>1</b><c></c></a>"],
  ["attributes, which say nothing", `<a x="1 > 2" y='"'><b z = "&amp;"/></a>`, "<a><b></b></a>"],
  ["prefixes, which say nothing", '<k:a xmlns:k="u"><k:b>1</k:b></k:a>', "<a><b>1</b></a>"],
  ["references", "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", "<a><>&\"'A😀</a>"],
  ["a section", "<a><![CDATA[<b>&x;]] >]]></a>", "<a><b>&x;]] ></a>"],
  [
    "comments and instructions",
    '<?xml version="1.0"?><!-- - --><a><?p q?>1<!-- <b> --></a><!---->',
    "<a>1</a>",
  ],
  ["a declaration inside, as producers nest it", '<a><?xml version="1.0"?><b/></a>', "<a><b></b></a>"],
  ["line ends of three kinds", "<a>1\r\n2\r3\n</a>", "<a>1\n2\n3\n</a>"],
  ["blanks in tags", "<a ><b /></a\n>", "<a><b></b></a>"],
  ["marks and letters beyond two bytes", "<a>ệ𠀀 ] ]]</a>", "<a>ệ𠀀 ] ]]</a>"],
  ["thirty-two levels", "<a>".repeat(32) + "</a>".repeat(32), "<a>".repeat(32) + "</a>".repeat(32)],
])("%s are walked, in whatever pieces", (_, text, told) => {
  for (const size of [1, 2, 3, 7, text.length]) expect(walked(text, size)).toBe(told);
});

test.each([
  ["nothing", "<!-- -->", "not-xml"],
  ["an end that is missing", "<a><b></b>", "not-xml"],
  ["ends in the wrong order", "<a><b></a></b>", "not-xml"],
  ["a second root", "<a/><b/>", "not-xml"],
  ["text beside the root", "<a/>b", "not-xml"],
  ["a section beside the root", "<a/><![CDATA[b]]>", "not-xml"],
  ["an ampersand alone", "<a>1 & 2</a>", "not-xml"],
  ["a reference without its end", "<a>&amp</a>", "not-xml"],
  ["an entity that nobody declared", "<a>&nbsp;</a>", "not-xml"],
  ["a reference to half a letter", "<a>&#xD800;</a>", "not-xml"],
  ["a reference to nothing", "<a>&#0;</a>", "not-xml"],
  ["a control character", "<a>\u0000</a>", "not-xml"],
  ["the end of a section in text", "<a>]]></a>", "not-xml"],
  ["a name that is none", "<1/>", "not-xml"],
  ["an attribute without quotes", "<a b=1/>", "not-xml"],
  ["an attribute twice", '<a b="1" b="2"/>', "not-xml"],
  ["an attribute with a tag in it", '<a b="<c>"/>', "not-xml"],
  ["attributes that touch", '<a b="1"c="2"/>', "not-xml"],
  ["a quote that never ends", '<a b="1><c/></a>', "not-xml"],
  ["a document type", "<!DOCTYPE a []><a/>", "doctype"],
  ["a document type in small letters", "<!doctype a><a/>", "doctype"],
  ["a document type inside", "<a><!DOCTYPE b></a>", "doctype"],
  ["another declaration", "<a><!ELEMENT b></a>", "not-xml"],
  ["thirty-three levels", "<a>".repeat(33), "too-deep"],
  ["an endless attribute", `<a b="${"x".repeat(70_000)}"/>`, "too-long"],
  ["an endless comment", `<a><!--${"x".repeat(2000)}--></a>`, "too-long"],
])("%s stops the walk, in whatever pieces", (_, text, code) => {
  for (const size of text.length > 1000 ? [1000] : [1, 3, text.length]) expect(walked(text, size)).toBe(code);
});
