import { cookies } from "next/headers";

/** How a reader wants the book to look. Kept in the browser, known to nobody else. */
export type ReaderChoices = { theme: "light" | "dark" | "sun" | undefined; text: "large" | undefined };

const offered = { theme: ["light", "dark", "sun"], text: ["large"] } as const;

/** The reader's choices in this request; what is not one of those offered is as if not chosen. */
export async function readerChoices(): Promise<ReaderChoices> {
  const jar = await cookies();
  return {
    theme: offered.theme.find((one) => one === jar.get("theme")?.value),
    text: offered.text.find((one) => one === jar.get("text")?.value),
  };
}
