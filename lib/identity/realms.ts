/** The two kinds of people who sign in. They never share a cookie, a secret or an issuer. */
export type Realm = "citizen" | "staff";

/** Why a sign-in did not happen; each is a sentence on the sign-in page. */
export const signInErrors = [
  "denied",
  "assurance",
  "claims",
  "busy",
  "unavailable",
  "failed",
  "ended",
] as const;
export type SignInError = (typeof signInErrors)[number];

/** The whole life of a session at most, in seconds; the database holds the same limit (app.begin_session). */
export const SESSION_LASTS = 8 * 60 * 60;

const names: Record<Realm, string> = { citizen: "book-citizen", staff: "book-staff" };

/**
 * Name of one of a realm's cookies. next-auth finds the pieces of a cookie by its prefix, so that no name here may begin
 * with another one.
 */
export function cookieName(
  realm: Realm,
  what: "session" | "device" | "csrf" | "return" | "pkce" | "state" | "nonce",
  secure: boolean,
): string {
  return `${secure ? "__Host-" : ""}${names[realm]}.${what}`;
}

/** The issuer that knows a realm's people. */
export const providerOf: Record<Realm, "vneid" | "staff"> = { citizen: "vneid", staff: "staff" };

/** The realm that a provider's answers belong to. */
export function realmOf(provider: string | undefined): Realm | null {
  if (provider === "vneid") return "citizen";
  if (provider === "staff") return "staff";
  return null;
}

/** Where a realm's people sign in. */
export const signInPage: Record<Realm, string> = { citizen: "/sign-in", staff: "/sign-in/staff" };

/**
 * An address inside the book, or `/`: what came in from outside is never followed elsewhere. Only letters that a header
 * can carry: an address with others would end the sign-in with a fault.
 */
export function ownPath(path: unknown): string {
  if (typeof path !== "string" || !/^\/(?![/\\])[!-[\]-~]*$/.test(path) || path.length > 500) return "/";
  return path;
}

/** Whether a cookie can hold a session token of ours at all; anything else is not even asked about. */
export function isSessionToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}

/**
 * The address that the server right before us saw: the last one of `x-forwarded-for`. Those before it are what the
 * sender claims, and would let one machine pass for many, or for a neighbour.
 */
export function addressFrom(forwardedFor: string | null): string {
  return forwardedFor?.split(",").at(-1)?.trim() || "unknown";
}
