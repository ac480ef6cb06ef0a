import type { ReactNode } from "react";

/** Buttons, fields or cards one under the other, with room for a thumb between them. */
export function Stack({ children, loose }: { children: ReactNode; loose?: boolean }) {
  return <div className={`grid grid-cols-1 ${loose ? "gap-6" : "gap-3"}`}>{children}</div>;
}
