import { redirect } from "next/navigation";
import type { Session } from "#lib/identity/index.ts";
import { currentContext } from "#lib/identity/session.ts";
import type { Context } from "#lib/platform/context.ts";
import { SignedOut } from "#lib/platform/errors.ts";

/** The signed-in citizen of this request; throws SignedOut when there is none. */
export async function currentCitizen(): Promise<{ ctx: Context; session: Session }> {
  const who = await currentContext("citizen");
  if (!who) throw new SignedOut();
  return who;
}

/** The signed-in member of staff of this request, or the way to the staff's sign-in and back to `path`. */
export async function staffOrSignIn(
  path: "/clinic" | "/authority",
): Promise<{ ctx: Context; session: Session }> {
  const who = await currentContext("staff");
  if (!who) redirect(`/sign-in/staff?next=${encodeURIComponent(path)}`);
  return who;
}
