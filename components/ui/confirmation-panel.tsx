import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { keepTogether } from "./keep-together.tsx";
import { Paper } from "./paper.tsx";

type Props = {
  /** What has happened, with the amount or the day. */
  title: string;
  /** When; and what has changed since. */
  second: ReactNode;
  level?: 1 | 2 | 3;
};

/** It is done; reads well as a screenshot. */
export function ConfirmationPanel({ title, second, level = 1 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <Paper tone="deep">
      <Icon name="check" />
      <Heading className="pt-3 text-page-title">{keepTogether(title)}</Heading>
      <div className="pt-1">{second}</div>
    </Paper>
  );
}
