"use client";

import { type ReactNode, useEffect, useState } from "react";
import { askStanding, findCopy } from "./offline-copy.ts";

/** The name of the copy that this very phone keeps, asked once for a page; null where it keeps none, or may not any more. */
let asked: Promise<string | null> | undefined;
async function copyHere(): Promise<string | null> {
  const copy = await findCopy();
  return copy && (await askStanding(copy)) !== "ended" ? copy.copyId : null;
}

/** Only the phone knows it: undefined until it has been asked. */
function useCopyHere(): string | null | undefined {
  const [copyId, setCopyId] = useState<string | null>();
  useEffect(() => {
    asked ??= copyHere();
    void asked.then(setCopyId);
  }, []);
  return copyId;
}

/** What can be done on this phone: where it keeps a copy, and where it keeps none. */
export function ThisPhone({ kept, none }: { kept: ReactNode; none: ReactNode }) {
  const copyId = useCopyHere();
  return copyId === undefined ? null : copyId ? kept : none;
}

/** Marks this phone among those that keep a copy. */
export function ThisPhoneMark({ copyId, children }: { copyId: string; children: ReactNode }) {
  return useCopyHere() === copyId ? children : null;
}
