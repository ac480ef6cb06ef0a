/** What a voice reads at one go: some browsers fall silent in the middle of a long text. */
const LONGEST = 180;

/** A text in pieces, at the ends of sentences, else between words; blanks as one. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  const sentences = text
    .replace(/\s+/g, " ")
    .trim()
    .split(/(?<=[.!?;:…])\s+/);
  for (const sentence of sentences.filter(Boolean)) {
    let rest = sentence;
    while (rest.length > LONGEST) {
      const at = rest.lastIndexOf(" ", LONGEST);
      const cut = at > 0 ? at : LONGEST;
      pieces.push(rest.slice(0, cut));
      rest = rest.slice(cut).trimStart();
    }
    if (rest) pieces.push(rest);
  }
  return pieces;
}
