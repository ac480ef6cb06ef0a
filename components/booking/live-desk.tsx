"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** After so long without use a desk refreshes no more, so that it closes by itself as it says. */
const IDLE = 5 * 60_000;
/** Where no stream comes through, and for what changes with time alone. */
const LOOK_AGAIN = 60_000;
const uses = ["pointerdown", "pointermove", "keydown", "scroll"] as const;

type Props = { address: string; words: { fresh: string; live: string; paused: string; again: string } };

/** Presses what carries that shortcut; a field is gone to instead. */
function press(event: KeyboardEvent) {
  if (!event.altKey || event.ctrlKey || event.metaKey || !event.code.startsWith("Key")) return;
  const found = document.querySelector<HTMLElement>(`[aria-keyshortcuts="Alt+${event.code.slice(3)}"]`);
  if (!found) return;
  event.preventDefault();
  found.focus();
  if (found instanceof HTMLButtonElement) found.click();
}

/** Keeps the list of the day fresh while somebody works with it, and listens for the shortcuts of the page. */
export function LiveDesk({ address, words }: Props) {
  const router = useRouter();
  const [paused, setPaused] = useState(false);
  const [live, setLive] = useState(false);
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  useEffect(() => {
    let stream: EventSource | undefined;
    let looking: ReturnType<typeof setInterval> | undefined;
    let usedAt = Date.now();
    const stop = () => {
      stream?.close();
      stream = undefined;
      clearInterval(looking);
    };
    const look = () => {
      if (document.visibilityState !== "visible") return;
      if (Date.now() - usedAt < IDLE) return router.refresh();
      stop();
      setPaused(true);
    };
    const begin = () => {
      stop();
      setLive(true);
      setPaused(false);
      stream = new EventSource(address);
      stream.onmessage = look;
      looking = setInterval(look, LOOK_AGAIN);
    };
    const used = () => {
      const rested = Date.now() - usedAt >= IDLE;
      usedAt = Date.now();
      if (rested && !stream) {
        begin();
        router.refresh();
      }
    };
    begin();
    for (const use of uses) document.addEventListener(use, used, { passive: true });
    return () => {
      for (const use of uses) document.removeEventListener(use, used);
      stop();
    };
  }, [address, router]);
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-second">
      <span>{words.fresh}</span>
      {live ? <span>{paused ? words.paused : words.live}</span> : null}
    </p>
  );
}
