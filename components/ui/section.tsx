import type { ReactNode } from "react";
import { keepTogether } from "./keep-together.tsx";

type Props = {
  title: string;
  /** What a jump link points at. */
  id?: string;
  aside?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
};

/** One part of a page under its ink rule. */
export function Section({ title, id, aside, level = 2, children }: Props) {
  const Heading = `h${level}` as const;
  return (
    <section id={id} className="mt-10 border-ink border-t-2 pt-3 first:mt-0 [.page-title+&]:mt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-2">
        <Heading className="text-section">{keepTogether(title)}</Heading>
        {aside ? <p className="text-ink-2 text-second">{aside}</p> : null}
      </div>
      {children}
    </section>
  );
}
