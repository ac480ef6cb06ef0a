import type { Route } from "next";
import * as z from "zod";
import { DayInput, OriginInput } from "#lib/booking/inputs.ts";
import { FACILITY_CODE, reasons } from "#lib/facility/rules.ts";
import type { Params } from "../../../_entry/page.tsx";

/** Why somebody comes, in plain words; or that they do not know. */
export const whys = [...reasons, "unknown"] as const;
export type Why = (typeof whys)[number];

const id = z.uuid().optional().catch(undefined);
/** What was answered so far. It stands in the address, so that a booking needs no draft and a page can be reloaded. */
const Answers = z.object({
  why: z.enum(whys).optional().catch(undefined),
  facility: z.string().regex(FACILITY_CODE).optional().catch(undefined),
  service: id,
  day: DayInput.optional().catch(undefined),
  slot: z
    .union([z.uuid(), z.literal("any")])
    .optional()
    .catch(undefined),
  origin: OriginInput.optional().catch(undefined),
  ref: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional()
    .catch(undefined),
  key: id,
});
export type Answers = z.infer<typeof Answers>;

/** The answers of an address; what makes no sense is as if not answered. */
export const answersIn = (search: Params): Answers => Answers.parse(search);

/** The questions, in the order in which they are asked. */
export type Step = "why" | "where" | "day" | "time" | "check";

const entries = (answers: Partial<Record<keyof Answers, string | undefined>>) =>
  Object.entries(answers).filter((entry): entry is [string, string] => entry[1] !== undefined);

/** The page of a question, with what was answered so far. */
export function stepAddress(step: Step, answers: Answers, fault?: string): Route {
  const asked = new URLSearchParams(entries(answers));
  if (fault) asked.set("fault", fault);
  return `/booking/new/${step}${asked.size > 0 ? `?${asked}` : ""}` as Route;
}

/** Where a booking begins, or goes on for somebody else, with what was answered so far. */
export function startAddress(answers: Answers): Route {
  const asked = new URLSearchParams(entries(answers));
  return `/booking/new${asked.size > 0 ? `?${asked}` : ""}` as Route;
}

/** The first question that is not answered yet. */
export function nextStep({ why, service, day, slot }: Answers): Step {
  if (service) return slot ? "check" : day ? "time" : "day";
  return why ? "where" : "why";
}

/** "Đã đặt chưa?": where somebody asks after a sending whose answer never came. */
export function sentAddress({ key, ...answers }: Answers & { key: string }, fault?: string): Route {
  const asked = new URLSearchParams(entries(answers));
  if (fault) asked.set("fault", fault);
  return `/booking/sent/${key}?${asked}` as Route;
}

/** What was answered so far, for a form that goes on by GET. */
export const carried = (answers: Answers): [string, string][] => entries(answers);
