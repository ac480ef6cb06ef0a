const MOST_WORDS = 6;

/** Small letters without marks, đ as d: what a search compares. The database's `warehouse.plain` does the same. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u0303\u0306\u0309\u031b\u0323]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}

/** The words somebody looks for, as they are compared; all of them must stand in one thing. */
export function searchWords(asked: string | undefined): string[] {
  const words = plain((asked ?? "").slice(0, 100)).split(/\s+/);
  return words.filter((word) => word !== "").slice(0, MOST_WORDS);
}
