import { useCallback, useEffect, useRef, useState } from "react";
import type { Heard, Line as Said } from "#lib/conversation/rules.ts";
import { followLines, type Line } from "./follow-lines.ts";

/** Joins lines by their number: told twice they stand once, in the order that the database gave them. */
function joined(known: readonly Said[], more: readonly Said[]): Said[] {
  const byNo = new Map([...known, ...more].map((line) => [line.no, line]));
  return [...byNo.values()].sort((a, b) => a.no - b.no);
}

/** The number up to which nothing is missing here. */
function whole(lines: readonly Said[]): number {
  let upTo = lines[0]?.no ?? 0;
  for (const { no } of lines.slice(1)) {
    if (no !== upTo + 1) break;
    upTo = no;
  }
  return upTo;
}

/** A conversation as it goes on: its lines, who has read what, and how it reaches this page. */
export function useLines(first: Heard, address: string) {
  const [heard, setHeard] = useState(first);
  const [lines, setLines] = useState(first.lines);
  const [line, setLine] = useState<Line | null>(null);
  const upTo = useRef(whole(first.lines));
  const add = useCallback((more: readonly Said[]) => {
    setLines((known) => {
      const all = joined(known, more);
      upTo.current = whole(all);
      return all;
    });
  }, []);
  useEffect(
    () =>
      followLines(address, {
        heard: (told) => {
          setHeard(told);
          add(told.lines);
        },
        line: setLine,
        after: () => upTo.current,
      }),
    [address, add],
  );
  return { heard, lines, line, add };
}

/** Tells the server how far was read, while somebody looks. */
export function useReadMark(lines: readonly Said[], side: Said["side"], address: string) {
  const told = useRef(0);
  const last = lines.findLast((one) => one.side !== side)?.no ?? 0;
  useEffect(() => {
    const tell = () => {
      if (last <= told.current || document.visibilityState !== "visible") return;
      told.current = last;
      const body = JSON.stringify({ no: last });
      void fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(
        () => {
          told.current = 0;
        },
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [last, address]);
}
