import { createHash } from "node:crypto";
import type { Context } from "#lib/platform/context.ts";

/** The mark by which a form says whose book it was made for: nobody can read a person in it, and it is this session's alone. */
export const markOf = ({ actor, inHand }: Context) =>
  createHash("sha256").update(`${actor.token} ${inHand.citizenId}`).digest("base64url").slice(0, 22);

/** The name of the field that carries it. */
export const MARK = "bookInHand";
