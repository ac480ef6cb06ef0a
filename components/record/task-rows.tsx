import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { feeAddress, money } from "#components/payment/fee-words.ts";
import { TaskRow } from "#components/ui/task-row.tsx";
import type { FeeNote } from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import type { Task } from "#lib/record/index.ts";

type Props = {
  tasks: readonly Task[];
  /** Notes to pay; they come first, on the day of the note. */
  fees?: readonly Pick<
    FeeNote,
    "noteId" | "facilityCode" | "issuedOn" | "kind" | "amountVnd" | "setOffVnd"
  >[];
  most: number;
  today: string;
  nameOf: (facilityCode: string) => string;
};

/** What facilities asked for, each on its day. */
export async function TaskRows({ tasks, fees = [], most, today, nameOf }: Props) {
  const t = await getTranslations("cover");
  const tearOff = (on: string) => ({
    day: String(Number(on.slice(8))),
    month: t("month", { month: Number(on.slice(5, 7)) }),
    iso: on,
  });
  const owed = fees.map((fee) => (
    <TaskRow
      key={fee.noteId}
      date={tearOff(fee.issuedOn)}
      title={t("task.fee", { amount: money(leftToPay(fee)) })}
      second={nameOf(fee.facilityCode)}
      href={feeAddress(fee.noteId)}
    />
  ));
  const asked = tasks.map((task) => (
    <TaskRow
      key={`${task.kind} ${task.on} ${task.encounterId}`}
      date={tearOff(task.on)}
      title={t(`task.${task.kind}`)}
      second={nameOf(task.facilityCode)}
      href={`/record/encounters/${task.encounterId}` as Route}
      due={task.on === today ? t("dueToday") : undefined}
    />
  ));
  return <ul>{[...owed, ...asked].slice(0, most)}</ul>;
}
