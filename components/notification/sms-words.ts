import { createTranslator } from "use-intl/core";
import type { HelpText } from "#lib/family/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { CodeText, PushText, SmsText } from "#lib/notification/index.ts";
import { copy, type Locale } from "../copy/index.ts";

const wordsOf = (locale: Locale) =>
  createTranslator({ locale, messages: copy[locale], namespace: "messages.sms" });

/** The text of an SMS that says that a message waits, and nothing of what it tells. */
export const smsText: SmsText = ({ language, group, urgent }) => {
  const t = wordsOf(language === "en" ? "en" : "vi");
  return t(urgent ? "urgent" : "new", { about: t(`about.${group}`) });
};

/** What a lock screen shows of a message that waits: nothing of what it tells, nor of whom. */
export const pushText: PushText = ({ language, group, urgent }) => {
  const locale: Locale = language === "en" ? "en" : "vi";
  const t = createTranslator({ locale, messages: copy[locale], namespace: "messages.push" });
  return {
    title: copy[locale].common.name,
    body: t(urgent ? "urgent" : "new", { about: wordsOf(locale)(`about.${group}`) }),
  };
};

/** The text of an SMS that asks whether somebody wants to be helped. */
export const helpText: HelpText = ({ language, code, helper, minutes }) =>
  wordsOf(language === "en" ? "en" : "vi")("helping", { code, helper: displayName(helper), minutes });

/** The text of an SMS that carries a code. */
export const codeText =
  (locale: Locale): CodeText =>
  ({ code, minutes }) =>
    wordsOf(locale)("code", { code, minutes });
