"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { codeText } from "#components/notification/sms-words.ts";
import { deviceWords, markDevice } from "#lib/identity/session.ts";
import {
  chooseQuietHours,
  chooseSilence,
  confirmPhone,
  dropPush,
  forgetPhone,
  keepPush,
  readAllMessages,
  sendPhoneCode,
} from "#lib/notification/index.ts";
import {
  CodeInput,
  DropPushInput,
  KeepPushInput,
  NoInput,
  PhoneInput,
  QuietHoursInput,
  ReadAllInput,
  SilenceInput,
} from "#lib/notification/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { webEnv } from "#lib/platform/env.ts";
import { selfAction } from "../../_entry/action.ts";
import { keepTyped } from "../../_entry/typed.ts";

const SETTINGS = "/messages/settings";
const faultOf = (state: ActionState<unknown>) => (state.kind === "refused" ? state.reason : "failed");

/** Đánh dấu đã đọc hết. */
export const readAll = selfAction(ReadAllInput, readAllMessages, (state) =>
  redirect(`/messages?done=${state.kind === "done" ? "read" : "failed"}` as Route),
);

/** Lưu việc nào báo bằng SMS. */
export const saveSilence = selfAction(SilenceInput, chooseSilence, (state) =>
  redirect(`${SETTINGS}?done=${state.kind === "done" ? "silence" : "failed"}` as Route),
);

/** Lưu giờ yên tĩnh. */
export const saveQuietHours = selfAction(QuietHoursInput, chooseQuietHours, (state) =>
  redirect(
    (state.kind === "done" ? `${SETTINGS}?done=quiet` : `${SETTINGS}?fault=${faultOf(state)}#quiet`) as Route,
  ),
);

/** Gửi mã đến số điện thoại. */
export const askForCode = selfAction(
  PhoneInput,
  async (ctx, input) => sendPhoneCode(ctx, input, codeText(await getLocale())),
  async (state, form) => {
    await keepTyped(`${SETTINGS}/phone`, form, state.kind === "done" ? null : ["number"]);
    if (state.kind === "done") redirect(`${SETTINGS}/phone/code` as Route);
    redirect(`${SETTINGS}/phone?fault=${faultOf(state)}` as Route);
  },
);

/** Xác nhận số điện thoại. */
export const confirmCode = selfAction(
  CodeInput,
  async (ctx, input) => confirmPhone(ctx, input, await getLocale()),
  (state) => {
    if (state.kind === "done") redirect(`${SETTINGS}?done=phone` as Route);
    redirect(`${SETTINGS}/phone/code?fault=${faultOf(state)}` as Route);
  },
);

/** Bỏ số điện thoại. */
export const removePhone = selfAction(NoInput, forgetPhone, (state) =>
  redirect(`${SETTINGS}?done=${state.kind === "done" ? "removed" : "failed"}` as Route),
);

/** Nhận tin trên máy này. */
export const startPush = selfAction(
  KeepPushInput,
  async (ctx, input) => {
    const [device, language, from] = await Promise.all([markDevice(), getLocale(), headers()]);
    const words = deviceWords(from.get("user-agent"));
    await keepPush(ctx, input, { device, language, words }, webEnv().push);
  },
  (state) =>
    redirect((state.kind === "done" ? `${SETTINGS}?done=pushed` : `${SETTINGS}?fault=push#push`) as Route),
);

/** Thôi nhận tin trên một máy. */
export const stopPush = selfAction(DropPushInput, dropPush, (state) =>
  redirect(`${SETTINGS}?done=${state.kind === "done" ? "unpushed" : "failed"}` as Route),
);
