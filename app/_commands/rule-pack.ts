import fs from "node:fs";
import path from "node:path";
import { published } from "#lib/vaccination/packs/published-packs.ts";
import { packOfSupportingData } from "#lib/vaccination/packs/supporting-data.ts";
import { root } from "./start/root.ts";
import { say } from "./start/say.ts";

const USAGE = `npm run rule-pack -- cdc|who DIR
  Makes lib/vaccination/packs/cdc.data.json or who.data.json anew from a folder of CDSi supporting data.`;

const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, "utf8"));

const [name, folder] = process.argv.slice(2);
if ((name === "cdc" || name === "who") && folder) {
  const { schedule, ...about } = published[name];
  const from = path.resolve(process.env.INIT_CWD ?? ".", folder);
  const antigens = fs.readdirSync(from).filter((file) => file.endsWith(".json") && file !== schedule);
  const files = antigens.sort().map((file) => read(path.join(from, file)));
  const pack = packOfSupportingData(about, read(path.join(from, schedule)), files);
  const to = path.join("lib/vaccination/packs", `${name}.data.json`);
  // One antigen to a line, so that a new edition shows what it changes.
  const antigenLines = Object.entries(pack.antigens).map(
    ([key, rules]) => `${JSON.stringify(key)}:${JSON.stringify(rules)}`,
  );
  const { antigens: _, ...rest } = pack;
  const text = `${JSON.stringify(rest).slice(0, -1)},"antigens":{\n${antigenLines.join(",\n")}\n}}\n`;
  fs.writeFileSync(path.join(root, to), text);
  say(`${to}: ${antigenLines.length} antigens, ${Math.round(text.length / 1000)} kB`);
} else {
  say(USAGE);
  process.exitCode = 1;
}
