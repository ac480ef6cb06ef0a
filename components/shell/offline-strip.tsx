import type { ReactNode } from "react";
import { Icon } from "../ui/icon.tsx";

/** What is seen without a network, and how old it is. */
export function OfflineStrip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="bg-amber-tint text-amber">
      <p className="mx-auto flex w-full max-w-column gap-3 px-gutter py-3 text-second">
        <Icon name="offline" />
        <span>{children}</span>
      </p>
    </section>
  );
}
