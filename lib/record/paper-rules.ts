/** Papers that a person reads in the book. HIV and TB care are no papers to be handed around, and are not among them. */
export const shownPaperKinds = [
  "discharge-paper",
  "record-summary",
  "birth-attestation",
  "pregnancy-rest",
  "sick-leave",
  "referral",
  "follow-up",
] as const;
export type PaperKind = (typeof shownPaperKinds)[number];

/** Which paper of a book: of which visit, which kind, and which of that kind. */
export type PaperRef = { encounterId: string; kind: PaperKind; line: number };

const REF = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z-]{1,20})\.(\d{1,9})$/;

/** How a paper is named in an address. */
export function paperId({ encounterId, kind, line }: PaperRef): string {
  return `${encounterId}.${kind}.${line}`;
}

/** The paper an address names; null when it names none. */
export function paperRef(id: string): PaperRef | null {
  const [, encounterId = "", named = "", line = ""] = REF.exec(id) ?? [];
  const kind = shownPaperKinds.find((one) => one === named);
  return kind ? { encounterId, kind, line: Number(line) } : null;
}
