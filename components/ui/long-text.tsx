import { Folded } from "./folded.tsx";

type Props = {
  children: string;
  /** Opens the rest: Đọc tiếp. */
  more: string;
};

const OPEN = 1200;

/** Where to stop: after a paragraph or a sentence if one ends near, else after a word. */
function breakOf(text: string): number {
  const head = text.slice(0, OPEN);
  const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(". ") + 1);
  if (end > OPEN / 2) return end;
  const word = head.lastIndexOf(" ");
  return word > OPEN / 2 ? word : OPEN;
}

/** Words of a facility as they were sent, lines kept. A very long text shows its beginning, and the rest on a tap. */
export function LongText({ children, more }: Props) {
  const text = children.trim();
  if (text.length <= OPEN * 1.5) return <p className="whitespace-pre-line wrap-anywhere">{text}</p>;
  const at = breakOf(text);
  return (
    <>
      <p className="whitespace-pre-line wrap-anywhere">{text.slice(0, at).trim()}</p>
      <Folded label={more}>
        <p className="whitespace-pre-line wrap-anywhere">{text.slice(at).trim()}</p>
      </Folded>
    </>
  );
}
