import { expect, test } from "vitest";
import { dressed } from "./look.ts";

test("a page of the build takes the look that its reader chose, and no other word", () => {
  const plain = '<!doctype html><html lang="vi"><head>';
  const dark = '<!doctype html><html lang="vi" data-theme="dark" data-text="large"><head>';
  expect(dressed(plain, ["dark", "large", '"><script>'])).toBe(dark);
  // What the worker kept was dressed for the day on which it was kept.
  expect(dressed(dark, ["sun"])).toBe('<!doctype html><html lang="vi" data-theme="sun"><head>');
  expect(dressed(dark, [])).toBe(plain);
});
