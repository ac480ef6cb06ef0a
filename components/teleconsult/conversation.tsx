"use client";

import type { Route } from "next";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { calendarWeekday, time } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";
import { type Heard, MOST_LETTERS, type Side } from "#lib/conversation/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { Outbox, type Waiting } from "./outbox.ts";
import { bigButton, PhotoChoice } from "./photo-choice.tsx";
import { Happened, SaidLine } from "./said-line.tsx";
import { smallerPhoto } from "./smaller-photo.ts";
import { keepDraft } from "./unsent.ts";
import { UnsentLine } from "./unsent-line.tsx";
import { useLines, useReadMark } from "./use-lines.ts";
import { type ConversationWords, faultWords, put } from "./words.ts";

export type ConversationProps = {
  /** The last lines, read on the server. */
  first: Heard;
  /** On which side the reader stands. */
  side: Side;
  /** Under what name this phone keeps what is not sent. */
  box: string;
  /** The page that it stands on; everything else lies below it. */
  page: string;
  /** A line's id for a form that is sent without scripts. */
  lineId: string;
  /** What every form says beside its line: whose book it was made for. */
  fields: readonly (readonly [string, string])[];
  /** Where the page of the video call is. */
  call: Route;
  /** Whether one may begin a call now; whoever is called may always come. */
  mayCall: boolean;
  /** Where one signs in again, and comes back. */
  signIn: Route;
  /** What was wrong with a form that came without scripts. */
  fault: string | null;
  words: ConversationWords;
  locale: Locale;
  /** The drawn camera beside the word. */
  camera: ReactNode;
};

/** How many letters are left when it begins to be said. */
const NEAR = 500;

/** Cuộc trò chuyện: the lines as they come, what is not sent yet, and where one writes. Without scripts a page and two forms. */
export function Conversation(props: ConversationProps) {
  const { first, side, box, page, lineId, fields, call, mayCall, signIn, fault, words, locale, camera } =
    props;
  const own = words.sides[side];
  const { heard, lines, line, add } = useLines(first, `${page}/messages`);
  useReadMark(lines, side, `${page}/read`);
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const [making, setMaking] = useState(false);
  const [left, setLeft] = useState(MOST_LETTERS);
  const outbox = useRef<Outbox | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // Two pages of a form would otherwise be two outboxes.
  const given = useRef({ add, fields });
  given.current = { add, fields };

  useEffect(() => {
    const made = new Outbox({
      box,
      address: `${page}/send`,
      fields: given.current.fields,
      changed: setWaiting,
      sent: ({ id, said, photo }, { no, at }) =>
        given.current.add([
          {
            no,
            id,
            at,
            what: "said",
            side,
            own: true,
            name: "",
            facilityCode: null,
            said: said || null,
            photo: photo ? { id, kind: photo.type === "application/pdf" ? photo.type : "image/jpeg" } : null,
          },
        ]),
    });
    outbox.current = made;
    void made.open().then((draft) => {
      if (draft && field.current && !field.current.value) field.current.value = draft;
    });
    return () => made.end();
  }, [box, page, side]);

  // The network is back: whatever waits goes at once.
  useEffect(() => {
    if (line === "live") outbox.current?.hurry();
  }, [line]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = field.current?.value.replace(/\r\n?/g, "\n").normalize("NFC").trim();
    if (!said || !field.current) return field.current?.focus();
    void outbox.current?.take(said, null);
    field.current.value = "";
    setLeft(MOST_LETTERS);
    void keepDraft(box, "");
    field.current.focus();
  };
  const sendPhoto = async (file: File | undefined) => {
    if (!file) return;
    setMaking(true);
    const photo = await smallerPhoto(file);
    setMaking(false);
    await outbox.current?.take("", photo);
  };
  const typed = () => {
    setLeft(MOST_LETTERS - (field.current?.value.length ?? 0));
    void keepDraft(box, field.current?.value ?? "");
  };
  const mend = async (id: string) => {
    const said = (await outbox.current?.giveUp(id)) ?? "";
    if (field.current) field.current.value = [field.current.value, said].filter(Boolean).join("\n");
    typed();
    field.current?.focus();
  };

  const away = line === "away" || line === "signed-out";
  const readUpTo = heard.read?.no ?? 0;
  const lastRead = lines.findLast((one) => one.own && one.what === "said" && one.no <= readUpTo)?.no;
  const earliest = lines[0]?.no ?? 1;
  const others = heard.calling.some((one) => one !== side);
  const mayWrite = heard.may === "write" && line !== "not-found";
  const hidden = fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <div className="grid grid-cols-1 gap-6">
      {earliest > 1 ? (
        <p>
          <a href={`${page}?before=${earliest}#talk`} className="inline-flex min-h-target items-center">
            {words.earlier}
          </a>
        </p>
      ) : null}
      {lines.length === 0 && waiting.length === 0 && mayWrite ? (
        <p className="text-ink-2">{own.empty}</p>
      ) : null}
      <div role="log" aria-label={words.title}>
        <ol className="grid grid-cols-1 gap-6">
          {lines.map((one, at) => {
            const day = dayOf(new Date(one.at));
            const before = lines[at - 1];
            const isNewDay = !before || dayOf(new Date(before.at)) !== day;
            return (
              <li key={one.no} id={`line-${one.no}`} className="grid grid-cols-1 gap-6">
                {isNewDay ? <Happened>{calendarWeekday(day, locale)}</Happened> : null}
                <div>
                  <SaidLine line={one} reader={side} photos={`${page}/photos`} words={words} />
                  {one.no === lastRead && heard.read ? (
                    <p className="ml-10 pt-1 text-ink-2 text-second">
                      {put(own.read, { time: time(new Date(heard.read.at)) })}
                    </p>
                  ) : null}
                </div>
              </li>
            );
          })}
          {waiting.map((one) => (
            <li key={one.id}>
              <UnsentLine
                line={one}
                words={words}
                away={away}
                mend={() => void mend(one.id)}
                drop={() => void outbox.current?.giveUp(one.id)}
              />
            </li>
          ))}
        </ol>
      </div>
      {others && mayWrite ? (
        <div className="bg-deep px-4 py-3 text-on-deep">
          <p className="font-semibold">{own.calling}</p>
          <a href={call} className="inline-flex min-h-target items-center font-semibold text-on-deep">
            {words.enterCall}
          </a>
        </div>
      ) : null}
      <div id="write" className="border-edge border-t pt-4">
        {mayWrite ? (
          <>
            <form
              method="post"
              encType="multipart/form-data"
              action={`${page}/send`}
              onSubmit={send}
              className="grid grid-cols-1 gap-2"
            >
              {hidden}
              <input type="hidden" name="lineId" value={lineId} />
              <label htmlFor="said" className="text-line-title">
                {own.write}
              </label>
              {fault ? (
                <p id="said-error" className="font-semibold text-red text-second">
                  {faultWords(words, fault)}
                </p>
              ) : null}
              <textarea
                id="said"
                name="said"
                ref={field}
                rows={2}
                maxLength={MOST_LETTERS}
                placeholder={own.example}
                autoComplete="off"
                onInput={typed}
                aria-invalid={fault ? true : undefined}
                aria-describedby={fault ? "said-error" : undefined}
                className={`min-h-button w-full rounded-control border-2 bg-paper px-3 py-2 text-ink text-reading ${fault ? "border-red" : "border-edge"}`}
              />
              {left <= NEAR ? (
                <p role="status" className="text-ink-2 text-second">
                  {put(words.near, { count: String(left) })}
                </p>
              ) : null}
              <div className="grid grid-cols-2 gap-3">
                <PhotoChoice
                  page={page}
                  words={words}
                  camera={camera}
                  making={making}
                  chosen={(file) => void sendPhoto(file)}
                />
                <button
                  type="submit"
                  className={`${bigButton} border-accent bg-accent text-on-accent active:border-deep active:bg-deep active:text-on-deep`}
                >
                  {words.send}
                </button>
              </div>
            </form>
            {mayCall && !others ? (
              <p className="pt-2">
                <a href={call} className="inline-flex min-h-target items-center">
                  {own.toCall}
                </a>
              </p>
            ) : null}
          </>
        ) : heard.may === "write" ? null : (
          <div role="status" className="text-ink-2">
            <p>{own[heard.may]}</p>
            {first.may === "write" && heard.may === "over" ? (
              <a href={page} className="inline-flex min-h-target items-center">
                {words.seeEnd}
              </a>
            ) : null}
          </div>
        )}
        {/* As high as with the link that stands there until the talk is heard: nothing below it moves then. */}
        <p
          aria-live="polite"
          className="flex min-h-row flex-wrap items-center gap-x-4 pt-2 text-ink-2 text-second"
        >
          {line && (mayWrite || line !== "live") ? <span>{words.line[line]}</span> : null}
          {line === "signed-out" ? (
            <a href={signIn} className="inline-flex min-h-target items-center">
              {words.signIn}
            </a>
          ) : line === "live" || line === "not-found" ? null : (
            <a href={page} className="inline-flex min-h-target items-center">
              {words.again}
            </a>
          )}
        </p>
      </div>
    </div>
  );
}
