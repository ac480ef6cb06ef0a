/** One line of a part: what it is, then who, where, when; with a number where one can call. */
export type CopyLine = { title: string; more: string[]; phone: string | null };
/** A code to be scanned: its dark squares as a path, in a square of that size. */
export type CopyCode = { title: string; size: number; path: string };
/** A paper that one may show somebody. */
export type CopyPaper = {
  /** The card for rescuers has a red frame, as on screen and on paper. */
  tone?: "red";
  title: string;
  facts: { noun: string; fact: string }[];
  codes: CopyCode[];
  notes: string[];
};
export type CopyPart = { title: string; lead: string | null; papers: CopyPaper[]; lines: CopyLine[] };

/** What a copy says, in words, as the book said it when the copy was made. */
export type CopySheet = { name: string; parts: CopyPart[] };

/** What the server sends to be kept: the sheet, in which language, whose it is (unreadably), and its times. */
export type SentCopy = {
  sheet: CopySheet;
  language: string;
  box: string;
  madeAt: string;
  lastsUntil: string;
};
