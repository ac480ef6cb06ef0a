"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  answerHistoryQuestion,
  answerHistoryTopic,
  declareHistory,
  withdrawHistory,
} from "#lib/history/index.ts";
import { AnswerInput, DeclareInput, TopicInput, WithdrawInput } from "#lib/history/inputs.ts";
import { isTopic, nextQuestion } from "#lib/history/rules.ts";
import { citizenAction } from "../../../_entry/action.ts";

const sent = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));

/** Tiếp tục: to the next question, back to the answers when it was one to change, or to the same one when it cannot be. */
export const answerQuestion = citizenAction(AnswerInput, answerHistoryQuestion, (state, form) => {
  const [topic, question, entry] = [sent(form, "topic"), sent(form, "question"), sent(form, "entryId")];
  if (!isTopic(topic)) redirect("/record/history");
  const here = `/record/history/${topic}`;
  const back = form.get("from") === "check" ? "&from=check" : "";
  if (state.kind === "refused")
    redirect(`${here}/${question}?entry=${entry}${back}&fault=${state.reason}` as Route);
  if (state.kind !== "done") redirect(`${here}/${question}?entry=${entry}${back}&fault=failed` as Route);
  const next = back ? null : nextQuestion(topic, question);
  redirect(`${here}/${next ?? "check"}?entry=${entry}` as Route);
});

/** Ghi vào sổ. */
export const declare = citizenAction(DeclareInput, declareHistory, (state, form) => {
  if (state.kind === "done") redirect(`/record/history?done=declared#${sent(form, "topic")}` as Route);
  redirect(
    `/record/history/${sent(form, "topic")}/check?entry=${sent(form, "entryId")}&fault=failed` as Route,
  );
});

/** Rút lại. */
export const withdraw = citizenAction(WithdrawInput, withdrawHistory, (state) =>
  redirect(`/record/history?done=${state.kind === "done" ? "withdrawn" : "failed"}` as Route),
);

/** Không có, hoặc không biết. */
export const answerTopic = citizenAction(TopicInput, answerHistoryTopic, (state) =>
  redirect(`/record/history?done=${state.kind === "done" ? "answered" : "failed"}` as Route),
);
