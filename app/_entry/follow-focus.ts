const SAID = 'main [role="alert"], main [role="status"]';
const WRONG = 'main [aria-invalid="true"]';

/** Whatever holds the focus, and all that it stands in. */
function pathTo(one: EventTarget | null): Element[] {
  const path: Element[] = [];
  for (let at = one instanceof Element ? one : null; at; at = at.parentElement) path.push(at);
  return path;
}

const isThere = (one: Element) => one.isConnected && one.getClientRects().length > 0;

/** The button or field of the page that was drawn anew which is the same as one that is gone. */
function sameAs(gone: Element): HTMLElement | undefined {
  const wordsOf = (one: Element) =>
    [one.id, one.getAttribute("name"), one.getAttribute("value"), one.textContent].join();
  return [...document.querySelectorAll<HTMLElement>(`main ${gone.tagName}`)].find(
    (one) => wordsOf(one) === wordsOf(gone),
  );
}

function focusOn(one: HTMLElement, o: FocusOptions = {}): void {
  if (one.tabIndex < 0) one.tabIndex = -1;
  one.focus(o);
}

/**
 * Where the focus goes when the page changes under it: after a form to what is said about it or to the first field to mend,
 * else to the title of a new page; when only what had the focus is gone, to its like, else to the part in which it stood. So
 * whoever does not see the page is not thrown back to its beginning. Whoever has gone on in the meantime is left alone.
 */
export function followFocus(): () => void {
  let path = pathTo(document.activeElement);
  let from = location.pathname;
  let title = document.querySelector("h1")?.textContent;
  let isSent = false;
  const known = new WeakSet<Element>(document.querySelectorAll(SAID));

  const went = ({ target }: Event) => {
    path = pathTo(target);
    from = location.pathname;
  };
  const acted = () => {
    isSent = false;
  };
  const pointed = () => {
    acted();
    path = [];
  };
  const sent = () => {
    for (const one of document.querySelectorAll(SAID)) known.add(one);
    isSent = true;
  };
  const changed = () => {
    const held = path[0];
    const isLost = held !== undefined && document.activeElement === document.body && !isThere(held);
    const heading = document.querySelector("h1");
    const isNewPage = heading !== null && (heading.textContent !== title || from !== location.pathname);
    title = heading?.textContent;
    if (!isSent && !isLost) return;
    const news = [...document.querySelectorAll<HTMLElement>(SAID)].filter(
      (one) => !known.has(one) && one.textContent,
    );
    const said = news.find((one) => one.getAttribute("role") === "alert") ?? news[0];
    for (const one of news) known.add(one);
    const next =
      (isSent && (said ?? document.querySelector<HTMLElement>(WRONG))) ||
      (isNewPage && (document.getElementById(location.hash.slice(1)) ?? heading));
    if (next) return focusOn(next);
    if (!held || !isLost) return;
    const around = path.find((one) => isThere(one) && one.parentElement?.closest("main"));
    const like = sameAs(held) ?? around ?? heading;
    if (like instanceof HTMLElement) focusOn(like, { preventScroll: true });
  };

  const seen = new MutationObserver(changed);
  seen.observe(document.body, {
    ...{ childList: true, subtree: true },
    attributeFilter: ["hidden", "disabled", "aria-invalid"],
  });
  const heard = [
    ["focusin", went],
    ["keydown", acted],
    ["input", acted],
    ["pointerdown", pointed],
    ["submit", sent],
  ] as const;
  for (const [name, hear] of heard) document.addEventListener(name, hear, true);
  return () => {
    seen.disconnect();
    for (const [name, hear] of heard) document.removeEventListener(name, hear, true);
  };
}
