import fs from "node:fs";
import path from "node:path";
import { somebody } from "../../support/claims.ts";
import { dataDir } from "./surroundings.ts";

/** One of the invented residents that this book began with: as who signs in, and as a claim names them. */
export function resident(at: number) {
  const list = fs.readFileSync(path.join(dataDir(), "sample-population/people.txt"), "utf8");
  const [personalId = "", name = "", born = ""] = list.split("\n")[at]?.split("\t") ?? [];
  const named = somebody({ name: name.toUpperCase(), birth: `${born}0000`, id: personalId, card: "" });
  return { personalId, name, named };
}

/** A time of a claim, `days` from today. */
export const claimTime = (days: number, time = "") =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "") + time;
