"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ZodType } from "zod";
import { caseAddress, questionAddress } from "#components/teleconsult/case-words.ts";
import { AttachSharedInput } from "#lib/attachment/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import {
  askAgain,
  attachToQuestion,
  cancelCase,
  changeShare,
  chooseShare,
  chooseTime,
  chooseWay,
  chooseWho,
  finishPhotos,
  forgetQuestion,
  judgeAnswer,
  removeQuestionPhoto,
  reportConsultation,
  sayBodyPart,
  sayFlags,
  saySeverity,
  saySince,
  sayTrouble,
  sendQuestion,
  withdrawShare,
} from "#lib/teleconsult/index.ts";
import {
  AgainInput,
  answers,
  CancelCaseInput,
  CaseInput,
  FlagsInput,
  JudgeInput,
  PhotoInput,
  type Question,
  questions,
  ReportInput,
  SendInput,
  ShareInput,
} from "#lib/teleconsult/inputs.ts";
import { shownParts } from "#lib/teleconsult/rules.ts";
import { citizenAction } from "../../_entry/action.ts";
import { keepTyped } from "../../_entry/typed.ts";
import { withShared } from "../../_share/own.ts";

const sent = (form: FormData, name: string) => String(form.get(name) ?? "");
const caseOf = (form: FormData) => encodeURIComponent(sent(form, "caseId"));
const here = (form: FormData) => `/teleconsult/${caseOf(form)}`;

/** Back to the check where the reader came from there, else to the next question. */
function onwards(question: Question, form: FormData): Route {
  const next = questions[questions.indexOf(question) + 1];
  const after = sent(form, "from") === "check" ? "check" : (next ?? "check");
  return questionAddress(after, sent(form, "caseId"), {});
}

/** Back to the question that is to be mended, with why. */
function again(question: string, form: FormData, state: ActionState<unknown>): Route {
  const fault = state.kind === "refused" ? state.reason : state.kind === "invalid" ? "long" : "failed";
  const from = sent(form, "from");
  return questionAddress(question, sent(form, "caseId"), { ...(from ? { from } : {}), fault });
}

/** One question of a draft: kept on the server, then the next one. */
const answering = <Input>(
  question: Question,
  input: ZodType<Input>,
  verb: (ctx: Context, said: Input) => Promise<void>,
) =>
  citizenAction(input, verb, (state, form) =>
    redirect(state.kind === "done" ? onwards(question, form) : again(question, form, state)),
  );

export const trouble = answering("trouble", answers.trouble, sayTrouble);
export const body = answering("body", answers.body, sayBodyPart);
export const since = answering("since", answers.since, saySince);
export const severity = answering("severity", answers.severity, saySeverity);
export const photos = answering("photos", answers.photos, finishPhotos);
export const share = answering("share", answers.share, chooseShare);
export const when = answering("when", answers.when, chooseTime);

/** Who and how change what follows them, so that those are asked again. */
export const who = citizenAction(answers.who, chooseWho, (state, form) =>
  redirect(state.kind === "done" ? questionAddress("way", sent(form, "caseId")) : again("who", form, state)),
);
export const way = citizenAction(answers.way, chooseWay, (state, form) =>
  redirect(state.kind === "done" ? questionAddress("when", sent(form, "caseId")) : again("way", form, state)),
);

/** Dấu hiệu nguy hiểm: a yes leads to whom to call. */
export const flags = citizenAction(FlagsInput, sayFlags, (state, form) => {
  if (state.kind !== "done") redirect(again("flags", form, state));
  if (state.value) redirect(questionAddress("danger", sent(form, "caseId")));
  redirect(onwards("flags", form));
});

export const removePhoto = citizenAction(PhotoInput, removeQuestionPhoto, (_, form) =>
  redirect(questionAddress("photos", sent(form, "caseId"))),
);

/** Kèm giấy vừa chia sẻ. */
export const attachShared = citizenAction(
  AttachSharedInput,
  withShared("teleconsult", attachToQuestion),
  (state, form) => {
    if (state.kind === "refused") redirect(again("photos", form, state));
    const from = sent(form, "from");
    redirect(questionAddress("photos", sent(form, "caseId"), from ? { from } : {}));
  },
);

export const forget = citizenAction(CaseInput, forgetQuestion, () => redirect("/teleconsult" as Route));

/** Gửi câu hỏi: to its fee, else to the case; what is not right any more leads to its question. */
export const send = citizenAction(SendInput, sendQuestion, (state, form) => {
  if (state.kind === "done") {
    if (state.value.noteId) redirect(`/payment/${state.value.noteId}` as Route);
    redirect(`${caseAddress(sent(form, "caseId"))}?done=sent` as Route);
  }
  const reason = state.kind === "refused" ? state.reason : "failed";
  const at: Record<string, Question> = {
    ...{ flags: "flags", trouble: "trouble", closed: "who", paused: "who", "no-shift": "who" },
    ...{ way: "way", taken: "when" },
  };
  redirect(questionAddress(at[reason] ?? "check", sent(form, "caseId"), { fault: reason }));
});

/** An act on a case that was sent: back to it, with what was done. */
const following = <Input>(
  done: string,
  input: ZodType<Input>,
  verb: (ctx: Context, said: Input) => Promise<void>,
  page = "",
  typed: readonly string[] = [],
) =>
  citizenAction(input, verb, async (state, form) => {
    if (typed.length > 0) await keepTyped(`${here(form)}${page}`, form, state.kind === "done" ? null : typed);
    if (state.kind === "done") redirect(`${here(form)}?done=${done}` as Route);
    const fault = state.kind === "refused" ? state.reason : state.kind === "invalid" ? "empty" : "failed";
    redirect(`${here(form)}${page}?fault=${encodeURIComponent(fault)}` as Route);
  });

export const stopShare = following("stopped", CaseInput, withdrawShare);
export const cancel = following("cancelled", CancelCaseInput, cancelCase);
export const changeShown = following("shared", ShareInput, changeShare, "/share");
export const askMore = following("asked", AgainInput, askAgain, "/again", [
  ...["words", "mayRefer"],
  ...shownParts,
]);
export const judge = following("judged", JudgeInput, judgeAnswer, "/judge");
export const report = following("reported", ReportInput, reportConsultation, "/report");
