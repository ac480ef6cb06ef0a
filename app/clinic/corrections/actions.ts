"use server";

import { answerCase, checkCase, takeCase, writeToPerson } from "#lib/correction/index.ts";
import { AnswerInput, CaseInput, SayInput, TakeInput } from "#lib/correction/inputs.ts";
import { backToCase } from "../../_corrections/ends.ts";
import { clinicAction } from "../../_entry/action.ts";

const back = backToCase("clinic");

/** Nhận việc. */
export const take = clinicAction(TakeInput, takeCase, back);
/** Bắt đầu kiểm tra. */
export const check = clinicAction(CaseInput, checkCase, back);
/** Nhắn cho người dân. */
export const say = clinicAction(SayInput, writeToPerson, back);
/** Trả lời. */
export const answer = clinicAction(AnswerInput, answerCase, back);
