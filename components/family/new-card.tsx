"use client";

import { type ReactNode, useActionState } from "react";

/** What became of the asking; the words of the actions behind it. */
type State =
  | { kind: "idle" }
  | { kind: "invalid"; fields: Record<string, string> }
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reference: string }
  | { kind: "done"; value: { name: string; code: string; until: string; size: number; path: string } };
type Props = {
  make: (before: State, form: FormData) => Promise<State>;
  /** Before: hidden fields, what will happen, and the button that does it. */
  ask: ReactNode;
  words: {
    done: string;
    doneText: string;
    book: string;
    card: string;
    use: string;
    until: string;
    qr: string;
    print: string;
    lost: string;
  };
  after: ReactNode;
  refused: Record<"too-many" | "over" | "other", string>;
};

/** Makes a card and shows it in the answer itself, to be printed: its code stands in no address, no cookie and no later page. */
export function NewCard({ make, ask, words, after, refused }: Props) {
  const [state, action] = useActionState<State, FormData>(make, { kind: "idle" });
  if (state.kind === "done") {
    const { name, code, until, size, path } = state.value;
    return (
      <>
        <div role="status" data-print="no">
          <h2 className="pb-2 text-section">{words.done}</h2>
          <p className="pb-4">{words.doneText}</p>
        </div>
        <div className="max-w-column border-2 border-ink p-4">
          <p className="text-ink-2 text-second">{words.book}</p>
          <p className="pb-2 text-line-title">{words.card}</p>
          <p className="pb-3 text-section wrap-anywhere">{name}</p>
          <svg
            viewBox={`0 0 ${size} ${size}`}
            width="192"
            height="192"
            role="img"
            shapeRendering="crispEdges"
            className="mx-auto block h-auto w-full max-w-[12rem]"
          >
            <title>{words.qr}</title>
            <rect width={size} height={size} fill="#fff" />
            <path d={path} fill="#000" />
          </svg>
          <p className="pt-3 text-center font-semibold">{code}</p>
          <p className="pt-3">{words.use}</p>
          <p className="font-semibold">
            {words.until} {until}
          </p>
          <p className="pt-2 text-ink-2 text-second">{words.lost}</p>
        </div>
        <p className="pt-4" data-print="no">
          {words.print}
        </p>
        <div className="pt-4" data-print="no">
          {after}
        </div>
      </>
    );
  }
  const why =
    state.kind === "refused" && (state.reason === "too-many" || state.reason === "over")
      ? state.reason
      : "other";
  return (
    <form action={action}>
      {state.kind === "idle" ? null : (
        <p role="alert" className="mb-6 border-2 border-red p-4 font-semibold text-red">
          {refused[why]}
        </p>
      )}
      {ask}
    </form>
  );
}
