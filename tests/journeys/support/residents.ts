import fs from "node:fs";
import path from "node:path";
import type { Person } from "./people.ts";

/** One of the invented residents that this book began with, by their place; each place belongs to one journey. */
export function resident(place: number): Person {
  const dataDir = path.dirname(process.env.READY_FILE ?? "");
  const list = fs.readFileSync(path.join(dataDir, "sample-population/people.txt"), "utf8");
  const [personalId = "", name = ""] = list.split("\n")[place]?.split("\t") ?? [];
  return { personalId, name };
}
