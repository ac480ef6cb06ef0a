import type { ReactNode } from "react";
import { MedicineStrip } from "./medicine-strip.tsx";

type Props = {
  /** Name and strength. */
  name: string;
  /** One sentence: how to take it. */
  how: string;
  parts: readonly { time: string; amount?: string }[];
  none: string;
  /** Until when and how many. */
  second?: ReactNode;
  level?: 3 | 4;
};

/** One medicine as it is taken. */
export function Medicine({ name, how, parts, none, second, level = 3 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="py-3">
      <Heading className="text-line-title">{name}</Heading>
      <p className="pb-2">{how}</p>
      <MedicineStrip parts={parts} none={none} />
      {second ? <p className="pt-2 text-ink-2 text-second">{second}</p> : null}
    </div>
  );
}
