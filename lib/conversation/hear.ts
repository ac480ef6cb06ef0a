import { displayName } from "#lib/identity/rules.ts";
import { Channel } from "#lib/platform/channel.ts";
import type { Context } from "#lib/platform/context.ts";
import { webDatabases } from "#lib/platform/db.ts";
import { webEnv } from "#lib/platform/env.ts";
import { asking } from "./open-conversation.ts";
import { type Heard, LINES_AT_ONCE } from "./rules.ts";
import { together } from "./together.ts";

/** From where a conversation is told: what came after a line, the last lines there are, or those before one. */
export type From = { after: number } | "latest" | { before: number };

type Asked = { token: string; caseId: string; from: From };
type Answer = { answer: string; heard: Heard | null };

/** How many are asked for in one statement. */
const TOGETHER = 200;
/** No line has a number as high; an address may name any, and one that the database cannot hold would fail the others beside it. */
const BEYOND = 100_000;

const within = (from: From): From => {
  if (from === "latest") return from;
  return "after" in from
    ? { after: Math.min(from.after, BEYOND) }
    : { before: Math.min(from.before, BEYOND) };
};

/** Names as people write them, whatever the register has. */
const named = (heard: Heard): Heard => ({
  ...heard,
  lines: heard.lines.map((line) => ({ ...line, name: displayName(line.name) })),
});

/** Each is asked for by their own session and for their own case, which the database checks one by one. */
const ask = together<Asked, Answer>(TOGETHER, async (app, all) => {
  const asked = all.map(({ token, caseId, from }) => ({ token, caseId, ...(from === "latest" ? {} : from) }));
  const rows = await app.$client<{ n: number; answer: string; heard: Heard | string | null }[]>`
    select n, answer, heard from app.hear_conversations(${JSON.stringify(asked)}::jsonb, ${LINES_AT_ONCE})`;
  const answers: Answer[] = [];
  for (const { n, answer, heard } of rows) {
    const told: Heard | null = typeof heard === "string" ? JSON.parse(heard) : heard;
    answers[n - 1] = { answer, heard: told && named(told) };
  }
  return answers;
});

/**
 * Nghe cuộc trò chuyện: what is new in it, for whoever takes part; every time by their session and under an opening of the
 * last quarter of an hour. Throws SignedOut, and NotFound for whoever takes no part.
 */
export async function hear(ctx: Context, caseId: string, from: From): Promise<Heard> {
  const { heard } = await asking(ctx, caseId, () =>
    ask(ctx.app, { token: ctx.actor.token, caseId, from: within(from) }),
  );
  if (!heard) throw new Error("a conversation answered nothing");
  return heard;
}

const held = globalThis as typeof globalThis & { bookConversations?: Channel; bookCalls?: Channel };
const knock = (name: string, payload: string) =>
  webDatabases().app.$client`select pg_notify(${name}, ${payload})`;

/** Calls `moved` whenever something is new in that conversation, until the returned function is called. One connection serves the whole process. */
export function followConversation(caseId: string, moved: () => void): () => void {
  held.bookConversations ??= new Channel(webEnv().listenUrl, "conversation", knock);
  return held.bookConversations.follow(caseId, moved);
}

/** The same for the video call of a case. */
export function followCallOf(caseId: string, moved: () => void): () => void {
  held.bookCalls ??= new Channel(webEnv().listenUrl, "call", knock);
  return held.bookCalls.follow(caseId, moved);
}
