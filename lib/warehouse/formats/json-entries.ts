/**
 * Where the items of the outermost `"entry": […]` stand in a JSON text that has been read as JSON already, so that each can be
 * kept letter by letter as it was sent.
 */
export function entryPlaces(text: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  let depth = 0;
  let key = "";
  let inEntry = false;
  let from = -1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      const begin = at + 1;
      for (at += 1; text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
      if (depth === 1) key = text.slice(begin, at);
    } else if (letter === "{" || letter === "[") {
      if (depth === 1 && letter === "[" && key === "entry") inEntry = true;
      if (depth === 2 && inEntry) from = at;
      depth += 1;
    } else if (letter === "}" || letter === "]") {
      depth -= 1;
      if (depth === 2 && inEntry) places.push({ from, to: at + 1 });
      if (depth === 1) inEntry = false;
    }
  }
  return places;
}
