import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { cache } from "react";
import { type Context, contextFor } from "#lib/platform/context.ts";
import { webDatabases } from "#lib/platform/db.ts";
import type { Realm } from "./realms.ts";
import { findSession, type Session } from "./sessions.ts";
import { sessionToken } from "./sign-in.ts";

/**
 * The second door of identity, for the web process alone: it reads cookies, which plain node has not. Signing in is
 * knowing the citizen, so the session lives here and not in platform.
 */
export { answerSignIn, deviceMark, deviceWords, markDevice, signOut, startSignIn } from "./sign-in.ts";

/** Staff who help somebody at a station have that person's book in hand, whoever else is signed in at this browser. */
const helperContext = cache(async () => {
  if (!(await sessionToken("staff"))) return null;
  const who = await sessionContext("staff");
  return who?.session.book ? who : null;
});

/** Who asks in this request, with the context of everything they do; null when nobody is signed in. */
export const currentContext = cache(async (realm: Realm) =>
  realm === "citizen" ? ((await helperContext()) ?? sessionContext(realm)) : sessionContext(realm),
);

const sessionContext = cache(async (realm: Realm): Promise<{ ctx: Context; session: Session } | null> => {
  const token = await sessionToken(realm);
  if (!token) return null;
  const databases = webDatabases();
  const session = await findSession(databases.app, token, realm);
  if (!session) return null;
  const actor = { kind: realm, id: session.subjectId, name: session.name, token };
  const requestId = (await headers()).get("x-request-id") ?? randomUUID();
  const ctx = contextFor(actor, databases, new Date(), requestId);
  const { book } = session;
  if (book)
    ctx.inHand = {
      citizenId: book.citizenId,
      purpose: realm === "staff" ? "helping" : "for-family",
      as: book.kind === "representative" ? "representative" : "trusted",
      mayOpenPrivate: book.mayOpenPrivate,
    };
  return { ctx, session };
});

/** By which sessions this browser is known, living or ended, unreadably: what it keeps for one person is not the next one's. */
export async function sessionsMark(): Promise<string> {
  const tokens = await Promise.all([sessionToken("citizen"), sessionToken("staff")]);
  return createHash("sha256").update(tokens.join(" ")).digest("base64url").slice(0, 22);
}

/** Whether this browser brought a session's cookie, living or ended: who did has been here before. */
export async function broughtSession(realm: Realm): Promise<boolean> {
  return (await sessionToken(realm)) !== undefined;
}
