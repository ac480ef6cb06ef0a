import type { ReactNode } from "react";

/** What the network does to this page, over it. */
export function NetworkStrip({ children }: { children: ReactNode }) {
  return (
    <div className="border-amber-line border-b-2 bg-amber-tint text-amber" data-print="no" data-aloud="no">
      <p className="mx-auto w-full max-w-column px-gutter py-3 text-second">{children}</p>
    </div>
  );
}
