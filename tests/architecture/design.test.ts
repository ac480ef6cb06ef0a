import { expect, test } from "vitest";
import { filesIn, textOf } from "./sources.ts";

/** Components that every page is made of, and those that draw: each stands on /design. */
const ours =
  /^components\/(ui|shell)\/.*\.tsx$|^components\/(record\/trend|vaccination\/(growth-chart|dose-strip))\.tsx$/;

const namesIn = (file: string) =>
  [...textOf(file).matchAll(/^export (?:async )?(?:function|const) ([A-Z]\w*[a-z]\w*)/gm)].flatMap(
    ([, name]) => name ?? [],
  );
const tagsIn = (file: string) => [...textOf(file).matchAll(/<([A-Z]\w*)/g)].flatMap(([, name]) => name ?? []);

test("every component that pages are made of is shown on /design, itself or within another", () => {
  const files = [...filesIn("components"), ...filesIn("app/_entry")].filter((file) => file.endsWith(".tsx"));
  const homeOf = new Map(files.flatMap((file) => namesIn(file).map((name) => [name, file] as const)));
  const shown = new Set<string>();
  const look = (file: string): void => {
    for (const name of tagsIn(file)) {
      if (shown.has(name)) continue;
      shown.add(name);
      const home = homeOf.get(name);
      if (home) look(home);
    }
  };
  filesIn("app/design")
    .filter((file) => file.endsWith(".tsx"))
    .forEach(look);
  const missing = files
    .filter((file) => ours.test(file))
    .flatMap(namesIn)
    .filter((name) => !shown.has(name));
  expect(missing).toEqual([]);
  expect(shown.size).toBeGreaterThan(50);
});
