import type { ReactNode } from "react";
import { Section } from "./section.tsx";

type Props = {
  /** Names the person: Khôi chưa có đơn thuốc nào. */
  title: string;
  /** When things will appear here. */
  when: string;
  /** What to do if something should be here already. */
  children?: ReactNode;
};

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, when, children }: Props) {
  return (
    <Section title={title}>
      <p>{when}</p>
      {children ? <div className="pt-6">{children}</div> : null}
    </Section>
  );
}
