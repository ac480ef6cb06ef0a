import { asc, desc, eq } from "drizzle-orm";
import type { Book, Desk } from "#lib/consent/index.ts";
import { shownOf } from "#lib/opening/rules.ts";
import {
  type Helpfulness,
  helpfulness,
  type Outcome,
  outcomes,
  type Severity,
  type Status,
  severities,
  statuses,
  type Urgency,
  urgencies,
  type Way,
  ways,
} from "./rules.ts";
import {
  teleconsultAnswers,
  teleconsultCases,
  teleconsultReferrals,
  teleconsultShares,
  teleconsultSteps,
} from "./tables.ts";

/** Whatever may read a case: an opened book, or the desk of the doctor who has it. */
export type Reader = Pick<Book | Desk, "readApp">;

type Row = typeof teleconsultCases.$inferSelect;
/** A case as its person and its doctor see it. */
export type CaseView = Omit<Row, "status" | "way" | "urgency" | "severity" | "outcome" | "helpful"> & {
  status: Status;
  way: Way;
  urgency: Urgency;
  severity: Severity;
  outcome: Outcome | null;
  helpful: Helpfulness | null;
};

const among = <T extends string>(known: readonly T[], text: string | null) =>
  known.find((one) => one === text) ?? null;

/** A row in our words; the constraints allow no others. */
export const caseOf = (row: Row): CaseView => ({
  ...row,
  status: among(statuses, row.status) ?? "sent",
  way: among(ways, row.way) ?? "written",
  urgency: among(urgencies, row.urgency) ?? "ordinary",
  severity: among(severities, row.severity) ?? "unknown",
  outcome: among(outcomes, row.outcome),
  helpful: among(helpfulness, row.helpful),
});

/** One step of a case: who did what, when. */
export type Step = {
  no: number;
  at: Date;
  what: string;
  actorKind: string;
  actorName: string;
  facilityCode: string | null;
  details: Record<string, unknown>;
};

/** What a doctor may see, from when until when. */
export type Share = ReturnType<typeof shareOf>;
const shareOf = (row: typeof teleconsultShares.$inferSelect) => ({
  parts: row.parts,
  shown: shownOf(row.parts),
  mayRefer: row.mayRefer,
  givenAt: row.givenAt,
  endedAt: row.endedAt,
  endedBecause: row.endedBecause,
});

/** What a doctor answered. */
export type GivenAnswer = Omit<typeof teleconsultAnswers.$inferSelect, "outcome"> & { outcome: Outcome };

/** A case with everything that happened to it. */
export type WholeCase = CaseView & {
  steps: Step[];
  /** The newest first; the first one lives unless it has ended. */
  shares: Share[];
  referrals: (typeof teleconsultReferrals.$inferSelect)[];
  answers: GivenAnswer[];
};

/** Reads a case with everything that happened to it; null where the reader may not know of it. */
export async function readCase(reader: Reader, caseId: string): Promise<WholeCase | null> {
  const [[row], steps, shares, referrals, answers] = await Promise.all([
    reader.readApp((tx) => tx.select().from(teleconsultCases).where(eq(teleconsultCases.caseId, caseId))),
    reader.readApp((tx) =>
      tx
        .select()
        .from(teleconsultSteps)
        .where(eq(teleconsultSteps.caseId, caseId))
        .orderBy(asc(teleconsultSteps.stepNo)),
    ),
    reader.readApp((tx) =>
      tx
        .select()
        .from(teleconsultShares)
        .where(eq(teleconsultShares.caseId, caseId))
        .orderBy(desc(teleconsultShares.shareNo)),
    ),
    reader.readApp((tx) =>
      tx
        .select()
        .from(teleconsultReferrals)
        .where(eq(teleconsultReferrals.caseId, caseId))
        .orderBy(asc(teleconsultReferrals.referralNo)),
    ),
    reader.readApp((tx) =>
      tx
        .select()
        .from(teleconsultAnswers)
        .where(eq(teleconsultAnswers.caseId, caseId))
        .orderBy(asc(teleconsultAnswers.answerNo)),
    ),
  ]);
  if (!row) return null;
  return {
    ...caseOf(row),
    steps: steps.map(({ stepNo, at, what, actorKind, actorName, facilityCode, details }) => ({
      no: stepNo,
      at,
      what,
      actorKind,
      actorName,
      facilityCode,
      details: details as Record<string, unknown>,
    })),
    shares: shares.map(shareOf),
    referrals,
    answers: answers.map((one) => ({ ...one, outcome: among(outcomes, one.outcome) ?? "advice" })),
  };
}

/** What a doctor may see at this moment; null once it was taken back or the case is over. */
export const livingShare = ({ shares }: Pick<WholeCase, "shares">): Share | null =>
  shares.find(({ endedAt }) => endedAt === null) ?? null;
