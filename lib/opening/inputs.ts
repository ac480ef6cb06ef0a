import * as z from "zod";
import { doubtVerdicts, emergencyVerdicts, shownParts, visitReasons } from "./rules.ts";

const sentence = (least: number, most: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(least, "too-short").max(most, "too-long"));

/** What a person shows to whom; `parts` are words with commas between, `private` is yes only where it was chosen. */
export const MakeCodeInput = z.object({
  codeId: z.uuid(),
  facility: z.string().regex(/^[0-9A-Za-z]{1,10}$/),
  parts: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(shownParts)).min(1).max(shownParts.length)),
  private: z.enum(["yes", "no"]).default("no"),
});
export type MakeCodeInput = z.infer<typeof MakeCodeInput>;

/** Which code to withdraw. */
export const CodeInput = z.object({ codeId: z.uuid() });
/** Which opening to end. */
export const EndInput = z.object({ openingId: z.uuid() });

/** Which row of the log, and what the person adds. */
export const DoubtInput = z.object({
  logId: z.coerce.number().int().positive(),
  note: z.string().max(4000).default(""),
});
export type DoubtInput = z.infer<typeof DoubtInput>;

/** What a desk scanned or typed. */
export const FindInput = z.object({ sought: z.string().max(2000) });
/** The digits that a person showed; without them, the QR that led here. */
export const OpenByCodeInput = z.object({
  findId: z.uuid(),
  code: z.string().max(40).default(""),
  reason: z.enum(visitReasons, "choose"),
});
export type OpenByCodeInput = z.infer<typeof OpenByCodeInput>;
/** Why a book is opened without a code, and for how long. */
export const EmergencyInput = z.object({
  findId: z.uuid(),
  reason: sentence(10, 500),
  hours: z.enum(["4", "12", "24"]).transform(Number),
});
export type EmergencyInput = z.infer<typeof EmergencyInput>;
/** Which opening a desk closes, on the page of whom. */
export const CloseInput = z.object({ findId: z.uuid(), openingId: z.uuid() });
/** What a desk says of a telling. */
export const JudgeInput = z.object({
  findId: z.uuid(),
  entryId: z.uuid(),
  version: z.coerce.number().int().positive(),
  act: z.enum(["confirmed", "disputed"]),
  note: z.string().max(2000).default(""),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

/** Which case an officer takes. */
export const CaseInput = z.object({ caseId: z.uuid() });
/** The authority's answer to a doubt. */
export const AnswerDoubtInput = z.object({
  caseId: z.uuid(),
  verdict: z.enum(doubtVerdicts, "choose"),
  answer: sentence(10, 2000),
});
export type AnswerDoubtInput = z.infer<typeof AnswerDoubtInput>;
/** The authority's verdict on an emergency. */
export const ReviewInput = z.object({
  caseId: z.uuid(),
  verdict: z.enum(emergencyVerdicts, "choose"),
  reason: sentence(10, 2000),
});
export type ReviewInput = z.infer<typeof ReviewInput>;
