import type { Database } from "#lib/platform/db.ts";

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
