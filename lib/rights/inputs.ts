import * as z from "zod";
import { MOST_ABOUT, MOST_ANSWER, outcomes, rightKinds } from "./rules.ts";

const purpose = z.string().regex(/^[a-z][a-z-]{0,39}$/);

/** To what wording somebody agrees: the version that the page showed. */
export const GiveConsentInput = z.object({ purpose, version: z.coerce.number().int().min(1).max(9999) });
export type GiveConsentInput = z.infer<typeof GiveConsentInput>;

/** What to stop. */
export const WithdrawConsentInput = z.object({ purpose });
export type WithdrawConsentInput = z.infer<typeof WithdrawConsentInput>;

/** A request in one's own words. `requestId` comes from the form, so that it is sent once. */
export const AskRightInput = z.object({
  requestId: z.uuid(),
  kind: z.enum(rightKinds),
  about: z.string().trim().min(1).max(MOST_ABOUT),
});
export type AskRightInput = z.infer<typeof AskRightInput>;

/** Which request. */
export const RequestInput = z.object({ requestId: z.uuid() });
export type RequestInput = z.infer<typeof RequestInput>;

/** Which request an officer takes; `from` is the officer whom they saw there, if any. */
export const TakeRightInput = z.object({
  requestId: z.uuid(),
  from: z.union([z.uuid(), z.literal("")]).default(""),
});
export type TakeRightInput = z.infer<typeof TakeRightInput>;

/** Why an answer takes longer. */
export const ExtendRightInput = z.object({
  requestId: z.uuid(),
  because: z.string().trim().max(1000).default(""),
});
export type ExtendRightInput = z.infer<typeof ExtendRightInput>;

/** An officer's answer. */
export const AnswerRightInput = z.object({
  requestId: z.uuid(),
  outcome: z.enum(outcomes),
  answer: z.string().trim().max(MOST_ANSWER).default(""),
});
export type AnswerRightInput = z.infer<typeof AnswerRightInput>;

/** A copy of one's book. Private visits are in it only if the box is ticked. */
export const AskExportInput = z.object({
  exportId: z.uuid(),
  private: z.string().optional(),
  language: z.enum(["vi", "en"]),
});
export type AskExportInput = z.infer<typeof AskExportInput>;

/** Which copy. */
export const ExportInput = z.object({ exportId: z.uuid() });
export type ExportInput = z.infer<typeof ExportInput>;

/** That everything the app holds is to be deleted; `erasureId` comes from the form, so that it happens once. */
export const EraseInput = z.object({ erasureId: z.uuid(), sure: z.literal("yes") });
export type EraseInput = z.infer<typeof EraseInput>;

/** Which copy on a phone; the phone names it. */
export const OfflineCopyInput = z.object({ copyId: z.uuid() });
export type OfflineCopyInput = z.infer<typeof OfflineCopyInput>;
