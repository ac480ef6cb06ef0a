"use client";

import { type ReactNode, useActionState } from "react";

/** What became of the asking; the words of the actions behind it. */
type State =
  | { kind: "idle" }
  | { kind: "invalid"; fields: Record<string, string> }
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reference: string }
  | { kind: "done"; value: { key: string } };
type Props = {
  facilityCode: string;
  issue: (before: State, form: FormData) => Promise<State>;
  /** Before: what will happen, and the button that does it. */
  ask: ReactNode;
  /** After: around the key, which is in this one answer and nowhere else. */
  done: { title: string; text: string; label: string; after: ReactNode };
  refused: Record<"too-many-keys" | "other", string>;
};

/** Makes a key and shows it in the answer itself: it stands in no address, no cookie and no later page. */
export function NewKey({ facilityCode, issue, ask, done, refused }: Props) {
  const [state, action] = useActionState<State, FormData>(issue, { kind: "idle" });
  if (state.kind === "done")
    return (
      <div role="status">
        <h2 className="pb-2 text-section">{done.title}</h2>
        <p className="pb-4">{done.text}</p>
        <p className="text-ink-2 text-second" id="new-key-label">
          {done.label}
        </p>
        <output
          aria-labelledby="new-key-label"
          className="block max-w-column select-all border-2 border-ink p-4 font-semibold wrap-anywhere"
        >
          {state.value.key}
        </output>
        <div className="pt-6">{done.after}</div>
      </div>
    );
  const why = state.kind === "refused" && state.reason === "too-many-keys" ? state.reason : "other";
  return (
    <form action={action}>
      <input type="hidden" name="facilityCode" value={facilityCode} />
      {state.kind === "idle" ? null : (
        <p role="alert" className="mb-6 border-2 border-red p-4 font-semibold text-red">
          {refused[why]}
        </p>
      )}
      {ask}
    </form>
  );
}
