/** What readers may choose of how the book looks (`app/_entry/settings.ts`). */
const offered = { theme: ["light", "dark", "sun"], text: ["large"] };

/** A page that the build made, as its reader wants it to look: `look` holds words like `dark large`. */
export function dressed(page: string, look: readonly string[]): string {
  const chosen = Object.entries(offered).flatMap(([name, words]) => {
    const word = words.find((one) => look.includes(one));
    return word ? [` data-${name}="${word}"`] : [];
  });
  return page.replace(
    /<html lang="(\w+)"[^>]*>/,
    (_, language) => `<html lang="${language}"${chosen.join("")}>`,
  );
}
