import { type ReactNode, useEffect, useState } from "react";
import type { ConversationWords } from "./words.ts";

type Choice = {
  page: string;
  words: ConversationWords;
  camera: ReactNode;
  making: boolean;
  chosen: (file: File | undefined) => void;
};

export const bigButton =
  "inline-flex min-h-button w-full items-center justify-center gap-3 rounded-control border-2 px-4 py-2 text-center text-line-title no-underline";

/** Without scripts a link to a page of its own; with them the phone's own picker, and the photo goes at once. */
export function PhotoChoice({ page, words, camera, making, chosen }: Choice) {
  const [scripts, setScripts] = useState(false);
  useEffect(() => setScripts(true), []);
  const look = `${bigButton} border-accent bg-paper text-accent active:bg-tint`;
  if (!scripts)
    return (
      <a href={`${page}/photo`} className={look}>
        {camera}
        {words.sendPhoto}
      </a>
    );
  return (
    <label
      className={`${look} relative cursor-pointer focus-within:outline-3 focus-within:outline-focus`}
      aria-busy={making}
    >
      {making ? null : camera}
      {making ? words.making : words.sendPhoto}
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          chosen(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </label>
  );
}
