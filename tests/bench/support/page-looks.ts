import type { Page } from "@playwright/test";

/** The ways of looking at a page that stands in a browser. */
const windows = { narrow: [320, 640], phone: [360, 740], lying: [740, 360], tablet: [820, 1180] } as const;
const themes = ["light", "dark", "sun"] as const;
const texts = ["normal", "large", "200%"] as const;

export type Look = {
  window: keyof typeof windows;
  theme: (typeof themes)[number];
  text: (typeof texts)[number];
};

export const nameOf = ({ window, theme, text }: Look) => `${window} ${theme} ${text}`;

/** A dozen, in which every two of window, theme and letters meet: what is broken seldom takes all three. */
export const looks: Look[] = (Object.keys(windows) as Look["window"][]).flatMap((window, at) =>
  themes.map((theme, also) => ({ window, theme, text: texts[(at + also) % texts.length] ?? "normal" })),
);

/** Lets a page stand in one way. The book's own settings are marks on the root; a browser's large type grows its letters. */
export async function show(page: Page, { window, theme, text }: Look): Promise<void> {
  const [width, height] = windows[window];
  await page.setViewportSize({ width, height });
  await page.evaluate(
    ({ theme, text }) => {
      const { documentElement: root } = document;
      root.dataset.theme = theme;
      root.dataset.text = text === "large" ? "large" : "normal";
      root.style.setProperty("font-size", text === "200%" ? "200%" : "");
      // A colour on its way to another is neither, and what sticks to an edge covers what can be scrolled away from under it.
      const still = new CSSStyleSheet();
      still.replaceSync(
        "*, ::before, ::after { transition: none !important } [data-sticks] { position: static !important }",
      );
      document.adoptedStyleSheets = [still];
    },
    { theme, text },
  );
}

/** Does something with a page, and leaves it as it stood. */
export async function andPutBack<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const size = page.viewportSize();
  const stood = await page.evaluate(() => {
    const { documentElement: root } = document;
    const marks = Object.fromEntries(
      ["data-theme", "data-text", "style"].map((name) => [name, root.getAttribute(name)]),
    );
    return { marks, x: scrollX, y: scrollY };
  });
  try {
    return await act();
  } finally {
    if (size) await page.setViewportSize(size);
    await page.evaluate(({ marks, x, y }) => {
      for (const [name, value] of Object.entries(marks))
        if (value === null) document.documentElement.removeAttribute(name);
        else document.documentElement.setAttribute(name, value);
      document.adoptedStyleSheets = [];
      scrollTo(x, y);
    }, stood);
  }
}

/** What is wider than the window, and what is cut off within a box that does not scroll. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (one: Element) =>
      `${one.localName}${one.id && `#${one.id}`} ${one.className && `.${String(one.className).split(" ")[0]}`} “${(one.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
    const { documentElement: root } = document;
    const all = [...document.body.querySelectorAll("*")].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }),
    );
    const sideways = root.scrollWidth > root.clientWidth;
    const outside = all.filter(
      (one) => !one.children.length && one.getBoundingClientRect().right > root.clientWidth + 1,
    );
    const cut = all.filter((one) => {
      const { overflowX, textOverflow } = getComputedStyle(one);
      const hides = /hidden|clip/.test(overflowX) && textOverflow !== "ellipsis";
      return hides && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && one.textContent?.trim();
    });
    return [
      ...(sideways ? [`scrolls sideways: ${outside.slice(0, 2).map(nameOf).join(", ")}`] : []),
      ...cut.slice(0, 2).map((one) => `cuts words off: ${nameOf(one)}`),
    ];
  });
}
