import fs from "node:fs";
import path from "node:path";

/** A card as the insurer's own books have it. */
export type Card = {
  number: string;
  from: string;
  to: string;
  facility: string;
  name: string;
  birth: string;
};

function field(xml: string, name: string): string {
  const found = xml.match(new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`));
  return (found?.[1] ?? "").trim();
}

function cardsOf(file: string): Card[] {
  const parts = fs
    .readFileSync(file, "utf8")
    .matchAll(/<LOAIHOSO>\s*XML1\s*<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]*)/g);
  return [...parts].flatMap(([, base64 = ""]) => {
    const xml = Buffer.from(base64, "base64").toString("utf8");
    const list = (name: string) => field(xml, name).split(";");
    const [from, to, facility] = [list("GT_THE_TU"), list("GT_THE_DEN"), list("MA_DKBD")];
    return list("MA_THE_BHYT").flatMap((number, at) =>
      number === ""
        ? []
        : [
            {
              number,
              from: from[at] ?? "",
              to: to[at] ?? "",
              facility: facility[at] ?? facility[0] ?? "",
              name: field(xml, "HO_TEN"),
              birth: field(xml, "NGAY_SINH").slice(0, 8).padEnd(8, "0"),
            },
          ],
    );
  });
}

/** The cards of all claim files under some folders, each as the file that comes last has it. */
export function cardsUnder(folders: readonly string[]): Map<string, Card> {
  const files = folders.filter(fs.existsSync).flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.xml$/i.test(name))
      .sort()
      .map((name) => path.join(folder, name)),
  );
  return new Map(files.flatMap(cardsOf).map((card) => [card.number, card]));
}
