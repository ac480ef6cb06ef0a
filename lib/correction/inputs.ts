import * as z from "zod";
import { answers, notes } from "./case-rules.ts";
import { type ReactionSign, reactionSigns } from "./reaction-signs.data.ts";

const words = (most: number) =>
  z
    .string()
    .max(most * 2, "too-long")
    .transform((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(most, "too-long"));
const needed = (most: number) => words(most).pipe(z.string().min(1, "words"));

/** The first answer of a report: which line, and what is wrong with it. */
export const ReasonInput = z.object({
  caseId: z.uuid(),
  of: z.string().max(200),
  reason: z.string().max(30).default(""),
});
export type ReasonInput = z.infer<typeof ReasonInput>;

/** What it should be; `unknown` is the button "I do not know". */
export const WantedInput = z.object({
  caseId: z.uuid(),
  wanted: words(1000).default(""),
  unknown: z.string().optional(),
});
export type WantedInput = z.infer<typeof WantedInput>;

/** Which report: to send, to take back, to take the photo out of. */
export const CaseInput = z.object({ caseId: z.uuid() });
export type CaseInput = z.infer<typeof CaseInput>;

/** Why a person does not agree with an answer. */
export const AppealInput = z.object({ caseId: z.uuid(), said: needed(1000) });
export type AppealInput = z.infer<typeof AppealInput>;

/** More words for an open case; what a photo brings comes beside it. */
export const AddInput = z.object({ caseId: z.uuid(), entryId: z.uuid(), said: words(1000).default("") });
export type AddInput = z.infer<typeof AddInput>;

/** A clerk takes a case, or takes it over from another. */
export const TakeInput = z.object({ caseId: z.uuid(), over: z.string().optional() });
export type TakeInput = z.infer<typeof TakeInput>;

/** A clerk writes to the person. */
export const SayInput = z.object({ caseId: z.uuid(), entryId: z.uuid(), said: needed(1000) });
export type SayInput = z.infer<typeof SayInput>;

/** A clerk's answer. `answer` chooses also which note an annotation is. */
export const AnswerInput = z
  .object({
    caseId: z.uuid(),
    choice: z.enum([...answers.filter((one) => one !== "annotated"), ...notes], "choose"),
    text: needed(1000),
    mendedTo: words(500).default(""),
  })
  .refine((sent) => sent.choice !== "mended" || sent.mendedTo !== "", {
    path: ["mendedTo"],
    message: "mended-to",
  });
export type AnswerInput = z.infer<typeof AnswerInput>;

/** Which vaccine was given: one of those that are asked for, or another by its name. */
export const VaccineInput = z.object({
  caseId: z.uuid(),
  vaccine: z.string().max(40).default(""),
  product: words(120).default(""),
});
export type VaccineInput = z.infer<typeof VaccineInput>;

const dayParts = {
  "given.day": z.string().trim().max(2).default(""),
  "given.month": z.string().trim().max(2).default(""),
  "given.year": z.string().trim().max(4).default(""),
};

/** When a dose was given, as far as it is known. */
export const DoseDayInput = z.object({ caseId: z.uuid(), ...dayParts });
export type DoseDayInput = z.infer<typeof DoseDayInput>;

/** Where a dose was given: a facility that the book knows, or in words. `unknown` is the button "I do not know". */
export const DosePlaceInput = z.object({
  caseId: z.uuid(),
  placeCode: z.string().max(10).default(""),
  place: words(160).default(""),
  unknown: z.string().optional(),
});
export type DosePlaceInput = z.infer<typeof DosePlaceInput>;

/** Which lot it was and which dose of its series. */
export const DoseLotInput = z.object({
  caseId: z.uuid(),
  lot: z.string().max(60).default(""),
  doseNumber: z.string().max(10).default(""),
  unknown: z.string().optional(),
});
export type DoseLotInput = z.infer<typeof DoseLotInput>;

/** A dose as a station saw it: a vaccine as people are asked for it, or another by the name on the paper. */
export const ConfirmDoseInput = z.object({
  caseId: z.uuid(),
  vaccine: z.string().max(40),
  product: words(120).default(""),
  lot: z.string().max(60).default(""),
  doseNumber: z.string().max(10).default(""),
  place: words(160).default(""),
  text: needed(1000),
  ...dayParts,
});
export type ConfirmDoseInput = z.infer<typeof ConfirmDoseInput>;

/** That a dose of the book was never given. */
export const NotGivenInput = z.object({ caseId: z.uuid(), text: needed(1000), mendedTo: needed(200) });
export type NotGivenInput = z.infer<typeof NotGivenInput>;

const allSigns = Object.values(reactionSigns).flat();

/** What came after a dose: the signs as ticked boxes `sign-<name>`, since when, and words. */
export const ReactionInput = z
  .object({
    caseId: z.uuid(),
    doseId: z.uuid(),
    began: z.enum(["minutes", "day", "later", "unknown"]).default("unknown"),
    words: words(600).default(""),
  })
  .catchall(z.string().max(200));
export type ReactionInput = z.infer<typeof ReactionInput>;

/** Which signs were ticked. */
export const signsIn = (input: ReactionInput): ReactionSign[] =>
  allSigns.filter((sign) => input[`sign-${sign}`] !== undefined);
