import { sql } from "drizzle-orm";
import { type Attachment, openKept } from "#lib/attachment/index.ts";
import type { Desk } from "#lib/consent/index.ts";
import { readCase, type WholeCase } from "./case-views.ts";
import {
  type Outcome,
  outcomes,
  type Status,
  statuses,
  type Urgency,
  urgencies,
  type Way,
  ways,
} from "./rules.ts";

/** A case in the inbox of a facility: who asks, the beginning of their words, by when it was promised, who has it. */
export type WaitingCase = {
  caseId: string;
  code: string;
  name: string;
  born: string | null;
  way: Way;
  urgency: Urgency;
  status: Status;
  /** The first words of what troubles them. */
  trouble: string;
  callAt: Date | null;
  sentAt: Date;
  promisedAt: Date;
  claimedByName: string | null;
  mine: boolean;
  second: boolean;
  wantsSpecialist: boolean;
  referredFrom: string | null;
  outcome: Outcome | null;
  endedAt: Date | null;
  photos: number;
  /** Whether the person wrote what this doctor, who has the case, has not read. */
  unread: boolean;
  /** Handed on by this doctor, who may still talk along while it is open. */
  handedOn: boolean;
};

type Row = {
  case_id: string;
  code: string;
  citizen_name: string;
  citizen_born: string | null;
  way: string;
  urgency: string;
  status: string;
  trouble: string;
  call_at: string | null;
  sent_at: string;
  promised_at: string;
  claimed_by_name: string | null;
  mine: boolean;
  rounds: number;
  wants_specialist: boolean;
  referred_from: string | null;
  outcome: string | null;
  ended_at: string | null;
  photos: number;
  unread: boolean;
  handed_on: boolean;
};

const moment = (text: string | null) => (text === null ? null : new Date(text));

/** Hộp câu hỏi của cơ sở: what waits, the most urgent first, then by promise, and what this doctor handed on; or what this doctor ended in the last thirty days. */
export async function listCasesAtDesk(desk: Desk, closed = false): Promise<WaitingCase[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Row>(sql`select * from app.list_teleconsults_at_desk(${closed}, 200)`),
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    code: row.code,
    name: row.citizen_name,
    born: row.citizen_born,
    way: ways.find((one) => one === row.way) ?? "written",
    urgency: urgencies.find((one) => one === row.urgency) ?? "ordinary",
    status: statuses.find((one) => one === row.status) ?? "sent",
    trouble: row.trouble,
    callAt: moment(row.call_at),
    sentAt: new Date(row.sent_at),
    promisedAt: new Date(row.promised_at),
    claimedByName: row.claimed_by_name,
    mine: row.mine,
    second: row.rounds > 1,
    wantsSpecialist: row.wants_specialist,
    referredFrom: row.referred_from,
    outcome: outcomes.find((one) => one === row.outcome) ?? null,
    endedAt: moment(row.ended_at),
    photos: row.photos,
    unread: row.unread,
    handedOn: row.handed_on,
  }));
}

/** Whether whoever works at this desk may take questions and answer them: a doctor with a licence to practise. */
export async function mayAnswer(desk: Desk): Promise<boolean> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ may: boolean }>(sql`select app.may_answer_from_afar() as may`),
  );
  return row?.may ?? false;
}

/** The case that this desk was opened for (part `teleconsult-case`); null for whoever does not have it. */
export async function caseForDoctor(desk: Desk, caseId: string): Promise<WholeCase | null> {
  return readCase(desk, caseId);
}

type KeptRow = {
  kind: string;
  sealed: Buffer | null;
  kid: number | null;
  wrapped: Buffer | null;
  citizen_id: string;
};

/** A photo that went with the case that this desk was opened for; null for any other. */
export async function readCasePhoto(
  desk: Desk,
  caseId: string,
  attachmentId: string,
): Promise<Attachment | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<KeptRow>(sql`
      select a.citizen_id, a.kind, a.sealed, k.kid, k.wrapped from app.teleconsult_cases c
      join app.attachments a on a.citizen_id = c.citizen_id and a.attachment_id = ${attachmentId}::uuid and a.attachment_id = any (c.photos)
      join app.attachment_keys k on k.citizen_id = a.citizen_id and k.attachment_id = a.attachment_id
      where c.case_id = ${caseId}::uuid`),
  );
  return row ? openKept({ ...row, citizenId: row.citizen_id, attachmentId }) : null;
}
