"use client";

import { useEffect, useRef } from "react";
import { forgetUnsent } from "./unsent.ts";

/** In a form that signs out: what this phone has not sent is forgotten with it. */
export function ForgetUnsent() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    form?.addEventListener("submit", forgetUnsent);
    return () => form?.removeEventListener("submit", forgetUnsent);
  }, []);
  return <span ref={mark} hidden />;
}
