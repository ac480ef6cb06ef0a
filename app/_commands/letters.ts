import fs from "node:fs";
import path from "node:path";
import subsetFont from "subset-font";
import { letters } from "../../lib/platform/fonts/letters.ts";
import { root } from "./start/root.ts";

export const weights = [400, 600, 700] as const;
const fileOf = (weight: number, kind: string) =>
  path.join(root, `lib/platform/fonts/be-vietnam-pro-${weight}.${kind}`);

const options = {
  targetFormat: "woff2",
  noHinting: true,
  noLayoutClosure: true,
  keepFeatures: ["kern", "ccmp", "locl"],
} as const;

/**
 * The letters of one weight as browsers get them: a third of the bytes that the usual two parts (latin, vietnamese) of it
 * have together. Without hints for coarse screens, which phones do not read, and without forms that no text of ours asks for.
 */
export const cut = (weight: number) => subsetFont(fs.readFileSync(fileOf(weight, "ttf")), letters, options);
export const kept = (weight: number) => fs.readFileSync(fileOf(weight, "woff2"));

// `npm run letters`: cuts them anew out of the whole fonts beside them.
if (import.meta.main)
  for (const weight of weights) fs.writeFileSync(fileOf(weight, "woff2"), await cut(weight));
