import { sql } from "drizzle-orm";
import { openBook, openBookInHand } from "#lib/consent/index.ts";
import { isUsablePersonalId } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { AnswerInvitationInput, InviteAnswerInput, RelationInput } from "./inputs.ts";
import { scopesIn } from "./inputs.ts";
import { findInvitationDraft, findRelation, listInvitations } from "./queries.ts";
import { digitsOf, scopes, untilFrom } from "./rules.ts";

const nameFrom = (typed: string) => typed.normalize("NFC").replace(/\s+/g, " ").trim();

/** What one page of an invitation answered, as the draft keeps it. Throws Refused with what is wrong. */
function answered(input: InviteAnswerInput, today: string): Record<string, string> {
  if (input.question === "whom") {
    const personalId = digitsOf(input.personalId);
    if (!isUsablePersonalId(personalId)) throw new Refused("personal-id");
    const name = nameFrom(input.name);
    if (name === "") throw new Refused("name");
    return { personalId, name };
  }
  if (input.question === "what") {
    const chosen = scopes.filter((scope) => input[scope] === "yes");
    if (chosen.length === 0) throw new Refused("scopes");
    return { scopes: chosen.join() };
  }
  const sent = { day: input["until.day"], month: input["until.month"], year: input["until.year"] };
  const read = untilFrom(sent, today);
  if ("fault" in read) throw new Refused(read.fault);
  return { until: read.until };
}

/** Trả lời một câu của lời mời: keeps one answer of an invitation that is not sent yet. */
export async function answerInviteQuestion(ctx: Context, input: InviteAnswerInput): Promise<void> {
  const given = answered(input, ctx.today);
  const book = await openBookInHand(ctx, "family");
  const before = await findInvitationDraft(book, ctx.actor.id, input.relationId);
  const answers = JSON.stringify({ ...before, ...given });
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.keep_invitation_draft(${input.relationId}::uuid, ${answers}::text::jsonb)`),
  );
}

/**
 * Mời người tin cậy into the book in hand. Whether anybody has that number is not told. Sent twice it is one. Throws
 * Refused `unanswered`, `yourself`, `already`, `too-many`.
 */
export async function invite(ctx: Context, { relationId }: RelationInput): Promise<void> {
  const book = await openBookInHand(ctx, "family");
  const draft = await findInvitationDraft(book, ctx.actor.id, relationId);
  const { personalId = "", name = "", until = "" } = draft;
  const chosen = scopesIn(draft.scopes ?? "");
  // Sent before: its draft is gone, and the invitation is there.
  if (personalId === "" && (await findRelation(book, relationId))) return;
  if (personalId === "" || name === "" || chosen.length === 0 || until === "")
    throw new Refused("unanswered");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.invite(${relationId}::uuid, ${personalId}, ${name}, ${`{${chosen.join()}}`}::text[], ${until}::date) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/** Nhận hay không nhận lời mời. Throws NotFound for one that does not mean the caller, Refused `over`, `already`. */
export async function answerInvitation(
  ctx: Context,
  { relationId, answer }: AnswerInvitationInput,
): Promise<void> {
  const book = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  const known =
    (await listInvitations(book)).find((one) => one.relationId === relationId) ??
    (await findRelation(book, relationId));
  if (!known) throw new NotFound();
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ said: string }>(
      sql`select app.answer_invitation(${known.citizenId}::uuid, ${relationId}::uuid, ${answer === "accept"}) as said`,
    ),
  );
  if (row?.said === "not-found") throw new NotFound();
  if (row?.said !== "done") throw new Refused(row?.said ?? "over");
}

type Decided = "revoke_relation" | "object_to_relation";

/** The relation as the caller sees it: in their own book, or in that of the child in hand. */
async function relationOf(ctx: Context, relationId: string) {
  const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  const found = await findRelation(own, relationId);
  if (found || ctx.inHand.as !== "representative") return { own, found };
  return { own, found: await findRelation(await openBookInHand(ctx, "family"), relationId) };
}

async function decide(ctx: Context, relationId: string, what: Decided): Promise<void> {
  const { own, found } = await relationOf(ctx, relationId);
  if (!found) throw new NotFound();
  const [row] = await own.actOnApp((tx) =>
    tx.execute<{ said: string }>(
      what === "revoke_relation"
        ? sql`select app.revoke_relation(${found.citizenId}::uuid, ${relationId}::uuid) as said`
        : sql`select app.object_to_relation(${found.citizenId}::uuid, ${relationId}::uuid) as said`,
    ),
  );
  if (row?.said === "not-found") throw new NotFound();
  if (row?.said !== "done") throw new Refused(row?.said ?? "over");
}

/** Rút lại, at once, by either side. Throws NotFound, Refused `by-law` for who represents by law. */
export const revokeRelation = (ctx: Context, { relationId }: RelationInput) =>
  decide(ctx, relationId, "revoke_relation");

/** Phản đối: stops what the other parent gave in the child's book, until the authority settles it. */
export const objectToRelation = (ctx: Context, { relationId }: RelationInput) =>
  decide(ctx, relationId, "object_to_relation");

/** Giữ tiếp: the yearly look, by whoever gave it. */
export async function reviewRelation(ctx: Context, { relationId }: RelationInput): Promise<void> {
  const { own, found } = await relationOf(ctx, relationId);
  if (!found) throw new NotFound();
  const [row] = await own.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(
      sql`select app.review_relation(${found.citizenId}::uuid, ${relationId}::uuid) as done`,
    ),
  );
  if (!row?.done) throw new NotFound();
}
