import { randomInt, randomUUID } from "node:crypto";
import { openBook } from "../../lib/consent/index.ts";
import { type Context, contextFor } from "../../lib/platform/context.ts";
import type { Reach, signedIn } from "./guarded-books.ts";

/** Somebody who is signed in, as the tests know them. */
export type Adult = Awaited<ReturnType<typeof signedIn>>;

/** A child whom nobody else's test knows, in the registry. */
export async function aChild(
  reach: Reach,
  born: string,
): Promise<{ citizenId: string; personalId: string; name: string }> {
  const personalId = `0513${String(randomInt(1e8)).padStart(8, "0")}`;
  const name = "Bé Thử Nghiệm";
  const [row] = await reach.warehouse.$client<{ id: string }[]>`
    select warehouse.register_citizen(${personalId}, ${name}, ${born}, 'female') as id`;
  return { citizenId: row?.id ?? "", personalId, name };
}

/** Writes down who represents a child, as the population database would say it. */
export async function represents(
  reach: Reach,
  adult: Adult,
  child: { citizenId: string; name: string },
  born: string,
  role = "mother",
) {
  const said = [
    { citizenId: child.citizenId, name: child.name, born, role, standing: "holds", because: null },
  ];
  await reach.appOwner
    .$client`select app.keep_dependants(${adult.citizenId}::uuid, ${JSON.stringify(said)}::text::jsonb)`;
}

/** The same person with somebody else's book in hand. */
export function holding(who: Adult, citizenId: string, as: "representative" | "trusted"): Context {
  const ctx = contextFor(who.ctx.actor, who.ctx, who.ctx.now, "test");
  return { ...ctx, inHand: { citizenId, purpose: "for-family", as, mayOpenPrivate: false } };
}

/** One adult is trusted by another, who invited them and was answered. */
export async function trusts(owner: Adult, trusted: Adult, scopes: string[]): Promise<string> {
  const { answerInvitation, answerInviteQuestion, invite, listInvitations } = await import(
    "../../lib/family/index.ts"
  );
  const { InviteAnswerInput } = await import("../../lib/family/inputs.ts");
  const relationId = randomUUID();
  const say = (given: object) =>
    answerInviteQuestion(owner.ctx, InviteAnswerInput.parse({ relationId, ...given }));
  await say({ question: "whom", personalId: trusted.personalId, name: trusted.ctx.actor.name });
  await say({ question: "what", ...Object.fromEntries(scopes.map((scope) => [scope, "yes"])) });
  const year = String(new Date().getFullYear() + 2);
  await say({ question: "until", "until.day": "1", "until.month": "6", "until.year": year });
  await invite(owner.ctx, { relationId });
  const [invitation] = await listInvitations(
    await openBook(trusted.ctx, trusted.citizenId, "own-reading", "family"),
  );
  if (invitation && invitation.scopes.join() !== scopes.join())
    throw new Error("The invitation says other scopes.");
  await answerInvitation(trusted.ctx, { relationId, answer: "accept" });
  return relationId;
}
