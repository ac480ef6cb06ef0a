"use client";

import { type ReactNode, useEffect, useState } from "react";
import { piecesOf } from "./aloud-pieces.ts";
import { voiceFor, voicesOf } from "./aloud-voice.ts";

type Props = {
  language: "vi" | "en";
  words: { start: ReactNode; stop: ReactNode; noVoice: string };
};

/** What is pressed, typed into or only drawn is not read. */
const SILENT = 'form, button, nav, svg, [hidden], [data-print="no"], [data-aloud="no"]';
const BLOCKS = "p, li, dt, dd, td, th, h1, h2, h3, h4, legend, summary, figcaption, div";

/** The text of the page, a block at a time, in the order in which it stands. */
function textsOf(root: Element): string[] {
  const texts = new Map<Element, string>();
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const block = parent?.closest(BLOCKS);
    if (!parent || !block || parent.closest(SILENT)) continue;
    texts.set(block, `${texts.get(block) ?? ""}${node.textContent}`);
  }
  return [...texts.values()];
}

/** Đọc cho tôi nghe: the phone's own voice reads the page. Not there where a browser has none. */
export function ReadAloud({ language, words }: Props) {
  const [now, setNow] = useState<"none" | "ready" | "reading" | "no-voice">("none");
  useEffect(() => {
    if (!("speechSynthesis" in window)) return;
    setNow("ready");
    // Some browsers name their voices only once they were asked.
    speechSynthesis.getVoices();
    const stop = () => speechSynthesis.cancel();
    addEventListener("pagehide", stop);
    return () => {
      removeEventListener("pagehide", stop);
      stop();
    };
  }, []);

  async function read() {
    speechSynthesis.cancel();
    const voice = voiceFor(await voicesOf(speechSynthesis), language);
    if (!voice) return setNow("no-voice");
    const main = document.getElementById("main");
    const pieces = main ? textsOf(main).flatMap(piecesOf) : [];
    pieces.forEach((piece, at) => {
      const said = new SpeechSynthesisUtterance(piece);
      said.lang = language === "vi" ? "vi-VN" : "en-GB";
      said.voice = voice;
      if (at === pieces.length - 1) said.onend = () => setNow("ready");
      said.onerror = ({ error }) => {
        if (error.endsWith("-unavailable") || error === "synthesis-failed") setNow("no-voice");
      };
      speechSynthesis.speak(said);
    });
    setNow("reading");
  }
  function stop() {
    speechSynthesis.cancel();
    setNow("ready");
  }
  // Its room is there from the first: nothing moves when the button comes.
  return (
    <div className="min-h-target noscript:hidden" data-aloud="no" data-print="no">
      {now === "no-voice" ? <p role="status">{words.noVoice}</p> : null}
      {now === "ready" || now === "reading" ? (
        <button
          type="button"
          onClick={now === "reading" ? stop : () => void read()}
          className="inline-flex min-h-target items-center gap-2 text-left text-accent text-reading underline underline-offset-4 active:text-ink"
        >
          {now === "reading" ? words.stop : words.start}
        </button>
      ) : null}
    </div>
  );
}
