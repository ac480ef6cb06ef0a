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
  const { unread = null, fees = null, visit = null, questions = null, record = null } = facts ?? {};
  const task = record?.task;
  const told = task
    ? t(task.kind === "follow-up" ? "facts.taskOn" : "facts.medicines", { day: calendarDay(task.on) })
    : t("facts.noTask");
  const count = (number: number) => (number > 0 ? String(number) : t("facts.none"));
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
      {unread !== null || fees !== null || visit || record ? (
        <LeaderList
          facts={[
            ...(unread === null
              ? []
              : [{ noun: t("facts.unread"), fact: count(unread), strong: unread > 0 }]),
            ...(fees === null
              ? []
              : [
                  {
                    noun: t("facts.fees"),
                    fact: fees > 0n ? money(fees) : t("facts.none"),
                    strong: fees > 0n,
                  },
                ]),
            ...(visit
              ? [
                  {
                    noun: t("facts.visit"),
                    fact: visit.on ? calendarDay(visit.on) : t("facts.none"),
                    strong: visit.on !== undefined,
                  },
                ]
              : []),
            ...(questions ? [{ noun: t("facts.questions"), fact: String(questions), strong: true }] : []),
            ...(record
              ? [
                  { noun: t("facts.task"), fact: told, strong: task !== undefined },
                  ...(record.doses > 0
                    ? [{ noun: t("facts.doses"), fact: String(record.doses), strong: true }]
                    : []),
                  { noun: t("facts.news"), fact: count(record.news), strong: record.news > 0 },
                ]
              : []),
          ]}
        />
      ) : null}
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
