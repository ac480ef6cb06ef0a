import type { ReactNode } from "react";

/** Two verbs side by side; they stack as soon as the letters are large or the phone is narrow. */
export function ButtonPair({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-3 *:flex-1 *:basis-[9.25rem]">{children}</div>;
}
