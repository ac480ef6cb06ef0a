"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { helpText } from "#components/notification/sms-words.ts";
import {
  beginHelping,
  endHelping,
  helpByCard,
  helpByCode,
  makeHelpedCard,
  mustBeStation,
} from "#lib/family/index.ts";
import {
  BeginHelpingInput,
  CardInput,
  HelpByCardInput,
  HelpByCodeInput,
  NothingInput,
} from "#lib/family/inputs.ts";
import { clinicAction, clinicAnswer } from "../../_entry/action.ts";
import { currentStaff } from "../../_entry/actor.ts";
import { shownCard } from "../../_entry/shown-card.ts";
import { keepTyped } from "../../_entry/typed.ts";

const AT = "/clinic/helper";
const typed = ["personalId", "name", "reason", "way"] as const;

async function atStation(): Promise<void> {
  mustBeStation((await currentStaff("clinic")).session.role);
}

/** Bắt đầu giúp, and to the cover of that book; or to where the code is typed that went to the person's phone. */
export const begin = clinicAction(
  BeginHelpingInput,
  async (ctx, input) => {
    await atStation();
    return beginHelping(ctx, input, helpText);
  },
  async (state, form) => {
    await keepTyped(AT, form, state.kind === "done" ? null : typed);
    if (state.kind === "done") redirect(state.value === "began" ? "/" : (`${AT}/code` as Route));
    redirect(`${AT}?fault=${state.kind === "refused" ? state.reason : "failed"}#new` as Route);
  },
);

/** Nhập mã SMS. */
export const beginByCode = clinicAction(
  HelpByCodeInput,
  async (ctx, input) => {
    await atStation();
    await helpByCode(ctx, input);
  },
  (state) => {
    if (state.kind === "done") redirect("/");
    redirect(`${AT}/code?fault=${state.kind === "refused" ? state.reason : "failed"}` as Route);
  },
);

/** Quét thẻ giấy. */
export const beginByCard = clinicAction(
  HelpByCardInput,
  async (ctx, input) => {
    await atStation();
    await helpByCard(ctx, input);
  },
  (state) => {
    if (state.kind === "done") redirect("/");
    redirect(`${AT}?fault=${state.kind === "refused" ? state.reason : "failed"}#card` as Route);
  },
);

/** In thẻ giấy cho người đang được giúp. */
export const makeCard = clinicAnswer(CardInput, async (ctx, input) => {
  await atStation();
  return shownCard(await makeHelpedCard(ctx, input));
});

/** Kết thúc. */
export const end = clinicAction(
  NothingInput,
  (ctx) => endHelping(ctx),
  () => redirect(`${AT}?done=ended` as Route),
);
