import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import type { Seen } from "./onlookers/pages.ts";
import { notesOf, withJourneys } from "./support/walks.ts";

type Found = { what: string; on: Set<string>; looks: Set<string>; picture: string };

/** What is wrong, each thing once, with where and in which looks it was seen. */
function foundIn(seen: readonly Seen[]): Found[] {
  const found = new Map<string, Found>();
  for (const { address, look, picture, wrong } of seen) {
    for (const what of wrong) {
      const line = found.get(what) ?? { what, on: new Set(), looks: new Set(), picture };
      line.on.add(address);
      line.looks.add(look);
      found.set(what, line);
    }
  }
  return [...found.values()];
}

/** Every page and state that the journeys of citizens come to, looked at in many ways: what is not accessible, what is too wide, and a picture. */
export default async function pages(book: BenchBook): Promise<BenchRow[]> {
  const { seen, failed } = await withJourneys(book, "pages", async (walk) => {
    const failed = await walk.walk(["phone", "desk"], 2);
    // Here the issuers misbehave towards everybody, so it comes last.
    failed.push(...(await walk.walk(["issuer"], 1)));
    return { seen: notesOf<Seen>(walk), failed };
  });
  const summary = {
    what: "pages in their states, and pictures",
    pages: new Set(seen.flatMap(({ picture }) => picture.split("/").at(-1) || [])).size,
    looks: seen.length,
  };
  const lines = foundIn(seen).map(({ what, on, looks, picture }) => ({
    what,
    pages: on.size,
    looks: looks.size,
    "first pages": [...on].slice(0, 3).join(" "),
    "first look": [...looks][0] ?? "",
    picture,
  }));
  return [
    summary,
    ...lines,
    { what: `journeys that did not come to their end: ${failed.join("; ") || "none"}` },
  ];
}
