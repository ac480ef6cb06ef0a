import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { TaskRow } from "#components/ui/task-row.tsx";
import type { Task } from "#lib/record/index.ts";

type Props = { tasks: readonly Task[]; today: string; nameOf: (facilityCode: string) => string };

/** What facilities asked for, each on its day. */
export async function TaskRows({ tasks, today, nameOf }: Props) {
  const t = await getTranslations("cover");
  return (
    <ul>
      {tasks.map((task) => (
        <TaskRow
          key={`${task.kind} ${task.on} ${task.encounterId}`}
          date={{
            day: String(Number(task.on.slice(8))),
            month: t("month", { month: Number(task.on.slice(5, 7)) }),
            iso: task.on,
          }}
          title={t(`task.${task.kind}`)}
          second={nameOf(task.facilityCode)}
          href={`/record/encounters/${task.encounterId}` as Route}
          due={task.on === today ? t("dueToday") : undefined}
        />
      ))}
    </ul>
  );
}
