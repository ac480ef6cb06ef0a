import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, vnd } from "#components/copy/format.ts";
import type { TagLine } from "#components/ui/tag.tsx";
import type { NoteStanding } from "#lib/payment/rules.ts";

/** Whole đồng as people read it. A note is below a billion, so that nothing is lost. */
export const money = (amountVnd: bigint) => vnd(Number(amountVnd));

/** A long reference in groups that people can read out and a line can break between. */
export const spelledReference = (reference: string) => reference.replace(/(.{4})(?=.)/g, "$1 ");

export const feeAddress = (noteId: string) => `/payment/${noteId}` as Route;
export const receiptAddress = (noteId: string) => `/payment/${noteId}/receipt` as Route;
/** Where one payment of a note stands, and where one waits for the bank. */
export const payingAddress = (noteId: string, reference: string) =>
  `/payment/${noteId}/paying/${reference}` as Route;
export const waitingAddress = (noteId: string, reference: string) =>
  `/payment/${noteId}/waiting/${reference}` as Route;

const kinds = ["visit", "deposit", "settlement", "teleconsult"] as const;

/** How a note is called: by its kind where the reader may know it, and its day. */
export async function feeTitle({
  kind,
  issuedOn,
}: {
  kind?: string | null;
  issuedOn: string;
}): Promise<string> {
  const t = await getTranslations("payment.kinds");
  return t(kinds.find((one) => one === kind) ?? "other", { day: calendarDay(issuedOn) });
}

/** The line of a standing; what goes without saying in its section has none. */
export const tagOf: Record<NoteStanding, TagLine | null> = {
  due: null,
  "at-the-desk": "thin",
  paying: "dashed",
  confirming: "dashed",
  checking: "dotted",
  paid: null,
  "partially-refunded": "filled",
  refunded: "filled",
  insured: "filled",
  "paid-at-desk": "filled",
  "set-off": "filled",
  void: "thin",
};
