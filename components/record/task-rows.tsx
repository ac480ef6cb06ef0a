import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { followUpAddress } from "#components/booking/booking-words.ts";
import { tearOff } from "#components/booking/tear-off.ts";
import { VisitRow, type VisitToCome } from "#components/booking/visit-row.tsx";
import { feeAddress, money } from "#components/payment/fee-words.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { TaskRow } from "#components/ui/task-row.tsx";
import { bookingForDoses, doseWords } from "#components/vaccination/dose-words.ts";
import type { FeeNote } from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import type { Task } from "#lib/record/index.ts";
import type { DueDose } from "#lib/vaccination/rules.ts";

type Props = {
  tasks: readonly Task[];
  /** Notes to pay; they come first, on the day of the note. */
  fees?: readonly Pick<
    FeeNote,
    "noteId" | "facilityCode" | "issuedOn" | "kind" | "amountVnd" | "setOffVnd"
  >[];
  /** Visits to come; a follow-up slip that one of them was booked for is no task any more. */
  visits?: readonly (VisitToCome & { originRef: string | null })[];
  /** Doses that are due: one row for all of them. */
  doses?: readonly DueDose[];
  mayBook?: boolean;
  /** Where a follow-up can be booked at once. */
  bookableAt?: ReadonlySet<string>;
  most: number;
  today: string;
  nameOf: (facilityCode: string) => string;
};

/** Mũi tiêm đến hạn: how many, which is first, and the way to book; never as a reproach. */
async function DosesRow({
  doses,
  mayBook,
  today,
}: {
  doses: readonly DueDose[];
  mayBook: boolean;
  today: string;
}) {
  const t = await getTranslations("cover");
  const words = await doseWords();
  const [first, ...more] = doses.map((one) => words.due(one));
  return (
    <TaskRow
      key="doses"
      date={await tearOff(today)}
      title={t("task.dose", { count: doses.length })}
      second={more.length > 0 ? t("task.doseMore", { first: first ?? "", more: more.length }) : (first ?? "")}
      href={"/vaccination" as Route}
      due={t("doseTag")}
      act={mayBook ? { href: bookingForDoses(doses), label: t("doseBook") } : undefined}
    />
  );
}

/** What is to be paid, where to go, and what facilities asked for, each on its day. */
export async function TaskRows({
  tasks,
  fees = [],
  visits = [],
  doses = [],
  mayBook = false,
  bookableAt,
  most,
  today,
  nameOf,
}: Props) {
  const t = await getTranslations("cover");
  const booking = await getTranslations("booking");
  const owed = fees.map(async (fee) => (
    <TaskRow
      key={fee.noteId}
      date={await tearOff(fee.issuedOn)}
      title={t("task.fee", { amount: money(leftToPay(fee)) })}
      second={nameOf(fee.facilityCode)}
      href={feeAddress(fee.noteId)}
    />
  ));
  const booked = new Set(visits.map((one) => one.originRef));
  const coming = visits.map((one) => ({
    on: one.day,
    row: <VisitRow key={one.appointmentId} visit={one} facility={nameOf(one.facilityCode)} today={today} />,
  }));
  const asked = tasks
    .filter((task) => task.kind !== "follow-up" || !booked.has(task.encounterId))
    .map(async (task) => ({
      on: task.on,
      row: (
        <TaskRow
          key={`${task.kind} ${task.on} ${task.encounterId}`}
          date={await tearOff(task.on)}
          title={t(`task.${task.kind}`)}
          second={nameOf(task.facilityCode)}
          href={`/record/encounters/${task.encounterId}` as Route}
          due={task.on === today ? t("dueToday") : undefined}
          act={
            task.kind === "follow-up" && bookableAt?.has(task.facilityCode)
              ? { href: followUpAddress(task), label: booking("again") }
              : undefined
          }
        />
      ),
    }));
  const due = doses[0] ? [{ on: today, row: await DosesRow({ doses, mayBook, today }) }] : [];
  const dated = [...due, ...coming, ...(await Promise.all(asked))].sort((a, b) => a.on.localeCompare(b.on));
  const rows = [...(await Promise.all(owed)), ...dated.map(({ row }) => row)];
  return (
    <>
      <ul>{rows.slice(0, most)}</ul>
      {visits.length > most ? <LinkLine href="/booking" label={booking("all")} /> : null}
    </>
  );
}
