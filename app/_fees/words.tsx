import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment, vnd } from "#components/copy/format.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import type { Difference } from "#lib/payment/index.ts";

/** 150.000 đ of whole đồng. */
export const money = (amount: bigint) => vnd(Number(amount));

/** Times in the words of the page's language. */
export async function times() {
  const locale = await getLocale();
  return (at: Date) => moment(at, locale);
}

const noteTags: Record<string, TagLine> = {
  open: "dashed",
  paid: "filled",
  "partially-refunded": "filled",
  refunded: "thin",
  void: "thin",
};
const refundTags: Record<string, TagLine> = {
  requested: "amber",
  unknown: "amber",
  submitted: "dashed",
  succeeded: "filled",
};
const attemptTags: Record<string, TagLine> = {
  pending: "dashed",
  settled: "filled",
  review: "amber",
};

/** How a note stands. */
export async function NoteTag({ status }: { status: string }) {
  const t = await getTranslations("feeDesk.statuses");
  return <Tag line={noteTags[status] ?? "dotted"}>{t(status as "open")}</Tag>;
}

/** How a refund stands. */
export async function RefundTag({ status }: { status: string }) {
  const t = await getTranslations("feeDesk.refundStatuses");
  return <Tag line={refundTags[status] ?? "thin"}>{t(status as "requested")}</Tag>;
}

/** How a try to pay stands. */
export async function AttemptTag({ status }: { status: string }) {
  const t = await getTranslations("feeDesk.attemptStatuses");
  return <Tag line={attemptTags[status] ?? "thin"}>{t(status as "pending")}</Tag>;
}

const sum = (text: string | undefined) => (text && /^\d+(\.\d+)?$/.test(text) ? vnd(Number(text)) : "–");

/** What differs, in one sentence. */
export async function differenceSentence({ kind, about, oursVnd, theirsVnd }: Difference): Promise<string> {
  const t = await getTranslations("feeDesk.difference");
  const [first, second] = about.split(" ");
  return t(kind, {
    about,
    told: sum(first),
    bill: sum(first),
    claim: sum(second),
    ours: oursVnd === null ? "–" : money(oursVnd),
    theirs: theirsVnd === null ? "–" : money(theirsVnd),
  });
}

const fine = ["asked", "sent", "withdrawn", "decided", "closed", "brought", "named", "confirmed"];

/** What the last form led to: `said` of the address, with a day or a line after a dot. */
export async function Said({ said }: { said: string | undefined }) {
  const t = await getTranslations("feeDesk.said");
  if (!said) return null;
  const [, word = "", rest = ""] = /^([a-z-]+?)(?:[.-](\d[\d-]*))?$/.exec(said) ?? [];
  const key = word as "closed";
  const values = { day: /^\d{4}-/.test(rest) ? calendarDay(rest) : rest, line: rest };
  const good = fine.includes(word);
  return (
    <div role={good ? "status" : "alert"} id="said" className="pb-6">
      <Callout kind={good ? "note" : "warn"} level={2} title={t.has(key) ? t(key, values) : t("other")} />
    </div>
  );
}
