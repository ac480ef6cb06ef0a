import { createHash, createHmac } from "node:crypto";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";

/** The mark by which a form says whose book it was made for: nobody can read a person in it, and it is this session's alone. */
export const markOf = ({ actor, inHand }: Context) =>
  createHash("sha256").update(`${actor.token} ${inHand.citizenId}`).digest("base64url").slice(0, 22);

/** The name of the field that carries it. */
export const MARK = "bookInHand";

/** A name under which a phone keeps something, and in which nobody can read what it names. */
export const unreadable = (text: string) =>
  createHmac("sha256", webEnv().sessionSecret).update(text).digest("base64url").slice(0, 22);

/**
 * Under what name a phone keeps forms that are not sent yet: first who wrote, then for which book, and nobody can read
 * either in it. It outlives a session, so that whoever signs in again goes on.
 */
export const boxOfBook = ({ actor, inHand }: Context) =>
  `${unreadable(`waiting ${actor.id}`)}.${unreadable(`waiting ${actor.id} ${inHand.citizenId}`)}`;
