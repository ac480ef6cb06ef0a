import type { Waiting } from "./outbox.ts";
import { type ConversationWords, faultWords } from "./words.ts";

const plain =
  "inline-flex min-h-target items-center text-accent underline underline-offset-4 active:text-ink";

type Props = {
  line: Waiting;
  words: ConversationWords;
  away: boolean;
  mend: () => void;
  drop: () => void;
};

/** A line that is not there yet, in a dashed frame: on its way, waiting for the network, or refused with its reason. */
export function UnsentLine({ line, words, away, mend, drop }: Props) {
  const { said, isPhoto, fault, held, unkept } = line;
  return (
    <div className="ml-10">
      <p className="text-second">
        <strong className="font-semibold">{words.you}</strong>, {fault ? words.refused : words.waiting}
      </p>
      <div className="mt-1 rounded-control border border-edge border-dashed px-4 py-3">
        <p className="wrap-anywhere whitespace-pre-line">{isPhoto ? words.onePhoto : said}</p>
      </div>
      {fault ? (
        <>
          <p className="pt-1 font-semibold text-red text-second">{faultWords(words, fault)}</p>
          <p className="flex flex-wrap gap-x-6">
            {isPhoto ? null : (
              <button type="button" className={plain} onClick={mend}>
                {words.mend}
              </button>
            )}
            <button type="button" className={plain} onClick={drop}>
              {words.drop}
            </button>
          </p>
        </>
      ) : held || away ? (
        <p className="pt-1 text-ink-2 text-second">{unkept ? words.unkept[unkept] : words.unsent}</p>
      ) : null}
    </div>
  );
}
