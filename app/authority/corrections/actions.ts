"use server";

import { nameOfDeclared } from "#components/vaccination/declared-words.ts";
import {
  answerCase,
  checkCase,
  confirmDose,
  sayNotGiven,
  takeCase,
  writeToPerson,
} from "#lib/correction/index.ts";
import {
  AnswerInput,
  CaseInput,
  ConfirmDoseInput,
  NotGivenInput,
  SayInput,
  TakeInput,
} from "#lib/correction/inputs.ts";
import { backToCase } from "../../_corrections/ends.ts";
import { authorityAction } from "../../_entry/action.ts";

const back = backToCase("authority");

/** Nhận việc. */
export const take = authorityAction(TakeInput, takeCase, back);
/** Bắt đầu kiểm tra. */
export const check = authorityAction(CaseInput, checkCase, back);
/** Nhắn cho người dân. */
export const say = authorityAction(SayInput, writeToPerson, back);
/** Trả lời. */
export const answer = authorityAction(AnswerInput, answerCase, back);
/** Xác nhận hoặc ghi lại mũi tiêm. */
export const confirm = authorityAction(
  ConfirmDoseInput,
  (ctx, input) => confirmDose(ctx, input, nameOfDeclared),
  back,
);
/** Không tiêm mũi này. */
export const strike = authorityAction(NotGivenInput, sayNotGiven, back);
