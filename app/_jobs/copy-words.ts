import { copy, type Locale } from "#components/copy/index.ts";

/**
 * The words of the book for the worker, which has no request to take a language from: `copyWords("vi")("export.title",
 * { name })`. A place that has none answers the last part of itself, which is a code that a facility sent.
 */
export function copyWords(language: Locale) {
  return (place: string, values: Record<string, string | number> = {}): string => {
    const names = place.split(".");
    const found = names.reduce<unknown>(
      (words, name) =>
        words && typeof words === "object" ? (words as Record<string, unknown>)[name] : undefined,
      copy[language],
    );
    const text = typeof found === "string" ? found : (names.at(-1) ?? "");
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
