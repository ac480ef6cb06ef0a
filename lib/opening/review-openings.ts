import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { AnswerDoubtInput, ReviewInput } from "./inputs.ts";

/** A case in the authority's list: a doubt, or an emergency opening to be reviewed. */
export type OpeningCase = {
  caseId: string;
  at: Date;
  answerBy: string | null;
  actorName: string;
  place: string | null;
  closedAt: Date | null;
  verdict: string | null;
  takenBy: string | null;
};
type Kind = "doubt" | "emergency";

const moment = (text: string | null) => (text ? new Date(text) : null);

/** The cases of a kind, those that wait longest first; of closed ones the latest first. */
export async function listOpeningCases(
  desk: Desk,
  { kind, closed, most, skip }: { kind: Kind; closed: boolean; most: number; skip: number },
): Promise<OpeningCase[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{
      case_id: string;
      at: string;
      answer_by: string | null;
      actor_name: string;
      place: string | null;
      closed_at: string | null;
      verdict: string | null;
      taken_by: string | null;
    }>(sql`select * from app.list_opening_cases(${kind}, ${closed}, ${most}, ${skip})`),
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    at: new Date(row.at),
    answerBy: row.answer_by,
    actorName: row.actor_name,
    place: row.place,
    closedAt: moment(row.closed_at),
    verdict: row.verdict,
    takenBy: row.taken_by,
  }));
}

/** How many wait at the authority. */
export async function countOpeningCases(
  desk: Desk,
): Promise<{ doubts: number; overdue: number; emergencies: number }> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ doubts: number; overdue: number; emergencies: number }>(
      sql`select * from app.count_opening_cases()`,
    ),
  );
  return row ?? { doubts: 0, overdue: 0, emergencies: 0 };
}

/** A doubt with the row of the log that it is about. */
export type DoubtCase = {
  doubtId: string;
  person: string | null;
  note: string | null;
  raisedAt: Date;
  answerBy: string;
  takenAt: Date | null;
  takenBy: string | null;
  answeredAt: Date | null;
  verdict: string | null;
  answer: string | null;
  officerName: string | null;
  row: {
    logId: number;
    at: Date;
    actorKind: string;
    actorName: string;
    actorPlace: string | null;
    purpose: string;
    part: string;
    basis: string;
  };
  /** The opening at a desk by which it was read. */
  opening: { reason: string; openedBy: string; openedAt: Date } | null;
};

/** One doubt, at the desk that opened it; null when there is no such. */
export async function findDoubtCase(desk: Desk, doubtId: string): Promise<DoubtCase | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<Record<string, string | null>>(sql`select * from app.doubt_case(${doubtId}::uuid)`),
  );
  if (!row) return null;
  return {
    doubtId: String(row.doubt_id),
    person: row.person ?? null,
    note: row.note ?? null,
    raisedAt: new Date(String(row.raised_at)),
    answerBy: String(row.answer_by),
    takenAt: moment(row.taken_at ?? null),
    takenBy: row.taken_by ?? null,
    answeredAt: moment(row.answered_at ?? null),
    verdict: row.verdict ?? null,
    answer: row.answer ?? null,
    officerName: row.officer_name ?? null,
    row: {
      logId: Number(row.log_id),
      at: new Date(String(row.at)),
      actorKind: String(row.actor_kind),
      actorName: String(row.actor_name),
      actorPlace: row.actor_place ?? null,
      purpose: String(row.purpose),
      part: String(row.part),
      basis: String(row.basis),
    },
    opening: row.reason
      ? {
          reason: row.reason,
          openedBy: String(row.opened_by),
          openedAt: new Date(String(row.opened_at)),
        }
      : null,
  };
}

/** An emergency opening as the authority reviews it; `parts` are those that were read. */
export type EmergencyCase = {
  openingId: string;
  person: string | null;
  staffName: string;
  place: string;
  reason: string;
  openedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  parts: string[];
  review: { verdict: string; reason: string; at: Date; officerName: string } | null;
};

/** One emergency opening, at the desk that opened it; null when there is no such. */
export async function findEmergencyCase(desk: Desk, openingId: string): Promise<EmergencyCase | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<Record<string, string | null>>(sql`
      select opening_id, person, staff_name, place, reason, opened_at, ends_at, ended_at, ended_by,
        array_to_string(parts, ',') as parts, verdict, verdict_reason, reviewed_at, officer_name
      from app.emergency_case(${openingId}::uuid)`),
  );
  if (!row) return null;
  return {
    openingId: String(row.opening_id),
    person: row.person ?? null,
    staffName: String(row.staff_name),
    place: String(row.place),
    reason: String(row.reason),
    openedAt: new Date(String(row.opened_at)),
    endsAt: new Date(String(row.ends_at)),
    endedAt: moment(row.ended_at ?? null),
    endedBy: row.ended_by ?? null,
    parts: (row.parts ?? "").split(",").filter(Boolean),
    review: row.verdict
      ? {
          verdict: row.verdict,
          reason: String(row.verdict_reason),
          at: new Date(String(row.reviewed_at)),
          officerName: String(row.officer_name),
        }
      : null,
  };
}

const caseDesk = (ctx: Context, caseId: string) => openDesk(ctx, "review-openings", "opening-case", caseId);

/** Nhận xem xét: an officer says that they look into it. Whoever came first stays. */
export async function takeDoubt(ctx: Context, { caseId }: { caseId: string }): Promise<string> {
  const desk = await caseDesk(ctx, caseId);
  await desk.actOnApp((tx) => tx.execute(sql`select app.take_doubt(${caseId}::uuid)`));
  return caseId;
}

/** Trả lời người dân: once; the person is told. Throws Refused("already") when a colleague has answered. */
export async function answerDoubt(ctx: Context, input: AnswerDoubtInput): Promise<string> {
  const desk = await caseDesk(ctx, input.caseId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ outcome: string }>(
      sql`select app.answer_doubt(${input.caseId}::uuid, ${input.verdict}, ${input.answer}) as outcome`,
    ),
  );
  if (row?.outcome !== "done") throw new Refused(row?.outcome ?? "refused");
  return input.caseId;
}

/** Kết luận về lượt mở khẩn cấp: once; the person is told. Throws Refused("already") when a colleague has concluded. */
export async function reviewEmergency(ctx: Context, input: ReviewInput): Promise<string> {
  const desk = await caseDesk(ctx, input.caseId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ outcome: string }>(
      sql`select app.review_emergency(${input.caseId}::uuid, ${input.verdict}, ${input.reason}) as outcome`,
    ),
  );
  if (row?.outcome !== "done") throw new Refused(row?.outcome ?? "refused");
  return input.caseId;
}
