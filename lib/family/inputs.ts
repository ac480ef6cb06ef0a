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

const typed = (most: number) => z.string().max(most).default("");
const birth = { "born.day": typed(10), "born.month": typed(10), "born.year": typed(10) };

/** Who represents whom, by a paper seen at the station. Without a child's number it is a newborn, found by the parent's. */
export const RecordRelationInput = z.object({
  relationId: z.uuid(),
  role: z.enum(["mother", "father", "guardian", "adult-guardian"]),
  adultNumber: typed(40),
  adultName: typed(255),
  childNumber: typed(40),
  childName: typed(255),
  ...birth,
  /** Giờ sinh, for twins. */
  time: typed(10),
  paper: typed(300),
});
export type RecordRelationInput = z.infer<typeof RecordRelationInput>;

/** One relation in one book. */
export const UndoRelationInput = z.object({ citizenId: z.uuid(), relationId: z.uuid() });
export type UndoRelationInput = z.infer<typeof UndoRelationInput>;
export const ChildWordInput = UndoRelationInput;
export type ChildWordInput = UndoRelationInput;

/** Which newborn's book gets, or loses, which number. */
export const JoinNewbornInput = z.object({
  act: z.enum(["join", "part", "merge"]),
  mergeId: z.uuid().optional(),
  parentNumber: typed(40),
  ...birth,
  time: typed(10),
  childNumber: typed(40),
  paper: typed(300),
});
export type JoinNewbornInput = z.infer<typeof JoinNewbornInput>;

/** What becomes of two books of one child, at the authority's desk. */
export const DecideMergeInput = z.object({
  citizenId: z.uuid(),
  mergeId: z.uuid(),
  act: z.enum(["merge", "reject", "undo"]),
  because: typed(300),
});
export type DecideMergeInput = z.infer<typeof DecideMergeInput>;

/** A child, by its number. */
export const ChildInput = z.object({ childNumber: typed(40) });
export type ChildInput = z.infer<typeof ChildInput>;

/** How somebody says that they want help (cách người đó đồng ý), for whoever has no card with them. */
export const helpWays = ["in-person", "sms"] as const;
export type HelpWay = (typeof helpWays)[number];

/** Whom a helper begins to help, how they said so, and why it is done in person. */
export const BeginHelpingInput = z.object({
  helpId: z.uuid(),
  personalId: typed(40),
  name: typed(255),
  reason: typed(300),
  way: z.string().max(20).optional(),
});
export type BeginHelpingInput = z.infer<typeof BeginHelpingInput>;

/** The code that came to the person's phone. */
export const HelpByCodeInput = z.object({ code: typed(40) });
export type HelpByCodeInput = z.infer<typeof HelpByCodeInput>;

/** What a card's QR says, or what was typed from it. */
export const HelpByCardInput = z.object({ helpId: z.uuid(), card: typed(200) });
export type HelpByCardInput = z.infer<typeof HelpByCardInput>;

/** A new card. */
export const CardInput = z.object({ cardId: z.uuid() });
export type CardInput = z.infer<typeof CardInput>;

/** How the authority settled what was stopped, and by what paper. */
export const SettleRelationInput = z.object({
  citizenId: z.uuid(),
  relationId: z.uuid(),
  outcome: z.enum(["goes-on", "ends"]),
  paper: typed(300),
});
export type SettleRelationInput = z.infer<typeof SettleRelationInput>;
