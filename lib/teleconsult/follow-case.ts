import { type SQL, sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { askedBook, chosenParts } from "./ask.ts";
import type {
  AgainInput,
  CancelCaseInput,
  CaseInput,
  JudgeInput,
  ReportInput,
  ShareInput,
} from "./inputs.ts";
import { bookPartsOf, WORDING } from "./rules.ts";

async function act(ctx: Context, call: SQL): Promise<void> {
  const book = await askedBook(ctx);
  const [row] = await book.actOnApp((tx) => tx.execute<{ why: string | null }>(sql`select ${call} as why`));
  if (!row || row.why === "not-found") throw new NotFound();
  if (row.why) throw new Refused(row.why);
}

const partsOf = (input: ShareInput) => `{${bookPartsOf(chosenParts(input)).join()}}`;

/** Rút câu hỏi; what was paid is asked back. Twice is once. Throws NotFound, or Refused("ended"). */
export const cancelCase = (ctx: Context, { caseId, because }: CancelCaseInput): Promise<void> =>
  act(ctx, sql`app.cancel_teleconsult(${caseId}::uuid, ${because})`);

/** Dừng quyền xem: the doctor opens nothing more of the book, from the next page on; the case goes on. */
export const withdrawShare = (ctx: Context, { caseId }: CaseInput): Promise<void> =>
  act(ctx, sql`app.end_teleconsult_share(${caseId}::uuid)`);

/** Cho xem lại, or something else, and whether it may go up. Throws NotFound, or Refused: ended, too-many, choose, both. */
export const changeShare = async (ctx: Context, input: ShareInput): Promise<void> =>
  act(
    ctx,
    sql`app.share_teleconsult(${input.caseId}::uuid, ${partsOf(input)}::text[], ${input.mayRefer}, ${WORDING})`,
  );

/** Hỏi thêm trong 7 ngày, once and free. Throws NotFound, or Refused: ended, trouble, choose, both. */
export const askAgain = async (ctx: Context, input: AgainInput): Promise<void> =>
  act(
    ctx,
    sql`app.ask_teleconsult_again(${input.caseId}::uuid, ${input.words}, ${partsOf(input)}::text[], ${input.mayRefer}, ${WORDING})`,
  );

/** Câu trả lời có giúp được không. */
export const judgeAnswer = (ctx: Context, { caseId, helpful, words }: JudgeInput): Promise<void> =>
  act(ctx, sql`app.judge_teleconsult(${caseId}::uuid, ${helpful}, ${words})`);

/** Phản ánh tới Sở Y tế. The same again is the same. */
export const reportConsultation = (ctx: Context, { caseId, words }: ReportInput): Promise<void> =>
  act(ctx, sql`app.report_teleconsult(${caseId}::uuid, ${words})`);
