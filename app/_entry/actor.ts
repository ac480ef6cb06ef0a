import type { Session } from "#lib/identity/index.ts";
import { currentContext } from "#lib/identity/session.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, SignedOut } from "#lib/platform/errors.ts";
import { type Desk, rolesOf } from "./desk-places.ts";

/** The signed-in citizen of this request; throws SignedOut when there is none. */
export async function currentCitizen(): Promise<{ ctx: Context; session: Session }> {
  const who = await currentContext("citizen");
  if (!who) throw new SignedOut();
  return who;
}

/** Whether a member of staff works at that desk. */
export const worksAt = (desk: Desk, { role }: Session) => role !== null && rolesOf[desk].includes(role);

/** The signed-in member of staff of a desk; throws SignedOut when there is none, NotAllowed for the other desk's. */
export async function currentStaff(desk: Desk): Promise<{ ctx: Context; session: Session }> {
  const who = await currentContext("staff");
  if (!who) throw new SignedOut();
  if (!worksAt(desk, who.session)) throw new NotAllowed();
  return who;
}
