import type { Document } from "./export-document.ts";

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const style = `body{max-width:40rem;margin:0 auto;padding:1rem;font:1.0625rem/1.5 system-ui,sans-serif;color:#12201f}
h1{font-size:1.7rem;line-height:1.3}h2{font-size:1.25rem;border-top:2px solid;padding-top:.75rem;margin-top:2.5rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem}dl{margin:0}dl div{border-bottom:1px solid #cdd6d5;padding:.35rem 0}
dt{color:#3a4947;font-size:.9375rem}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}`;

/** The copy as one page that needs nothing else: no script, nothing from anywhere. */
export function htmlOf({ language, title, lead, parts }: Document): string {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const body = parts.map(({ title: name, none, entries }) => {
    const each = entries.map(({ title: entry, facts }) => {
      const lines = facts.map(
        ({ noun, fact }) =>
          `<div>${noun ? `<dt>${escaped(noun)}</dt>` : "<dt hidden></dt>"}<dd>${escaped(fact)}</dd></div>`,
      );
      return `<h3>${escaped(entry)}</h3>${lines.length ? `<dl>${lines.join("")}</dl>` : ""}`;
    });
    return `<section><h2>${escaped(name)}</h2>${each.join("\n") || paragraph(none)}</section>`;
  });
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
${lead.map(paragraph).join("\n")}
${body.join("\n")}
</body></html>
`;
}
