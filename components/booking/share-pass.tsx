"use client";

import { useState, useSyncExternalStore } from "react";

type Props = { title: string; text: string; label: string; copied: string };

const never = () => () => {};

/** Hands a text on by the phone's own sharing, else copies it. Without scripts it is not there: the text stands below. */
export function SharePass({ title, text, label, copied }: Props) {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [done, setDone] = useState(false);
  if (!runs) return null;
  const share = async () => {
    try {
      if (navigator.share) await navigator.share({ title, text });
      else {
        await navigator.clipboard.writeText(text);
        setDone(true);
      }
    } catch {
      // Whoever closes the phone's sheet shares nothing; the text still stands below.
    }
  };
  return (
    <>
      <button
        type="button"
        onClick={share}
        className="inline-flex min-h-button w-full items-center justify-center rounded-control border-2 border-accent bg-paper px-4 py-2 text-center text-accent text-line-title active:bg-tint"
      >
        {label}
      </button>
      <p role="status" className="text-second">
        {done ? copied : ""}
      </p>
    </>
  );
}
