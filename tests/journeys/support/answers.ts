import { expect, type Page } from "@playwright/test";
import type { Person } from "./people.ts";
import { bookUrl } from "./surroundings.ts";

/**
 * On the issuer's page: identifies as `typed` without following the way back into the book. Answers the address with
 * the code that the issuer sends the browser to, still unused.
 */
async function answerFor(page: Page, field: string, typed: string): Promise<string> {
  const manner = { maxRedirects: 0 } as const;
  let answer = await page.request.post(page.url(), { ...manner, form: { [field]: typed } });
  for (let hops = 0; hops < 5; hops += 1) {
    const to = new URL(answer.headers().location ?? "", answer.url());
    if (to.origin === bookUrl) return to.href;
    answer = await page.request.get(to.href, manner);
  }
  throw new Error("The issuer did not send the browser back to the book.");
}

/** What VNeID would send this browser back with, once that person has signed in there. */
export const answerOfVneid = (page: Page, person: Person) => answerFor(page, "personalId", person.personalId);

/** What the department's accounts would send this browser back with. */
export const answerOfStaffIssuer = (page: Page, username: string) => answerFor(page, "username", username);

/** An answer with another value of one of its parts. */
export function altered(answer: string, part: "code" | "state" | "iss", value: string | null): string {
  const url = new URL(answer);
  if (value === null) url.searchParams.delete(part);
  else url.searchParams.set(part, value);
  return url.href;
}

/** The sentence that stands where a sign-in did not happen. */
export async function expectNotSignedIn(page: Page, title: string, at = "/sign-in"): Promise<void> {
  await expect(page).toHaveURL((url) => url.origin === bookUrl && url.pathname === at);
  await expect(page.getByRole("main").getByRole("alert").getByRole("heading", { name: title })).toBeVisible();
}
