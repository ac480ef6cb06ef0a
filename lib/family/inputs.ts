import * as z from "zod";
import { type Scope, scopes } from "./rules.ts";

/** Which book to take into the hand: by a relation, or `own`. */
export const TakeBookInput = z.object({
  relationId: z.union([z.uuid(), z.literal("own")]),
  next: z.string().max(500).optional(),
});
export type TakeBookInput = z.infer<typeof TakeBookInput>;

/** A form without fields. */
export const NothingInput = z.object({});

/** One relation. */
export const RelationInput = z.object({ relationId: z.uuid() });
export type RelationInput = z.infer<typeof RelationInput>;

/** The answer to an invitation. */
export const AnswerInvitationInput = z.object({
  relationId: z.uuid(),
  answer: z.enum(["accept", "decline"]),
});
export type AnswerInvitationInput = z.infer<typeof AnswerInvitationInput>;

/** The questions of an invitation, one page each. */
export const inviteQuestions = ["whom", "what", "until"] as const;
export type InviteQuestion = (typeof inviteQuestions)[number];

const ticked = z.literal("yes").optional();
/** The answer to one question of an invitation. */
export const InviteAnswerInput = z.object({
  relationId: z.uuid(),
  question: z.enum(inviteQuestions),
  personalId: z.string().max(40).default(""),
  name: z.string().max(255).default(""),
  ...(Object.fromEntries(scopes.map((scope) => [scope, ticked])) as Record<Scope, typeof ticked>),
  "until.day": z.string().max(10).default(""),
  "until.month": z.string().max(10).default(""),
  "until.year": z.string().max(10).default(""),
});
export type InviteAnswerInput = z.infer<typeof InviteAnswerInput>;

/** The scopes in a list with commas; what is none is left out, and nothing is there by itself. */
export const scopesIn = (text: string) => scopes.filter((scope) => text.split(",").includes(scope));
