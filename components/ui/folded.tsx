import type { ReactNode } from "react";

/** What is too long to stand open: a tap opens it, without scripts; on paper it is always open. */
export function Folded({ label, open, children }: { label: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group">
      <summary className="inline-flex min-h-target cursor-pointer items-center text-accent underline decoration-1 underline-offset-4">
        {label}
      </summary>
      {children}
    </details>
  );
}
