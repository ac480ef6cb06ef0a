/** The innermost element that holds a place and nothing else. */
export function placeOf(root: ParentNode, name: string): Element | undefined {
  return [...root.querySelectorAll("*")].find(
    (one) => one.childNodes.length === 1 && one.firstChild?.nodeType === 3 && one.textContent === name,
  );
}

export function write(root: ParentNode, name: string, text: string): void {
  const place = placeOf(root, name);
  if (place) place.textContent = text;
}

/** Draws what is repeated, once for each, in the place of the one that the template has. */
export function repeat<T>(
  model: Element | null | undefined,
  all: readonly T[],
  draw: (copy: Element, one: T) => void,
) {
  for (const one of all) {
    const copy = model?.cloneNode(true);
    if (!(copy instanceof Element) || !model) return;
    model.before(copy);
    draw(copy, one);
  }
  model?.remove();
}
