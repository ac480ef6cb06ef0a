import { memo } from "react";
import { time } from "#components/copy/format.ts";
import { LongText } from "#components/ui/long-text.tsx";
import type { Line, Side } from "#lib/conversation/rules.ts";
import { type ConversationWords, put } from "./words.ts";

/** What stands between dashed rules: something that happened, and was not said. */
export function Happened({ children }: { children: string }) {
  return <p className="border-edge border-y border-dashed py-3 text-ink-2 text-second">{children}</p>;
}

type Props = { line: Line; reader: Side; photos: string; words: ConversationWords };

/** One line: the other side with an ink bar, one's own side on tint, pushed to the right. */
export const SaidLine = memo(function SaidLine({ line, reader, photos, words }: Props) {
  const at = time(new Date(line.at));
  if (line.what !== "said") return <Happened>{put(words[line.what], { time: at })}</Happened>;
  const near = line.side === reader;
  return (
    <div className={near ? "ml-10" : ""}>
      <p className="text-second">
        <strong className="font-semibold">{line.own ? words.you : line.name}</strong>, {at}
      </p>
      <div className={near ? "mt-1 rounded-control bg-tint px-4 py-3" : "mt-1 border-ink border-l-4 pl-4"}>
        {line.said ? <LongText more={words.readOn}>{line.said}</LongText> : null}
        {line.photo ? (
          <a href={`${photos}/${line.photo.id}`} className="inline-flex min-h-target items-center">
            {line.photo.kind === "image/jpeg" ? (
              // biome-ignore lint/performance/noImgElement: sent to one person, in nobody's cache
              <img
                src={`${photos}/${line.photo.id}`}
                alt={words.photo}
                loading="lazy"
                className="my-1 max-h-[12rem] w-auto max-w-full"
              />
            ) : (
              words.paper
            )}
          </a>
        ) : null}
      </div>
    </div>
  );
});
