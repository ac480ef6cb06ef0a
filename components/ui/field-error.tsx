import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** What is wrong with one answer and how to mend it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-2 py-1 font-semibold text-red text-second">
      <Icon name="error" />
      <span>{children}</span>
    </p>
  );
}
