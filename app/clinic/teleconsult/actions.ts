"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ZodType } from "zod";
import type { ActionState } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  addShift,
  answerCase,
  claimCase,
  endShift,
  keepTemplate,
  referCase,
  refuseCase,
  releaseCase,
  removeTemplate,
  setEmergencyPlace,
  setTeleconsultTerms,
} from "#lib/teleconsult/index.ts";
import {
  AnswerInput,
  CaseInput,
  EmergencyPlaceInput,
  ReferInput,
  RefuseInput,
  ShiftChoice,
  ShiftInput,
  TemplateChoice,
  TemplateInput,
  TermsInput,
} from "#lib/teleconsult/inputs.ts";
import { clinicAction } from "../../_entry/action.ts";

const INBOX = "/clinic/teleconsult";
const caseOf = (form: FormData) => encodeURIComponent(String(form.get("caseId") ?? ""));
const why = (state: ActionState<unknown>) =>
  state.kind === "refused" ? state.reason : state.kind === "invalid" ? "fields" : "failed";

/** Nhận câu hỏi: to the case, or back to the inbox with who was quicker. */
export const claim = clinicAction(CaseInput, claimCase, (state, form) =>
  redirect(
    (state.kind === "done"
      ? `${INBOX}/${caseOf(form)}?said=claimed`
      : `${INBOX}?fault=${encodeURIComponent(why(state))}`) as Route,
  ),
);

/** An act that ends the doctor's part: to the inbox, or back to its page with why not. */
const ending = <Input>(
  said: string,
  page: string,
  input: ZodType<Input>,
  verb: (ctx: Context, sent: Input) => Promise<void>,
) =>
  clinicAction(input, verb, (state, form) =>
    redirect(
      (state.kind === "done"
        ? `${INBOX}?said=${said}`
        : `${INBOX}/${caseOf(form)}${page}?fault=${encodeURIComponent(why(state))}`) as Route,
    ),
  );

export const release = ending("released", "", CaseInput, releaseCase);
export const refer = ending("referred", "/refer", ReferInput, referCase);
export const refuse = ending("refused", "/refuse", RefuseInput, refuseCase);
export const answer = ending("answered", "/answer", AnswerInput, (ctx, input) => answerCase(ctx, input));

/** What the facility lays down: back to its page, with what was saved or not. */
const planning = <Input>(input: ZodType<Input>, verb: (ctx: Context, sent: Input) => Promise<void>) =>
  clinicAction(input, verb, (state) =>
    redirect(
      `${INBOX}/terms?${state.kind === "done" ? "said=saved" : `fault=${encodeURIComponent(why(state))}`}` as Route,
    ),
  );

export const terms = planning(TermsInput, setTeleconsultTerms);
export const shift = planning(ShiftInput, addShift);
export const dropShift = planning(ShiftChoice, endShift);
export const template = planning(TemplateInput, keepTemplate);
export const dropTemplate = planning(TemplateChoice, removeTemplate);
export const emergency = planning(EmergencyPlaceInput, setEmergencyPlace);
