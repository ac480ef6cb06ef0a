import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { readStaff, staffProvider } from "#lib/gateways/staff-issuer/index.ts";
import { readPerson, vneidProvider } from "#lib/gateways/vneid/index.ts";
import { webDatabases } from "#lib/platform/db.ts";
import { webEnv } from "#lib/platform/env.ts";
import { deviceOf } from "./device-rules.ts";
import { mayFailAgain, mayStartSignIn } from "./limits.ts";
import { meetCitizen, meetStaff } from "./meet.ts";
import {
  addressFrom,
  cookieName,
  isSessionToken,
  ownPath,
  providerOf,
  type Realm,
  realmOf,
  SESSION_LASTS,
  type SignInError,
  signInPage,
} from "./realms.ts";
import {
  beginSession,
  endAllSessions,
  endSession,
  leaveBrowser,
  noteAuthentication,
  noteDevice,
} from "./sessions.ts";

const secure = () => webEnv().publicUrl.startsWith("https://");
const cookieRules = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: secure() });
const secretOf = (realm: Realm) =>
  createHash("sha256").update(`${webEnv().sessionSecret} ${realm}`).digest("hex");
const failedAt = (realm: Realm, error: SignInError) => `${signInPage[realm]}?error=${error}`;

/** The raw session token of this browser, if it has what can be one. */
export async function sessionToken(realm: Realm): Promise<string | undefined> {
  const text = (await cookies()).get(cookieName(realm, "session", secure()))?.value;
  return isSessionToken(text) ? text : undefined;
}

/** The address on the network that this request came from, as the server before us wrote it. */
async function networkAddress(): Promise<string> {
  return addressFrom((await headers()).get("x-forwarded-for"));
}

/** What a browser can be known by again, for as long as browsers keep it; it says nothing of who used it. */
const DEVICE_LASTS = 400 * 24 * 60 * 60;

/** The mark by which this browser is known; given to it where it has none. Not while a page is drawn: it sets a cookie. */
export async function markDevice(): Promise<string> {
  const jar = await cookies();
  const device = (await deviceMark()) ?? randomBytes(32).toString("base64url");
  jar.set(cookieName("citizen", "device", secure()), device, { ...cookieRules(), maxAge: DEVICE_LASTS });
  return device;
}

/** The mark by which this browser is known; null where it has none yet. */
export async function deviceMark(): Promise<string | null> {
  const known = (await cookies()).get(cookieName("citizen", "device", secure()))?.value;
  return known && isSessionToken(known) ? known : null;
}

/** The browser and the system as it names itself, in words; empty when it says nothing known. */
export function deviceWords(userAgent: string | null): string {
  const said = deviceOf(userAgent);
  return said ? `${said.browser}, ${said.system}` : "";
}

async function rememberDevice(token: string, userAgent: string | null): Promise<void> {
  await noteDevice(webDatabases().app, { token, device: await markDevice(), words: deviceWords(userAgent) });
}

/** Who has just been met at the issuer. It lives for one request only: the adapter and the callbacks share it. */
type Meeting = { subjectId?: string; assurance?: number; authenticatedAt?: Date | null };

const nobody = (id: string): AdapterUser => ({ id, email: "", emailVerified: null });

/**
 * next-auth asks its adapter for users and sessions. We know people by the issuer's claims, so that it only ever finds
 * whoever was met in this very request: it can never link a new person to the session of the one before, as it would on
 * a phone that two people share.
 */
function adapterFor(realm: Realm, meeting: Meeting): Adapter {
  const met = () => (meeting.subjectId ? nobody(meeting.subjectId) : null);
  return {
    createUser: async (_: unknown) => nobody(meeting.subjectId ?? ""),
    getUser: async () => met(),
    getUserByAccount: async () => met(),
    getUserByEmail: async () => null,
    updateUser: async (user) => nobody(user.id),
    linkAccount: async () => undefined,
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
    createSession: async (session) => {
      const { app } = webDatabases();
      const before = await sessionToken(realm);
      if (before) await endSession(app, before);
      const userAgent = (await headers()).get("user-agent");
      const { sessionToken: token } = session;
      const assurance = meeting.assurance ?? null;
      await beginSession(app, { realm, subjectId: session.userId, token, assurance, userAgent });
      if (meeting.authenticatedAt) await noteAuthentication(app, token, meeting.authenticatedAt);
      if (realm === "citizen") await rememberDevice(token, userAgent);
      return session;
    },
  };
}

/** Takes in whoever the issuer names; answers true, or the page that says why not. */
async function meet(realm: Realm, claims: unknown, meeting: Meeting): Promise<true | string> {
  if (realm === "citizen") {
    const person = readPerson(claims);
    if (!person) return failedAt(realm, "claims");
    if (person.assurance < 2) return failedAt(realm, "assurance");
    meeting.subjectId = await meetCitizen(webDatabases(), person);
    meeting.assurance = person.assurance;
    meeting.authenticatedAt = person.authenticatedAt;
    return true;
  }
  const person = readStaff(claims);
  if (!person) return failedAt(realm, "claims");
  meeting.subjectId = await meetStaff(webDatabases().app, person);
  return true;
}

function optionsFor(realm: Realm): NextAuthOptions {
  const meeting: Meeting = {};
  const cookie = (what: Parameters<typeof cookieName>[1], maxAge?: number) => ({
    name: cookieName(realm, what, secure()),
    options: maxAge === undefined ? cookieRules() : { ...cookieRules(), maxAge },
  });
  return {
    adapter: adapterFor(realm, meeting),
    providers: [realm === "citizen" ? vneidProvider(webEnv().vneid) : staffProvider(webEnv().staff)],
    secret: secretOf(realm),
    useSecureCookies: secure(),
    session: {
      strategy: "database",
      maxAge: SESSION_LASTS,
      generateSessionToken: () => randomBytes(32).toString("base64url"),
    },
    cookies: {
      sessionToken: cookie("session", SESSION_LASTS),
      callbackUrl: cookie("return"),
      csrfToken: cookie("csrf"),
      pkceCodeVerifier: cookie("pkce", 900),
      state: cookie("state", 900),
      nonce: cookie("nonce", 900),
    },
    pages: { signIn: signInPage[realm], error: signInPage[realm] },
    callbacks: {
      signIn: ({ profile }) => meet(realm, profile, meeting),
      redirect: ({ url, baseUrl }) =>
        `${baseUrl}${ownPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url)}`,
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

type RouteHandler = (request: Request, context: unknown, options: NextAuthOptions) => Promise<Response>;
const nextAuth = NextAuth as unknown as RouteHandler;

/** What next-auth's error page would have said, in our words. */
function errorOf(location: URL, request: URL): SignInError {
  if (request.searchParams.get("error") === "access_denied") return "denied";
  const own = location.searchParams.get("error");
  return own === "assurance" || own === "claims" ? own : "failed";
}

/** The issuer's answer: the only address of next-auth that can be reached from outside. */
export async function answerSignIn(request: NextRequest, provider: string | undefined): Promise<Response> {
  const realm = realmOf(provider);
  const publicUrl = webEnv().publicUrl;
  if (!realm) return Response.redirect(new URL("/sign-in?error=failed", publicUrl), 303);
  const { app } = webDatabases();
  const context = { params: Promise.resolve({ nextauth: ["callback", providerOf[realm]] }) };
  const answer = await nextAuth(request, context, optionsFor(realm));
  // It carries a session: nobody on the way keeps it.
  answer.headers.set("cache-control", "private, no-store");
  const location = new URL(answer.headers.get("location") ?? "/", publicUrl);
  const refused = location.searchParams.has("error") || location.pathname.startsWith("/api/auth");
  if (!refused) return answer;
  const error = errorOf(location, request.nextUrl);
  const listened = await mayFailAgain(app, await networkAddress());
  if (listened && error !== "denied")
    await app.$client`select app.note_refusal(null, ${`sign-in-${error}`}, ${realm})`;
  answer.headers.set("location", new URL(failedAt(realm, listened ? error : "busy"), publicUrl).href);
  return answer;
}

/** Starts a sign-in from a form: sends the browser to the issuer. Needs no script on the page. */
export async function startSignIn(realm: Realm, returnTo: string): Promise<never> {
  const { app } = webDatabases();
  if (!(await mayStartSignIn(app, await networkAddress()))) redirect(failedAt(realm, "busy") as never);
  const jar = await cookies();
  const csrf = randomBytes(32).toString("hex");
  const proof = createHash("sha256")
    .update(`${csrf}${secretOf(realm)}`)
    .digest("hex");
  jar.set(cookieName(realm, "csrf", secure()), `${csrf}|${proof}`, cookieRules());
  const provider = providerOf[realm];
  const publicUrl = webEnv().publicUrl;
  const request = new NextRequest(`${publicUrl}/api/auth/signin/${provider}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: csrf, callbackUrl: `${publicUrl}${ownPath(returnTo)}` }),
  });
  const context = { params: Promise.resolve({ nextauth: ["signin", provider] }) };
  const answer = await nextAuth(request, context, optionsFor(realm));
  const location = answer.headers.get("location");
  if (!location || new URL(location, publicUrl).origin === new URL(publicUrl).origin) {
    redirect(failedAt(realm, "unavailable") as never);
  }
  for (const line of answer.headers.getSetCookie()) {
    const [pair = "", ...attributes] = line.split(/;\s*/);
    const at = pair.indexOf("=");
    const age = attributes.find((attribute) => /^max-age=/i.test(attribute))?.split("=")[1];
    jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
      ...cookieRules(),
      ...(age ? { maxAge: Number(age) } : {}),
    });
  }
  redirect(location as never);
}

/** Đăng xuất, here or everywhere. */
export async function signOut(realm: Realm, where: "here" | "everywhere"): Promise<void> {
  const token = await sessionToken(realm);
  if (token) {
    const { app } = webDatabases();
    if (where === "everywhere") await endAllSessions(app, token);
    await leaveBrowser(app, token);
  }
  (await cookies()).delete({ name: cookieName(realm, "session", secure()), path: "/", secure: secure() });
}
