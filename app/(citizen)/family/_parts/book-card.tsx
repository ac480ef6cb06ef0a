import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { calendarDay } from "#components/copy/format.ts";
import { money } from "#components/payment/fee-words.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBookOf } from "../actions.ts";
import type { BookFacts } from "./household.ts";

type Props = {
  name: string;
  /** Mẹ, cha, người giám hộ, and when the owner was born. */
  second?: string | undefined;
  /** What was given, one by one, to whoever is trusted. */
  given?: readonly string[];
  /** By which relation it opens; `own` for one's own. */
  relationId: string;
  isOpen: boolean;
  /** Why it cannot be opened now. */
  closed?: ReactNode;
  facts: BookFacts | null;
  openWord: string;
};

/** What waits in a book, and nothing of what does not. */
async function newsOf({ unread, fees, visit, questions, record }: BookFacts) {
  const t = await getTranslations("family.facts");
  const task = record?.task;
  const count = (noun: string, number: number | null | undefined) =>
    number ? { noun, fact: String(number), strong: true } : null;
  return [
    count(t("unread"), unread),
    fees ? { noun: t("fees"), fact: money(fees), strong: true } : null,
    visit?.on ? { noun: t("visit"), fact: calendarDay(visit.on), strong: true } : null,
    count(t("questions"), questions),
    task
      ? {
          noun: t("task"),
          fact: t(task.kind === "follow-up" ? "taskOn" : "medicines", { day: calendarDay(task.on) }),
          strong: true,
        }
      : null,
    count(t("doses"), record?.doses),
    count(t("news"), record?.news),
  ].filter((one) => one !== null);
}

/** One book of the household: whose, by what right, what waits in it, and the tap that opens it. */
export async function BookCard({
  name,
  second,
  given = [],
  relationId,
  isOpen,
  closed,
  facts,
  openWord,
}: Props) {
  const t = await getTranslations("family");
  const news = facts ? await newsOf(facts) : [];
  return (
    <li className="border-rule border-b py-4 last:border-b-0">
      {isOpen ? (
        <p className="pb-1">
          <Tag line="filled">{t("openNow")}</Tag>
        </p>
      ) : null}
      <h3 className="text-line-title wrap-anywhere">{name}</h3>
      {second ? <p className="text-ink-2 text-second">{second}</p> : null}
      {given.length > 0 ? <BulletList items={given} /> : null}
      {closed}
      {news.length > 0 ? <LeaderList facts={news} /> : null}
      {facts && news.length === 0 && !closed ? <p>{t("facts.nothing")}</p> : null}
      {isOpen || closed ? null : (
        <form action={openBookOf} className="pt-3">
          <input type="hidden" name="relationId" value={relationId} />
          <Button kind="second" icon="switch-book">
            {openWord}
          </Button>
        </form>
      )}
    </li>
  );
}
