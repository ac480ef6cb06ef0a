import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { letters } from "../../lib/platform/fonts/letters.ts";
import { cut, kept, weights } from "./letters.ts";
import { root } from "./start/root.ts";

it.each(weights)("keeps weight %d as it is cut from the whole font", async (weight) => {
  expect(Buffer.compare(await cut(weight), kept(weight))).toBe(0);
});

it.each(["vi", "en"])("holds every letter of the copy in %s", (language) => {
  const folder = path.join(root, "components/copy", language);
  const words = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  const missing = new Set([...words.join("")].filter((one) => one !== "\n" && !letters.includes(one)));
  expect([...missing]).toEqual([]);
});
