import { expectReadable } from "./support/reading.ts";
import { bookUrl } from "./support/surroundings.ts";
import { expect, test } from "./support/test.ts";

for (const lang of ["vi", "en"]) {
  for (const theme of ["light", "dark"]) {
    test(`every part of the book is readable in every state: ${lang}, ${theme}`, async ({
      page,
      context,
    }) => {
      await context.addCookies([
        { name: "lang", value: lang, url: bookUrl },
        { name: "theme", value: theme, url: bookUrl },
      ]);
      await page.goto("/design");
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expectReadable(page);
    });
  }
}

test("nothing moves for whoever asks for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/design");
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
        return (
          Number.parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior !== "auto"
        );
      })
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});

test("in the reader's own colours what is chosen, done or confirmed still looks so", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/design");
  const fill = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await fill("label.time-choice:has(:checked)")).not.toBe(
    await fill("label.time-choice:not(:has(:checked), :has(:disabled))"),
  );
  expect(await fill(".rounded-tag.bg-ink")).not.toBe(await fill(".rounded-tag.border-dashed"));
  const ink = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
      return getComputedStyle(document.documentElement).getPropertyValue("--ink");
    }, theme);
  expect([await ink("light"), await ink("dark"), await ink("sun")]).toEqual(Array(3).fill("CanvasText"));
});

test("in a low window nothing sticks to an edge", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto("/design");
  const sticks = await page.evaluate(
    () =>
      [...document.querySelectorAll("body *")].filter((one) =>
        /sticky|fixed/.test(getComputedStyle(one).position),
      ).length,
  );
  expect(sticks).toBe(0);
});
