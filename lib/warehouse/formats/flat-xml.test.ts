import { expect, test } from "vitest";
import { walkFlatXml } from "./flat-xml.ts";
import { walkXml } from "./xml.ts";

/** What a listener is told, as one text. */
function told(
  walk: (listener: { open(name: string): void; text(text: string): void; close(): void }) => unknown,
) {
  const steps: string[] = [];
  walk({
    open: (name) => steps.push(`<${name}>`),
    text: (text) => steps.push(text),
    close: () => steps.push("</>"),
  });
  // Blanks around the root mean nothing.
  return steps.join("").trim();
}

test.each([
  "<A><B>một</B><C/><D></D></A>",
  '<?xml version="1.0" encoding="utf-8"?>\n<A>\n  <B> a  b </B>\n</A>\n',
  "<k:A><k:B>1</k:B></k:A>",
  "<A ><B\n>x</B ></A>",
  "<A><B>x &lt; y &amp;&amp; z &gt; &quot;1&quot; &apos;</B></A>",
  "<A><B>😀 > 1</B></A>",
])("reads %j as a whole parser does", (xml) => {
  expect(told((listener) => expect(walkFlatXml(xml, listener)).toBe(true))).toBe(
    told((listener) => walkXml(xml, listener, 1000)),
  );
});

test.each([
  ["an attribute", '<A><B x="1">1</B></A>'],
  ["a comment", "<A><!-- B --><B>1</B></A>"],
  ["a section", "<A><B><![CDATA[1]]></B></A>"],
  ["a document type", "<!DOCTYPE A><A/>"],
  ["an instruction", "<A><?x y?></A>"],
  ["another entity", "<A>&eacute;</A>"],
  ["a number of a letter", "<A>&#233;</A>"],
  ["a bare ampersand", "<A>a & b</A>"],
  ["an entity without its end", "<A>&amp</A>"],
  ["a tag that is not closed", "<A><B>1</A>"],
  ["tags that cross", "<A><B></A></B>"],
  ["nothing but a text", "một"],
  ["no element", " "],
  ["two roots", "<A/><A/>"],
  ["text after the root", "<A/>x"],
  ["a tag that is cut", "<A><B"],
  ["a letter that XML has not", "<A>\u0001</A>"],
  ["half a letter", "<A>\ud83d</A>"],
  ["the end of a section in a text", "<A>]]></A>"],
  ["a carriage return", "<A>\r\n</A>"],
  ["a name that is none", "<A><1>x</1></A>"],
  ["deep nesting", "<A>".repeat(40) + "</A>".repeat(40)],
])("leaves %s to a whole parser and tells nothing", (_, xml) => {
  expect(told((listener) => expect(walkFlatXml(xml, listener)).toBe(false))).toBe("");
});
