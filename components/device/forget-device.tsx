"use client";

import { useEffect, useRef, useState } from "react";
import { forgetDevice } from "./sealed-store.ts";

/**
 * In a form that signs out: what this phone keeps is forgotten with it. Without a network the phone forgets all the same,
 * and `offline` says that the book was not told.
 */
export function ForgetDevice({ offline }: { offline: string }) {
  const mark = useRef<HTMLParagraphElement>(null);
  const [untold, setUntold] = useState(false);
  useEffect(() => {
    const form = mark.current?.closest("form");
    const forget = (event: Event) => {
      void forgetDevice();
      if (navigator.onLine) return;
      event.preventDefault();
      setUntold(true);
    };
    // Before the form's own action hears of it.
    form?.addEventListener("submit", forget, { capture: true });
    return () => form?.removeEventListener("submit", forget, { capture: true });
  }, []);
  return (
    <p ref={mark} role="status" className="pb-3 empty:hidden">
      {untold ? offline : null}
    </p>
  );
}
