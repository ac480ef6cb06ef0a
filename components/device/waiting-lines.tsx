"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { moment } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";
import { holdForm } from "./hold-form.ts";
import { type Shown, WaitingQueue } from "./waiting-queue.ts";

/** How the form in which it stands is kept. */
export type OfForm = {
  /** The field with the id by which it counts once. */
  id: string;
  /** How it is called while it waits, out of its fields: `Huyết áp {systolic}/{diastolic}`. */
  label: string;
  /** Whether the next one may be written at once; else the form is over when it was sent. */
  more?: boolean;
  /** The field of day and time that means now when it is empty. */
  now?: string;
};

export type WaitingWords = Record<
  | ("title" | "when" | "sending" | "kept" | "later" | "otherBook" | "signedOut" | "signIn" | "again")
  | ("mend" | "drop" | "refused" | "sent" | "see" | "empty" | "unkept"),
  string
>;

type Props = {
  send: string;
  box: string;
  mark: readonly [name: string, value: string];
  words: WaitingWords;
  locale: Locale;
  form?: OfForm;
};

const plain =
  "inline-flex min-h-target items-center text-accent underline underline-offset-4 active:text-ink";

/**
 * What waits on this phone for a network, and goes when there is one. In a form it takes over its sending; without scripts
 * the form goes to its action. What the server refuses is sent to the action once more, which says in its place what is wrong.
 */
export function WaitingLines({ send, box, mark, words, locale, form }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const queue = useRef<WaitingQueue | null>(null);
  const router = useRouter();
  const [lines, setLines] = useState<Shown[]>([]);
  const [sent, setSent] = useState<{ id: string; label: string; to: string }[]>([]);
  const [said, setSaid] = useState<"sending" | "empty" | "unkept" | null>(null);
  const given = useRef({ mark, form, router });

  useEffect(() => {
    const { mark, form: held, router } = given.current;
    const element = held ? (place.current?.closest("form") ?? null) : null;
    const isOwn = (id: string) => held && !held.more && element && new FormData(element).get(held.id) === id;
    const made = new WaitingQueue({
      address: send,
      box,
      mark,
      changed: (all) => {
        setLines(all);
        // Waiting, it is not written a second time.
        for (const button of element?.querySelectorAll("button[type=submit]") ?? [])
          (button as HTMLElement).hidden = all.some(({ id }) => isOwn(id));
      },
      sent: ({ id, words: { label } }, to) => {
        if (isOwn(id)) return location.assign(to);
        setSent((before) => [...before, { id, label, to }]);
        if (!element) router.refresh();
      },
    });
    queue.current = made;
    const release = held && element ? holdForm(element, held, made, setSaid) : undefined;
    return () => {
      release?.();
      made.end();
    };
  }, [send, box]);

  const signIn = () =>
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  const mend = ({ id, words: { fields, page } }: Shown) => {
    const element = form && place.current?.closest("form");
    if (!element || page !== location.pathname + location.search) return location.assign(page);
    for (const [name, value] of Object.entries(fields)) {
      const field = element.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    void queue.current?.drop(id);
  };
  const isEmpty = lines.length + sent.length === 0 && !said;
  return (
    <div ref={place} aria-live="polite" className={isEmpty ? "" : form ? "pt-4" : "pb-6"}>
      {said ? <p className="font-semibold">{words[said]}</p> : null}
      {sent.map(({ id, label, to }) => (
        <p key={id}>
          {words.sent.replace("{label}", label)}{" "}
          <a href={to} className={plain}>
            {words.see}
          </a>
        </p>
      ))}
      {lines.length > 0 ? <p className="pt-2 font-semibold">{words.title}</p> : null}
      <Stands lines={lines} words={words} signIn={signIn} again={() => void queue.current?.send()} />
      <ul className="grid grid-cols-1 gap-3">
        {lines.map((line) => (
          <li key={line.id} className="rounded-control border border-edge border-dashed px-4 pt-3">
            <p className="wrap-anywhere">
              <strong className="font-semibold">{line.words.label}</strong>,{" "}
              {words.when.replace("{when}", moment(new Date(line.at), locale))}
            </p>
            {line.came?.kind === "refused" ? (
              <p className="font-semibold text-red text-second">
                {words.refused} {line.came.text}
              </p>
            ) : null}
            <p className="flex flex-wrap gap-x-6">
              {line.came?.kind === "refused" ? (
                <button type="button" className={plain} onClick={() => mend(line)}>
                  {words.mend}
                </button>
              ) : null}
              <button type="button" className={plain} onClick={() => void queue.current?.drop(line.id)}>
                {words.drop}
                <span className="sr-only">: {line.words.label}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Standing = { lines: Shown[]; words: WaitingWords; signIn: () => void; again: () => void };

/** Why they wait, once for all, and what can be done about it. */
function Stands({ lines, words, signIn, again }: Standing) {
  const first = lines.find(({ came }) => came?.kind !== "refused");
  if (!first) return null;
  if (!first.came) return <p>{words.sending}</p>;
  const { kind } = first.came;
  return (
    <>
      <p>{words[kind === "signed-out" ? "signedOut" : kind === "other-book" ? "otherBook" : "kept"]}</p>
      {kind === "away" ? <p className="pt-1 text-ink-2 text-second">{words.later}</p> : null}
      <p>
        <button type="button" className={plain} onClick={kind === "signed-out" ? signIn : again}>
          {kind === "signed-out" ? words.signIn : words.again}
        </button>
      </p>
    </>
  );
}
