"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { ReaderWords } from "./attach-reader.ts";
import type { VerdictSheet } from "./verdict-sheet.ts";
import { VerdictView } from "./verdict-view.tsx";

type Props = {
  action: (before: VerdictSheet | null, form: FormData) => Promise<VerdictSheet>;
  /** What the address itself asked about. */
  asked: VerdictSheet | null;
  words: ReaderWords;
  /** Between the verdict and the form: what to do, and the parts of the reader. */
  children: ReactNode;
  form: ReactNode;
};

const part = <T extends HTMLElement>(id: string, Kind: new () => T): T | null => {
  const found = document.getElementById(id);
  return found instanceof Kind ? found : null;
};

/** Checks what is pasted, with and without scripts; with them also what a camera, a picture or a file holds. */
export function CheckForm({ action, asked, words, children, form }: Props) {
  const [sheet, submit] = useActionState(action, asked);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sheet && sheet !== asked) top.current?.scrollIntoView();
  }, [sheet, asked]);
  useEffect(() => {
    const [reader, button, video, file, says, field] = [
      part("reader", HTMLDivElement),
      part("scan", HTMLButtonElement),
      part("camera", HTMLVideoElement),
      part("code-file", HTMLInputElement),
      part("reader-says", HTMLParagraphElement),
      part("text", HTMLTextAreaElement),
    ];
    if (!reader || !button || !video || !file || !says || !field) return;
    const check = (text: string) => {
      says.textContent = words.read;
      field.value = text;
      field.form?.requestSubmit();
    };
    let letGo = () => {};
    import("./attach-reader.ts").then(({ attachReader }) => {
      letGo = attachReader({ button, video, file, says, words, onText: check });
      reader.hidden = false;
    });
    // What stands behind the # of an address is told to no server by it; here it is asked about.
    const askHash = () => {
      if (location.hash.length < 2) return;
      check(location.href);
      history.replaceState(null, "", location.pathname);
    };
    askHash();
    addEventListener("hashchange", askHash);
    return () => {
      removeEventListener("hashchange", askHash);
      letGo();
    };
  }, [words]);
  return (
    <>
      <div ref={top} className="scroll-mt-4">
        {sheet ? <VerdictView sheet={sheet} /> : null}
      </div>
      {children}
      <form action={submit}>{form}</form>
    </>
  );
}
