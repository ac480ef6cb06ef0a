"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { time } from "#components/copy/format.ts";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import type { QueueView } from "#lib/booking/rules.ts";

/** How often it is asked where no stream comes through. */
const ASK_AGAIN = 30_000;
const isOver = ({ status }: QueueView) => status === "done" || status === "cancelled";

export type QueueWords = {
  /** What to do, by standing. */
  standing: Record<QueueView["status"], string>;
  next: string;
  lastCalled: string;
  noneCalled: string;
  before: string;
  /** With `{count}`. */
  people: string;
  nobody: string;
  turn: string;
  /** With `{from}` and `{until}`. */
  range: string;
  by: Record<"visits" | "plan", string>;
  /** With `{time}`. */
  fresh: string;
  live: string;
  again: string;
};

type Props = {
  first: QueueView;
  /** Where the queue is told: as a stream, or once. */
  address: string;
  /** The page itself, for readers without scripts. */
  page: Route;
  words: QueueWords;
};

/** Follows the queue while the page is looked at; says how it last knew it to be, whatever becomes of the line. */
function useQueue(first: QueueView, address: string): { view: QueueView; live: boolean } {
  const [view, setView] = useState(first);
  const [live, setLive] = useState(false);
  const over = isOver(view);
  useEffect(() => {
    if (over) return;
    let stream: EventSource | undefined;
    let asking: ReturnType<typeof setInterval> | undefined;
    const ask = async () => {
      const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
      setLive(Boolean(answer?.ok));
      if (answer?.ok) setView(await answer.json());
      else if (answer?.status === 401) clearInterval(asking);
    };
    const stop = () => {
      stream?.close();
      clearInterval(asking);
      setLive(false);
    };
    const begin = () => {
      stop();
      stream = new EventSource(address);
      stream.onmessage = ({ data }) => {
        setLive(true);
        setView(JSON.parse(data));
      };
      stream.onerror = () => {
        setLive(false);
        // The browser tries again by itself, unless it was refused.
        if (stream?.readyState !== EventSource.CLOSED) return;
        clearInterval(asking);
        asking = setInterval(ask, ASK_AGAIN);
        void ask();
      };
    };
    // A page that nobody looks at keeps no session alive.
    const look = () => (document.visibilityState === "visible" ? begin() : stop());
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, [address, over]);
  return { view, live };
}

const put = (words: string, values: Record<string, string>) =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** Hàng chờ lúc này: the last number called, how many wait before, and when it may be one's turn. */
export function QueueNow({ first, address, page, words }: Props) {
  const { view, live } = useQueue(first, address);
  const { refresh } = useRouter();
  const moved = view.status !== first.status;
  // What the page offers beside it follows: who has arrived is not late any more.
  useEffect(() => {
    if (moved) refresh();
  }, [moved, refresh]);
  const { status, estimate } = view;
  const waits = status === "booked" || status === "checked-in";
  const said = status === "checked-in" && view.before === 0 ? words.next : words.standing[status];
  return (
    <div>
      <p
        aria-live="polite"
        className={status === "called" ? "bg-deep px-4 py-3 font-semibold text-on-deep" : "pb-1"}
      >
        {said}
      </p>
      {isOver(view) ? null : (
        <dl>
          <LeaderRow noun={words.lastCalled} fact={view.lastCalled ?? words.noneCalled} strong />
          {waits ? (
            <LeaderRow
              noun={words.before}
              fact={view.before ? put(words.people, { count: String(view.before) }) : words.nobody}
            />
          ) : null}
          {waits && estimate ? (
            <LeaderRow
              noun={words.turn}
              fact={put(words.range, {
                from: time(new Date(estimate.from)),
                until: time(new Date(estimate.until)),
              })}
            />
          ) : null}
        </dl>
      )}
      <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-second">
        {waits && estimate ? <span>{words.by[estimate.by]}</span> : null}
        <span>{put(words.fresh, { time: time(new Date(view.at)) })}</span>
        {live ? (
          <span>{words.live}</span>
        ) : isOver(view) ? null : (
          <a href={page} className="inline-flex min-h-target items-center">
            {words.again}
          </a>
        )}
      </p>
    </div>
  );
}
