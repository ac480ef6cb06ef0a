import type { APIRequestContext } from "@playwright/test";
import { bookUrl } from "./surroundings.ts";

/** A form as it stands on a page: where it is sent, and what it carries that nobody typed. */
export type FoundForm = { at: string; fields: Record<string, string> };
/** What somebody finds who follows every link of their book. */
export type Walk = { pages: Map<string, string>; forms: FoundForm[] };

const plain = (text: string) =>
  text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<");

/** The words of a page, without its scripts and marks. */
export function wordsOf(html: string): string {
  const main = /<main[\s\S]*?<\/main>/.exec(html)?.[0] ?? html;
  return plain(main.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ");
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/<a[^>]*\shref="(\/[^"]*)"/g)].map(
    ([, href = ""]) => plain(href).split("#")[0] ?? "",
  );
}

function formsOf(html: string, page: string): FoundForm[] {
  return html
    .split("<form")
    .slice(1)
    .map((part) => part.split("</form>")[0] ?? "")
    .filter((part) => /method="post"/i.test(part))
    .map((part) => ({
      at: page,
      fields: Object.fromEntries(
        [...part.matchAll(/<(?:input|button)[^>]*?\sname="([^"]*)"(?:[^>]*?\svalue="([^"]*)")?[^>]*>/g)].map(
          ([, name = "", value = ""]) => [plain(name), plain(value)],
        ),
      ),
    }));
}

/** Follows every link from the cover, at most `most` pages; what leads out of the book is left out. */
export async function walk(request: APIRequestContext, most: number): Promise<Walk> {
  const pages = new Map<string, string>();
  const forms: FoundForm[] = [];
  const waiting = ["/"];
  const known = new Set(waiting);
  for (let address = waiting.shift(); address !== undefined && pages.size < most; address = waiting.shift()) {
    const answer = await request.get(`${bookUrl}${address}`);
    if (!answer.headers()["content-type"]?.includes("text/html")) continue;
    const html = await answer.text();
    pages.set(address, html);
    forms.push(...formsOf(html, address));
    for (const link of linksOf(html)) {
      if (known.has(link) || /^\/(sign-in|api|help|status|design)/.test(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
  return { pages, forms };
}
