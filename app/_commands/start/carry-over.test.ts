import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { actionsKey, carryOver } from "./carry-over.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "carry-over-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const at = path.join(folder, ".next");

/** A release as `next build` leaves it, in the place of the one before. */
function release(scripts: readonly string[], key: string): void {
  const putBack = carryOver(at, path.join(folder, "aside"));
  fs.rmSync(at, { recursive: true, force: true });
  for (const [name, text] of [
    ...scripts.map((one) => [`static/chunks/${one}`, one] as const),
    ["server/server-reference-manifest.json", JSON.stringify({ encryptionKey: key })] as const,
    ["book-sources", "done"] as const,
  ]) {
    fs.mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
    fs.writeFileSync(path.join(at, name), text);
  }
  putBack();
}
const served = () => fs.readdirSync(path.join(at, "static/chunks")).sort();

test("scripts of the release before are served beside the new ones, those of older releases no more", () => {
  expect(actionsKey(at)).toBeUndefined();
  release(["shared.js", "one.js"], "first");
  expect(served()).toEqual(["one.js", "shared.js"]);
  expect(actionsKey(at)).toBe("first");
  release(["shared.js", "two.js"], "first");
  expect(served()).toEqual(["one.js", "shared.js", "two.js"]);
  release(["shared.js", "three.js"], "first");
  expect(served()).toEqual(["shared.js", "three.js", "two.js"]);
  fs.rmSync(path.join(at, "book-sources"));
  release(["four.js"], "first");
  expect(served(), "a build that was cut short is no release").toEqual(["four.js"]);
});
