import type { ReactNode } from "react";
import { keepTogether } from "./keep-together.tsx";

type Props = { kind: "note" | "warn"; title: string; level?: 2 | 3; children?: ReactNode };

const looks = {
  note: "border-edge border-l-4 pl-4",
  warn: "border border-amber-line border-l-[6px] bg-amber-tint p-4",
};

/** note: what the doctor says. warn: what would spoil the visit or the payment; the title says the thing itself. */
export function Callout({ kind, title, level = 3, children }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className={looks[kind]}>
      <Heading className={`text-line-title ${kind === "warn" ? "text-amber" : ""}`}>
        {keepTogether(title)}
      </Heading>
      {children}
    </div>
  );
}
