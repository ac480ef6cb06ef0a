import type { Response } from "@playwright/test";
import { bookUrl } from "./surroundings.ts";

/** By this the test knows a policy violation in the browser's console. */
export const violationMark = "a page broke its policy:";

/** Runs in the page. */
export function listenForViolations(mark: string): void {
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(mark, event.violatedDirective, event.blockedURI),
  );
}

/** What every page of the book must say of itself: no scripts from elsewhere, no frame around it, in nobody's cache. */
export function problemsOfAnswer(answer: Response): string[] {
  const { pathname, origin } = new URL(answer.url());
  if (origin !== bookUrl || answer.request().resourceType() !== "document") return [];
  if (answer.fromServiceWorker() || (answer.status() >= 300 && answer.status() < 400)) return [];
  const headers = answer.headers();
  const policy = headers["content-security-policy"] ?? "";
  const wanted: [string, boolean][] = [
    ["no policy for scripts", policy.includes("default-src 'none'")],
    ["unsafe-inline or unsafe-eval", !policy.includes("unsafe-")],
    ["may be framed", policy.includes("frame-ancestors 'none'")],
    ["guessed content type", headers["x-content-type-options"] === "nosniff"],
    ["may be cached", pathname === "/offline" || (headers["cache-control"] ?? "").includes("no-store")],
    ["names what it runs on", headers["x-powered-by"] === undefined],
  ];
  return wanted.filter(([, kept]) => !kept).map(([problem]) => `${pathname}: ${problem}`);
}
