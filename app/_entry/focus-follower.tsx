"use client";

import { useEffect } from "react";
import { followFocus } from "./follow-focus.ts";

/** Draws nothing: keeps the focus with the reader when a page changes without being loaded anew. */
export function FocusFollower() {
  useEffect(followFocus, []);
  return null;
}
