import { sql } from "drizzle-orm";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { caseForDoctor } from "./desk-queries.ts";
import type { AnswerInput, CaseInput, ReferInput, RefuseInput } from "./inputs.ts";
import { signAnswer } from "./sign-answer.ts";

/** Another doctor has it already. */
export class Taken extends Refused {
  readonly byName: string;
  constructor(byName: string) {
    super("taken");
    this.byName = byName;
  }
}

/** The desk of the doctor who has a case; each is a line of the desk's log. */
export const deskOfCase = (ctx: Context, caseId: string): Promise<Desk> =>
  openDesk(ctx, "answer-teleconsults", "teleconsult-case", caseId);

/** Nhận câu hỏi: one doctor has a case, however many reach for it. Again it is the same. Throws Taken, or Refused: licence (no doctor's), gone, too-many. */
export async function claimCase(ctx: Context, { caseId }: CaseInput): Promise<void> {
  const desk = await openDesk(ctx, "answer-teleconsults", "teleconsult");
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; by_name: string | null }>(
      sql`select refusal, by_name from app.claim_teleconsult(${caseId}::uuid)`,
    ),
  );
  if (row?.refusal === "taken") throw new Taken(row.by_name ?? "");
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Trả câu hỏi lại cho cơ sở. */
export async function releaseCase(ctx: Context, { caseId }: CaseInput): Promise<void> {
  const desk = await held(ctx, caseId);
  await desk.actOnApp((tx) => tx.execute(sql`select app.release_teleconsult(${caseId}::uuid)`));
}

/** Đang làm: a sign that the doctor is at it, so that the case is not given to others; longer when they wait for the person. */
export async function keepCase(desk: Desk, caseId: string, waits = false): Promise<void> {
  await desk.actOnApp((tx) => tx.execute(sql`select app.keep_teleconsult(${caseId}::uuid, ${waits})`));
}

async function held(ctx: Context, caseId: string): Promise<Desk> {
  const desk = await deskOfCase(ctx, caseId);
  if (!(await caseForDoctor(desk, caseId))) throw new NotFound();
  return desk;
}

/** Chuyển lên tuyến trên, with a hand-over. Throws NotFound, or Refused: not-asked (the person did not allow it), closed, lower, ended. */
export async function referCase(ctx: Context, { caseId, to, handOver }: ReferInput): Promise<void> {
  const desk = await held(ctx, caseId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.refer_teleconsult(${caseId}::uuid, ${to}, ${handOver}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/** Từ chối trả lời từ xa, with the reason. Throws NotFound, or Refused("ended"). */
export async function refuseCase(ctx: Context, { caseId, because }: RefuseInput): Promise<void> {
  const desk = await held(ctx, caseId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.refuse_teleconsult(${caseId}::uuid, ${because}) as why`,
    ),
  );
  if (row?.why) throw new Refused(row.why);
}

/**
 * Trả lời và ký: what the doctor answers, signed with the book's paper key over its very words. It ends what was shared, and the
 * worker files it. Throws NotFound, or Refused: ended, clock, code (an ICD-10 code that is none).
 */
export async function answerCase(
  ctx: Context,
  input: AnswerInput,
  keys: readonly NumberedKey[] = webEnv().paperKeys,
): Promise<void> {
  const desk = await held(ctx, input.caseId);
  const found = await caseForDoctor(desk, input.caseId);
  if (!found) throw new NotFound();
  const conditions = input.conditions.map((code) => {
    const name = nameOfCondition(code);
    if (name === null) throw new Refused("code");
    return { code, name };
  });
  const medicines = input.medicines.map((line) => {
    const [name = "", ...how] = line.split(":");
    return { name: name.trim(), instructions: how.join(":").trim() };
  });
  const signedAt = new Date();
  const answer = {
    outcome: input.outcome,
    summary: input.summary,
    advice: input.advice,
    warning: input.warning,
    lines: { conditions, medicines, tests: input.tests },
    visitServiceId: input.outcome === "visit" ? (input.visitServiceId ?? null) : null,
    visitWithinDays: input.outcome === "visit" ? (input.visitWithinDays ?? null) : null,
  };
  const signature = signAnswer(keys, {
    code: found.code,
    facilityCode: found.facilityCode,
    doctor: ctx.actor.name,
    signedAt,
    answer,
  });
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(sql`
      select app.answer_teleconsult(${input.caseId}::uuid, ${JSON.stringify(answer)}::text::jsonb, ${signedAt.toISOString()}::timestamptz, ${signature}) as why`),
  );
  if (row?.why) throw new Refused(row.why);
}
