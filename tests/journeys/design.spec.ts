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
