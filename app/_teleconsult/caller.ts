import * as z from "zod";
import type { Context } from "#lib/platform/context.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { currentCitizen, currentStaff } from "../_entry/actor.ts";
import { boxOfBook, unreadable } from "../_entry/book-mark.ts";
import { nothing } from "../_entry/nothing.ts";

/** From which side somebody comes: a citizen's book, or a facility's desk. */
export type Where = "citizen" | "clinic";
export type CaseParams = { params: Promise<{ id: string }> };

/** Where the pages of a case are, for each side. */
export const pageOf = (where: Where, caseId: string) =>
  `${where === "clinic" ? "/clinic" : ""}/teleconsult/${encodeURIComponent(caseId)}`;

/** Who asks, from that side; throws SignedOut, and NotAllowed for the other desk's staff. */
export const callerAt = async (where: Where): Promise<Context> =>
  (await (where === "citizen" ? currentCitizen() : currentStaff("clinic"))).ctx;

/** The case of an address; null for what is no id. */
export const caseIn = async ({ params }: CaseParams): Promise<string | null> =>
  z.uuid().safeParse((await params).id).data ?? null;

/** Under what name a phone keeps lines of a conversation that are not sent yet: a box of its own in the one of the book. */
export const boxOf = (ctx: Context, caseId: string) => `${boxOfBook(ctx)}.${unreadable(`talk ${caseId}`)}`;

/** Answers for whoever asks from that side about a case of theirs; to all others it is not there. */
export async function answering(
  where: Where,
  place: CaseParams,
  work: (ctx: Context, caseId: string) => Promise<Response>,
): Promise<Response> {
  const caseId = await caseIn(place);
  if (!caseId) return nothing(404);
  try {
    return await work(await callerAt(where), caseId);
  } catch (error) {
    if (error instanceof SignedOut) return nothing(401);
    if (error instanceof KnownError) return nothing(404);
    throw error;
  }
}
