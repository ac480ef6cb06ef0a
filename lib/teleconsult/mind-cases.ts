import type { Database } from "#lib/platform/db.ts";
import type { AnswerLines } from "./rules.ts";

const MOST = 200;

/** Trả lại câu hỏi bác sĩ để quên: gives cases without a sign of their doctor back to the facility. */
export async function releaseIdleCases(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ n: number }[]>`
    select app.release_idle_teleconsults(${now.toISOString()}::timestamptz, ${MOST}) as n`;
  return row?.n ?? 0;
}

/** Câu hỏi không ai trả phí: lapses what was not paid in a day, and asks back what was paid for one that had ended. */
export async function lapseUnpaidCases(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ n: number }[]>`
    select app.lapse_teleconsults(${now.toISOString()}::timestamptz, ${MOST}) as n`;
  return row?.n ?? 0;
}

/** Lời hứa đã qua, giờ gọi sắp đến: written down and told, once each. */
export async function mindPromises(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ n: number }[]>`
    select app.mind_teleconsults(${now.toISOString()}::timestamptz, ${MOST}) as n`;
  return row?.n ?? 0;
}

/** Dọn bản nháp câu hỏi: forgets those that nobody came back to, with their photos. */
export async function sweepQuestionDrafts(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ n: number }[]>`
    select app.sweep_teleconsult_drafts(${now.toISOString()}::timestamptz) as n`;
  return row?.n ?? 0;
}

/** An answer that is to be put into its book. */
export type AnswerToFile = {
  citizenId: string;
  caseId: string;
  answerNo: number;
  encounterId: string;
  code: string;
  trouble: string;
  facilityCode: string;
  staffName: string;
  sentAt: Date;
  signedAt: Date;
  summary: string;
  advice: string;
  warning: string;
  lines: AnswerLines;
  signature: string;
};

type AnswerRow = {
  citizen_id: string;
  case_id: string;
  answer_no: number;
  encounter_id: string;
  code: string;
  trouble: string;
  facility_code: string;
  staff_name: string;
  sent_at: string;
  signed_at: string;
  summary: string;
  advice: string;
  warning: string;
  lines: AnswerLines;
  signature: string;
};

/** Câu trả lời chưa ghi vào hồ sơ, the oldest first. */
export async function answersToFile(app: Database, most: number): Promise<AnswerToFile[]> {
  const rows = await app.$client<{ answer: string }[]>`
    select a::text as answer from app.answers_to_file(${most}) a`;
  // The columns of app.teleconsult_answers, with those of its case.
  return rows
    .map(({ answer }) => JSON.parse(answer) as AnswerRow)
    .map((row) => ({
      citizenId: row.citizen_id,
      caseId: row.case_id,
      answerNo: row.answer_no,
      encounterId: row.encounter_id,
      code: row.code,
      trouble: row.trouble,
      facilityCode: row.facility_code,
      staffName: row.staff_name,
      sentAt: new Date(row.sent_at),
      signedAt: new Date(row.signed_at),
      summary: row.summary,
      advice: row.advice,
      warning: row.warning,
      lines: row.lines,
      signature: row.signature,
    }));
}

/** Notes that an answer is in its book, or that it has to be tried again in a minute. */
export async function noteAnswerFiled(
  app: Database,
  { citizenId, caseId, answerNo }: Pick<AnswerToFile, "citizenId" | "caseId" | "answerNo">,
  filed: boolean,
): Promise<void> {
  await app.$client`
    select app.answer_filed(${citizenId}::uuid, ${caseId}::uuid, ${answerNo}::int, ${filed})`;
}
