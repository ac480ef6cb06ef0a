"use client";

import { useEffect, useRef } from "react";
import { forgetDevice } from "./sealed-store.ts";

/** In a form that signs out: what this phone keeps is forgotten with it. */
export function ForgetDevice() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    form?.addEventListener("submit", forgetDevice);
    return () => form?.removeEventListener("submit", forgetDevice);
  }, []);
  return <span ref={mark} hidden />;
}
