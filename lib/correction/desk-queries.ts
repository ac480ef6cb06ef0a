import { type Attachment, openKept } from "#lib/attachment/index.ts";
import type { Desk } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import type { CaseEvent, CaseState } from "./case-rules.ts";

/** A case in the list of a desk: no word of whom or what it is about. */
export type CaseLine = Pick<
  CaseState,
  | "caseId"
  | "code"
  | "facilityCode"
  | "kind"
  | "reason"
  | "sentAt"
  | "replyDueOn"
  | "mendDueOn"
  | "takenAt"
  | "takenBy"
  | "takenByName"
  | "checkingAt"
  | "answer"
  | "note"
  | "closedAt"
  | "closedBecause"
  | "escalatedAt"
  | "appealedAt"
> & { personWroteLast: boolean };

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** Columns of the database in our names; days stay text, moments become dates. */
function inOurNames(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const day = value instanceof Date && name.endsWith("_on") ? value.toISOString().slice(0, 10) : value;
      const isMoment = (name === "at" || name.endsWith("_at")) && typeof day === "string";
      return [camel(name), isMoment ? new Date(day) : day];
    }),
  );
}

/** The cases of a desk: the open ones by their day, or those that are over, latest first. */
export async function listCasesAtDesk(
  desk: Desk,
  o: { open: boolean; most: number; skip?: number },
): Promise<CaseLine[]> {
  const rows = await desk.readApp(
    (tx) => clientOf(tx)<(Record<string, unknown> & { said_last: string | null })[]>`
      select case_id, code, facility_code, kind, reason, sent_at, reply_due_on::text, mend_due_on::text, taken_at, taken_by,
        taken_by_name, checking_at, answer, note, closed_at, closed_because, escalated_at, appealed_at, said_last
      from app.list_corrections_at_desk(${o.open}, ${o.skip ?? 0}, ${o.most})`,
  );
  return rows.map(({ said_last, ...row }) => ({
    ...(inOurNames(row) as Omit<CaseLine, "personWroteLast">),
    personWroteLast: said_last === "citizen",
  }));
}

/** How many cases of a desk are open, late, and taken by nobody. */
export async function countCasesAtDesk(
  desk: Desk,
): Promise<{ open: number; overdue: number; untaken: number }> {
  const [row] = await desk.readApp(
    (tx) => clientOf(tx)<{ open: number; overdue: number; untaken: number }[]>`
      select open, overdue, untaken from app.count_corrections_at_desk()`,
  );
  return row ?? { open: 0, overdue: 0, untaken: 0 };
}

/** A case with whom it is about, as the desk that was opened for it reads it. */
export type CaseAtDesk = {
  state: CaseState;
  events: CaseEvent[];
  person: { name: string; birthDate: string; sex: string } | null;
};

type Told = {
  case: Record<string, unknown>;
  person: CaseAtDesk["person"];
  events: Record<string, unknown>[] | null;
};

/** One case; null when it is not this desk's, or the desk was opened for another. */
export async function findCaseAtDesk(desk: Desk, caseId: string): Promise<CaseAtDesk | null> {
  const [row] = await desk.readApp(
    (tx) =>
      clientOf(tx)<{ told: Told | string | null }[]>`select app.correction_at_desk(${caseId}::uuid) as told`,
  );
  const told = typeof row?.told === "string" ? (JSON.parse(row.told) as Told) : row?.told;
  if (!told) return null;
  return {
    state: inOurNames(told.case) as CaseState,
    events: (told.events ?? []).map((event) => inOurNames(event) as CaseEvent),
    person: told.person,
  };
}

/** A photo of a case; null when it is not this desk's, or was shredded. */
export async function readCasePhoto(
  desk: Desk,
  caseId: string,
  attachmentId: string,
  keys?: readonly NumberedKey[],
): Promise<Attachment | null> {
  const [row] = await desk.readApp(
    (tx) =>
      clientOf(tx)<
        { citizen_id: string; kind: string; sealed: Buffer | null; kid: number; wrapped: Buffer }[]
      >`select citizen_id, kind, sealed, kid, wrapped from app.correction_photo_at_desk(${caseId}::uuid, ${attachmentId}::uuid)`,
  );
  if (!row) return null;
  const { citizen_id: citizenId, kind, sealed, kid, wrapped } = row;
  return openKept({ citizenId, attachmentId, kind, sealed, kid, wrapped }, keys);
}

/** A reaction after a dose in the list of a desk: which vaccine, when it was told, taken up and answered; nobody is named. */
export type ReactionLine = {
  caseId: string;
  code: string;
  danger: boolean;
  vaccine: string;
  givenOn: string;
  sentAt: Date;
  takenAt: Date | null;
  takenByName: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  mendDueOn: string;
};

/** Phản ứng sau tiêm at a desk: the open ones, those with danger signs first, then what was closed in 30 days. */
export async function listReactionsAtDesk(desk: Desk, most: number): Promise<ReactionLine[]> {
  const rows = await desk.readApp(
    (tx) => clientOf(tx)<Record<string, unknown>[]>`
      select case_id, code, reason, sent_at, taken_at, answered_at, taken_by_name, closed_at, mend_due_on::text, vaccine, given_on::text
      from app.reactions_at_desk(${most})`,
  );
  return rows.map((row) => {
    const { reason, ...line } = inOurNames(row) as Omit<ReactionLine, "danger"> & { reason: string };
    return { ...line, danger: reason === "danger-signs" };
  });
}
