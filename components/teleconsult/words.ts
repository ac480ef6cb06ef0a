import type { copy } from "#components/copy/index.ts";

/** The words of a conversation, in the reader's language. */
export type ConversationWords = (typeof copy)["vi"]["conversation"] & {
  /** Why a photo was not taken. */
  photoFaults: Record<string, string>;
};

/** Words with what they name put in. */
export const put = (words: string, values: Record<string, string>) =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** Why something was not sent, in words. */
export const faultWords = (words: ConversationWords, fault: string): string =>
  (words.faults as Record<string, string>)[fault] ?? words.photoFaults[fault] ?? words.faults.failed;
