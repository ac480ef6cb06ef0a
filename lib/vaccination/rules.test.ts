import { build } from "esbuild";
import { expect, test } from "vitest";

test("what is safe in the browser builds for one: nothing of Node, no rule pack, a small weight", async () => {
  const built = await build({
    entryPoints: ["lib/vaccination/rules.ts"],
    bundle: true,
    platform: "browser",
    format: "esm",
    minify: true,
    write: false,
    logLevel: "silent",
  });
  expect(built.warnings).toEqual([]);
  expect(built.outputFiles[0]?.contents.length).toBeLessThan(60_000);
});
