import { expect, type Locator, type Page } from "@playwright/test";

/** What is kept in the page between two keys: the stops as a finger finds them, and how to call one. */
type Found = { keyboard: { stops: Element[]; nameOf: (one: Element) => string } };
/** What the keyboard stands on: where on the page it is, whether it has stops within, and what is wrong with being there. */
type Stop = { at: number; inParts?: boolean; wrong: string[] };

/**
 * Runs in the page. Numbers what a finger could press in the order in which it stands there, notes what only a finger could
 * press and which links say the same but lead elsewhere, and puts the keyboard before the first of them.
 */
function readyKeyboard() {
  const pressed =
    "a[href], area[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]:not([tabindex^='-'])";
  const wordsOf = (one: Element) =>
    (one.getAttribute("aria-label") ?? one.textContent ?? "").replace(/\s+/g, " ").trim();
  const nameOf = (one: Element) => {
    const label = (one as HTMLInputElement).labels?.[0];
    const words = wordsOf(one) || (label ? wordsOf(label) : "");
    return `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ""} ${words.slice(0, 60)}`.trim();
  };
  const isSeen = (one: Element) => one.checkVisibility({ visibilityProperty: true });
  // Of radios that belong together one is a stop: the chosen one, or the first.
  const isStopOfItsGroup = (one: Element, all: Element[]) => {
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return true;
    const group = all.filter(
      (other): other is HTMLInputElement =>
        other instanceof HTMLInputElement &&
        other.type === "radio" &&
        other.name === one.name &&
        other.form === one.form,
    );
    return one === (group.find(({ checked }) => checked) ?? group[0]);
  };
  // What scrolls within itself and holds nothing to press is a stop of its own.
  const scrollsByItself = (one: Element) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const scrolls =
      (/auto|scroll/.test(overflowX) && one.scrollWidth > one.clientWidth) ||
      (/auto|scroll/.test(overflowY) && one.scrollHeight > one.clientHeight);
    return scrolls && one !== document.scrollingElement && !one.querySelector(pressed);
  };
  const all = [...document.body.querySelectorAll("*")].filter(isSeen);
  const mayHold = all.filter(
    (one) =>
      (one.matches(pressed) && !one.matches(":disabled, [type=hidden], [inert] *")) || scrollsByItself(one),
  );
  const stops = mayHold.filter((one) => isStopOfItsGroup(one, mayHold));

  const wrong: string[] = [];
  for (const one of all)
    if (
      getComputedStyle(one).cursor === "pointer" &&
      !one.closest(`label, ${pressed}`) &&
      !one.querySelector(pressed)
    )
      wrong.push(`only a finger can press ${nameOf(one)}`);
  // The words around a link: its line, and the name of the part that it stands in.
  const around = (one: Element) => {
    const part = one.closest("nav, section, aside, form, main");
    const line = one.closest("li, tr, dd") ?? one.closest("p");
    return [
      part?.getAttribute("aria-label") ?? part?.querySelector("h1, h2, h3")?.textContent,
      line && wordsOf(line),
    ].join();
  };
  const leads = new Map<string, string>();
  for (const one of stops.filter((one) => one instanceof HTMLAnchorElement)) {
    const said = [wordsOf(one), around(one)].join();
    if ((leads.get(said) ?? one.href) !== one.href) wrong.push(`${nameOf(one)} leads to two places`);
    leads.set(said, one.href);
  }

  Object.assign(window, { keyboard: { stops, nameOf } });
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute("tabindex");
  return { names: stops.map(nameOf), wrong };
}

/** Runs in the page. Which of the stops has the focus (-1 for none, -2 for what is no stop), and whether that can be seen. */
function whereKeyboardIs(): Stop {
  const { stops, nameOf } = (window as unknown as Found).keyboard;
  const one = document.activeElement;
  if (!one || one === document.body) return { at: -1, wrong: [] };
  const at = stops.indexOf(one);
  if (at < 0) return { at: -2, wrong: [`${nameOf(one)} takes the focus and cannot be seen or pressed`] };
  // A mark that is drawn by its label is seen there.
  const { width, height } = one.getBoundingClientRect();
  const drawn = width > 4 && height > 4 ? one : (one.closest("label") ?? one);
  const wrong: string[] = [];
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) wrong.push("shows no focus");
  const seen = [...drawn.getClientRects()]
    .flatMap(({ left, right, top, bottom }) =>
      [left + 2, (left + right) / 2, right - 2].flatMap((x) =>
        [top + 2, (top + bottom) / 2, bottom - 2].map((y) => ({ x, y })),
      ),
    )
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (seen.length === 0) wrong.push("has the focus outside of the window");
  const sticks = (found: Element | null): Element | null =>
    !found || /sticky|fixed/.test(getComputedStyle(found).position) ? found : sticks(found.parentElement);
  const covers = seen
    .map(({ x, y }) => sticks(document.elementFromPoint(x, y)))
    .find((found) => found && !found.contains(drawn));
  if (covers) wrong.push(`is covered by ${nameOf(covers)}`);
  const inParts = one.matches("[type=date], [type=time], [type=datetime-local], [type=month], [type=week]");
  return { at, inParts, wrong: wrong.map((what) => `${nameOf(one)} ${what}`) };
}

/** Runs in the page. Stops that the eye meets earlier than the one before them: above it, or on its line and left of it. */
function stopsAgainstTheEye(): string[] {
  const { stops, nameOf } = (window as unknown as Found).keyboard;
  const inFlow = (one: Element | null): boolean =>
    !one || (!/sticky|fixed|absolute/.test(getComputedStyle(one).position) && inFlow(one.parentElement));
  const drawn = stops.map((one) =>
    one.getBoundingClientRect().width > 4 ? one : (one.closest("label") ?? one),
  );
  const eye = drawn.filter((one) => inFlow(one));
  return eye.flatMap((one, at) => {
    const before = eye[at - 1];
    const [from, to] = [before && [...before.getClientRects()].at(-1), one.getClientRects()[0]];
    if (!before || !from || !to) return [];
    const above = to.bottom <= from.top + 1 && to.left < from.right;
    const leftOf = to.right <= from.left + 1 && to.top < from.bottom && from.top < to.bottom;
    return above || leftOf ? [`${nameOf(one)} stands before ${nameOf(before)}, and is reached after it`] : [];
  });
}

/** What is wrong with the first stop: it leads past strips and bars to the page itself. Leaves the address as it was. */
async function wayPastTheBars(page: Page): Promise<string[]> {
  const [address, isThere, bars] = await page.evaluate(() => {
    const { stops } = (window as unknown as Found).keyboard;
    const [first] = stops;
    const leads = first instanceof HTMLAnchorElement && first.getAttribute("href") === "#main";
    if (leads) first.focus();
    const main = document.querySelector("main");
    const before = stops.findIndex((one) => main?.contains(one));
    return [location.href, leads, before] as const;
  });
  // Past one link nobody needs a way.
  if (!isThere && bars <= 1) return [];
  if (!isThere) return ["the first stop does not lead past the bars"];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  return page.evaluate((before) => {
    history.replaceState(history.state, "", before);
    const { stops } = (window as unknown as Found).keyboard;
    const main = document.querySelector("main");
    const within = stops.filter((one) => main?.contains(one));
    return within.length === 0 || main?.contains(document.activeElement)
      ? []
      : ["the first stop does not lead to the page itself"];
  }, address);
}

/** More stops within the fields of a page than any page has. */
const MOST_WITHIN = 40;

/** What is wrong for somebody who goes through the whole page with the Tab key alone. */
export async function barriersOfKeyboard(page: Page): Promise<string[]> {
  const { names, wrong } = await page.evaluate(readyKeyboard);
  const reached: number[] = [];
  // A field of date and time has stops within itself.
  let within = 0;
  // Once more than there are stops: after the last one the focus leaves the page, or begins anew.
  for (let pressed = 0; pressed <= names.length + within && within < MOST_WITHIN; pressed += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(whereKeyboardIs);
    if (stop.inParts && stop.at === reached.at(-1)) {
      within += 1;
      continue;
    }
    if (stop.at === -1 || stop.at === reached[0]) break;
    reached.push(stop.at);
    wrong.push(...stop.wrong);
  }
  wrong.push(...(await page.evaluate(stopsAgainstTheEye)), ...(await wayPastTheBars(page)));
  const missed = names.filter((_, at) => !reached.includes(at)).map((name) => `${name} is not reached`);
  const sorted = reached
    .filter((at) => at >= 0)
    .every((at, place, all) => place === 0 || at > (all[place - 1] ?? -1));
  if (!sorted) wrong.push(`the stops come in the order ${reached.join(" ")}`);
  return [...wrong, ...missed];
}

/**
 * Everybody who has only keys can use this page: Tab comes to all that can be pressed, once, in the order in which it stands
 * there and out at the end; each stop shows that it has the focus and nothing that sticks to an edge lies over it; the first
 * one leads past the bars to the page itself. Names, headings and landmarks are axe's part (`expectReadable`).
 */
export async function expectKeyboardReaches(page: Page): Promise<void> {
  // Again for a moment: a part that the browser draws may come after the rest.
  await expect(async () => {
    expect(await barriersOfKeyboard(page), `for the keyboard on ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 5_000 });
}

/** Goes on with the Tab key, at most once through the page, until that thing has the focus. */
export async function tabTo(thing: Locator): Promise<void> {
  await expect(thing).toBeAttached();
  const page = thing.page();
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await thing.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`The keys do not come to ${thing}.`);
}

/** Comes to the radios in which that one stands, and down to it. */
export async function chooseByKeys(radio: Locator): Promise<void> {
  const name = (await radio.getAttribute("name")) ?? "";
  const group = radio.page().locator(`input[type=radio][name="${name}"]:not(:disabled)`);
  const chosen = group.and(radio.page().locator(":checked"));
  await tabTo((await chosen.count()) > 0 ? chosen : group.first());
  await radio.page().keyboard.press("Space");
  for (let pressed = 0; pressed < 60 && !(await radio.isChecked()); pressed += 1)
    await radio.page().keyboard.press("ArrowDown");
  await expect(radio).toBeChecked();
}
