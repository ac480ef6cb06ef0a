import * as z from "zod";
import { said } from "#lib/booking/inputs.ts";
import {
  helpfulness,
  MOST_WORDS,
  outcomes,
  type RedFlagKey,
  redFlags,
  type ShownPart,
  severities,
  shownParts,
  ways,
} from "./rules.ts";

const id = z.uuid();
const facilityCode = z.string().regex(/^[0-9A-Za-z]{1,10}$/);
const ticked = z
  .literal("yes")
  .optional()
  .transform((sent) => sent === "yes");
/** Money as a form sends it: whole đồng, dots between thousands allowed. */
const vnd = z
  .string()
  .transform((text) => text.replace(/[.\s]/g, ""))
  .pipe(z.string().regex(/^\d{1,8}$/))
  .transform(Number)
  .pipe(z.number().max(10_000_000));

/** A day as people write it, 3/12/2026; empty is none. */
const writtenDay = z
  .string()
  .trim()
  .transform((text) => {
    const [, day = "", month = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    return text === "" ? undefined : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  })
  .pipe(z.iso.date().optional());

/** What was answered so far of a question to a doctor; each page adds its own. */
export type DraftAnswers = {
  /** Whether none of the signs of danger is there. */
  noFlags?: boolean;
  trouble?: string;
  bodyPart?: string;
  since?: string;
  severity?: (typeof severities)[number];
  photosDone?: boolean;
  parts?: ShownPart[];
  mayRefer?: boolean;
  facilityCode?: string;
  wantsSpecialist?: boolean;
  way?: (typeof ways)[number];
  shiftId?: string | null;
  callAt?: string | null;
};

/** The questions in their order; each is a page. */
export const questions = [
  "flags",
  "trouble",
  "body",
  "since",
  "severity",
  "photos",
  "share",
  "who",
  "way",
  "when",
] as const;
export type Question = (typeof questions)[number];

/** Which case, or its draft. */
export const CaseInput = z.object({ caseId: id });
export type CaseInput = z.infer<typeof CaseInput>;

const shares = Object.fromEntries(shownParts.map((part) => [part, ticked])) as Record<
  ShownPart,
  typeof ticked
>;
/** What the doctor may see: parts that were ticked, or expressly nothing; and whether it may go up with the case. */
export const ShareInput = z.object({ caseId: id, ...shares, nothing: ticked, mayRefer: ticked });
export type ShareInput = z.infer<typeof ShareInput>;
/** The parts that a form ticked. */
export const partsIn = (input: Record<ShownPart, boolean>) => shownParts.filter((part) => input[part]);

/** One answer, by the page that asked it. */
export const answers = {
  trouble: z.object({ caseId: id, trouble: said(MOST_WORDS) }),
  body: z.object({ caseId: id, bodyPart: said(200), unknown: ticked }),
  since: z.object({ caseId: id, since: said(200), unknown: ticked }),
  severity: z.object({ caseId: id, severity: z.enum(severities).optional() }),
  photos: CaseInput,
  share: ShareInput,
  who: z.object({
    caseId: id,
    /** A facility, and behind it whether a specialist is asked for: `51000`, `51000 specialist`. */
    who: z
      .string()
      .regex(/^[0-9A-Za-z]{1,10}( specialist)?$/)
      .optional(),
  }),
  way: z.object({ caseId: id, way: z.enum(ways).optional() }),
  when: z.object({
    caseId: id,
    /** A shift and a moment in it. */
    at: z
      .string()
      .regex(/^[0-9a-f-]{36} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      .optional(),
  }),
} as const;

/** The name of a sign's box in a form. */
export const flagField = (key: RedFlagKey) => `flag-${key}` as const;
const flagTicks = Object.fromEntries(redFlags.map(({ key }) => [flagField(key), ticked])) as Record<
  ReturnType<typeof flagField>,
  typeof ticked
>;
/** Which signs of danger are there; `none` is an answer of its own. */
export const FlagsInput = z
  .object({ caseId: id, ...flagTicks, none: ticked })
  .transform(({ caseId, none, ...ticks }) => ({
    caseId,
    none,
    flags: redFlags.map(({ key }) => key).filter((key) => ticks[flagField(key)]),
  }));
export type FlagsInput = z.infer<typeof FlagsInput>;

/** Sends a question, at the price that its page said. */
export const SendInput = z.object({ caseId: id, priceVnd: z.coerce.number().int().min(0).max(999_999_999) });
export type SendInput = z.infer<typeof SendInput>;

/** Takes a photo out of a draft. */
export const PhotoInput = z.object({ caseId: id, attachmentId: id });
export type PhotoInput = z.infer<typeof PhotoInput>;

/** Takes a question back. */
export const CancelCaseInput = z.object({ caseId: id, because: said(500).default("") });
export type CancelCaseInput = z.infer<typeof CancelCaseInput>;

/** A second question, with what may be seen for it. */
export const AgainInput = ShareInput.extend({ words: said(MOST_WORDS) });
export type AgainInput = z.infer<typeof AgainInput>;

/** Whether it helped. */
export const JudgeInput = z.object({
  caseId: id,
  helpful: z.enum(helpfulness),
  words: said(1000).default(""),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

/** What went wrong. */
export const ReportInput = z.object({ caseId: id, words: said(2000).pipe(z.string().min(3)) });
export type ReportInput = z.infer<typeof ReportInput>;

/** Hands a case up. */
export const ReferInput = z.object({
  caseId: id,
  to: facilityCode,
  handOver: said(4000).pipe(z.string().min(3)),
});
export type ReferInput = z.infer<typeof ReferInput>;

/** Refuses to answer from afar. */
export const RefuseInput = z.object({ caseId: id, because: said(1000).pipe(z.string().min(3)) });
export type RefuseInput = z.infer<typeof RefuseInput>;

/** Lines of a text, without empty ones. */
const lines = (most: number, long: number) =>
  said(most * (long + 1)).transform((text) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .slice(0, most)
      .map((line) => line.slice(0, long)),
  );

/** A doctor's answer. Medicines and tests are one a line; a medicine is `name: how to take it`. */
export const AnswerInput = z.object({
  caseId: id,
  outcome: z.enum(outcomes),
  summary: said(MOST_WORDS).pipe(z.string().min(3)),
  advice: said(8000).pipe(z.string().min(1)),
  warning: said(4000).default(""),
  /** ICD-10 codes, parted by commas or blanks. */
  conditions: said(200).transform((text) =>
    [
      ...new Set(
        text
          .toUpperCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ].slice(0, 10),
  ),
  medicines: lines(20, 300),
  tests: lines(20, 200),
  visitServiceId: id.optional().or(z.literal("").transform(() => undefined)),
  visitWithinDays: z.coerce
    .number()
    .int()
    .min(0)
    .max(90)
    .optional()
    .or(z.literal("").transform(() => undefined)),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

/** What a facility lays down for its answers. */
export const TermsInput = z.object({
  written: ticked,
  voice: ticked,
  video: ticked,
  answerHours: z.coerce.number().int().min(1).max(72),
  writtenPriceVnd: vnd,
  callPriceVnd: vnd,
  insuranceNote: said(300).default(""),
  pausedUntil: writtenDay.optional(),
  closed: ticked,
});
export type TermsInput = z.infer<typeof TermsInput>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** A shift that repeats each week. */
export const ShiftInput = z
  .object({
    shiftId: id,
    doctorName: said(120).pipe(z.string().min(2)),
    weekday: z.coerce.number().int().min(1).max(7),
    from: clock,
    until: clock,
    callMinutes: z.coerce.number().int().min(5).max(60),
    validFrom: z.iso
      .date()
      .optional()
      .or(z.literal("").transform(() => undefined)),
    validUntil: z.iso
      .date()
      .optional()
      .or(z.literal("").transform(() => undefined)),
  })
  .refine(({ from, until }) => until > from, { path: ["until"] });
export type ShiftInput = z.infer<typeof ShiftInput>;

/** Which shift, which template. */
export const ShiftChoice = z.object({ shiftId: id });
export type ShiftChoice = z.infer<typeof ShiftChoice>;
export const TemplateChoice = z.object({ templateId: id });
export type TemplateChoice = z.infer<typeof TemplateChoice>;

/** A template as its form sends it. */
export const TemplateInput = z.object({
  templateId: id,
  name: said(120).pipe(z.string().min(2)),
  summary: said(2000).default(""),
  advice: said(8000).default(""),
  warning: said(4000).default(""),
});
export type TemplateInput = z.infer<typeof TemplateInput>;

/** The number for emergencies; empty takes it back. */
export const EmergencyPlaceInput = z.object({
  phone: z
    .string()
    .transform((text) => text.replace(/[\s.-]/g, ""))
    .pipe(z.string().regex(/^(\d{3,11})?$/)),
});
export type EmergencyPlaceInput = z.infer<typeof EmergencyPlaceInput>;

const conditionCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]\d\d(\.\d{1,2})?$/);

/** A line of what may be treated from afar, from a day on; without a last day it holds until one is named. */
export const RemoteConditionInput = z.object({
  code: conditionCode,
  name: said(300).pipe(z.string().min(2)),
  source: said(300).pipe(z.string().min(3)),
  validFrom: writtenDay.pipe(z.iso.date()),
  validUntil: writtenDay.optional(),
});
export type RemoteConditionInput = z.infer<typeof RemoteConditionInput>;

/** The last day of a line. */
export const EndConditionInput = z.object({
  code: conditionCode,
  validFrom: z.iso.date(),
  validUntil: writtenDay.pipe(z.iso.date()),
});
export type EndConditionInput = z.infer<typeof EndConditionInput>;

/** The authority's answer to a report. */
export const ReportAnswerInput = z.object({ caseId: id, answer: said(2000).pipe(z.string().min(3)) });
export type ReportAnswerInput = z.infer<typeof ReportAnswerInput>;
