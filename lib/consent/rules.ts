/** Why a book is opened (mục đích). Each is a sentence on the access log. */
export const purposes = [
  "own-reading",
  "for-family",
  "helping",
  "care",
  "emergency",
  "teleconsult",
  "vaccinate",
] as const;
export type Purpose = (typeof purposes)[number];

/** What part of a book is opened (phần sổ). Each is a noun on the access log. */
export const parts = [
  "cover",
  "encounters",
  "encounter",
  "conditions",
  "medicines",
  "results",
  "documents",
  "private-encounter",
  "identity",
  "history",
  "insurance",
  "completeness",
  "corrections",
  "messages",
  "access-log",
  "consents",
  "rights",
  "export",
  "whole-book",
  "family",
  "household",
  "open-codes",
  "payment",
  "booking",
  "vaccination",
  "teleconsult",
  "certificates",
  "emergency-card",
  "measurements",
  "offline-copy",
] as const;
export type Part = (typeof parts)[number];

/** Why staff open a part of their desk. */
export const deskPurposes = [
  "follow-warehouse",
  "mend-dossiers",
  "match-dossiers",
  "call-people",
  "answer-incidents",
  "answer-corrections",
  "record-families",
  "answer-rights",
  "find-person",
  "review-openings",
  "collect-fees",
  "receive-people",
  "plan-schedule",
  "answer-teleconsults",
  "plan-teleconsults",
  "follow-teleconsults",
  "export-teleconsults",
  "vaccinate",
] as const;
export type DeskPurpose = (typeof deskPurposes)[number];

/** What part of a desk is opened. Whatever names a person is a part of its own, opened for one thing at a time. */
export const deskParts = [
  "warehouse",
  "held-dossier",
  "held-original",
  "calls",
  "call",
  "incidents",
  "corrections",
  "correction",
  "family",
  "rights-requests",
  "rights-request",
  "people",
  "person-search",
  "person",
  "openings",
  "opening-case",
  "fees",
  "today",
  "appointment",
  "schedule",
  "teleconsult",
  "teleconsult-case",
  "teleconsult-terms",
  "teleconsult-figures",
  "teleconsult-reports",
  "teleconsult-report",
  "vaccination",
  "vaccination-session",
] as const;
export type DeskPart = (typeof deskParts)[number];

/** One opening as the log keeps it. */
export type Opening = {
  logId: number;
  at: Date;
  actorKind: "citizen" | "staff" | "system";
  /** True when the owner of the book opened it. */
  own: boolean;
  actorId: string | null;
  actorName: string;
  actorPlace: string | null;
  purpose: string;
  part: string;
  /** By what right: `own`, `visit:` or `emergency:` with the opening at a desk, or a relation. */
  basis: string;
};

/** The openings of one sitting that read the same, told in one line. */
export type OpeningGroup = Opening & { parts: string[]; until: Date; logIds: number[] };

/**
 * Joins openings of one person, for one purpose, that lie within half an hour of each other, so that a person who
 * leafs through a book is one line and not ten. `openings` come newest first, and so do the groups.
 */
export function groupOpenings(openings: readonly Opening[]): OpeningGroup[] {
  const groups: OpeningGroup[] = [];
  for (const opening of openings) {
    const last = groups.at(-1);
    const near = last && last.at.getTime() - opening.at.getTime() <= 30 * 60_000;
    if (last && near && sameReader(last, opening)) {
      last.at = opening.at;
      last.logIds.push(opening.logId);
      if (!last.parts.includes(opening.part)) last.parts.push(opening.part);
    } else {
      groups.push({ ...opening, parts: [opening.part], until: opening.at, logIds: [opening.logId] });
    }
  }
  return groups;
}

function sameReader(a: Opening, b: Opening): boolean {
  return (
    a.actorKind === b.actorKind &&
    a.own === b.own &&
    a.actorName === b.actorName &&
    a.actorPlace === b.actorPlace &&
    a.purpose === b.purpose &&
    a.basis === b.basis
  );
}
