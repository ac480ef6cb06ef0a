import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import {
  answerCase,
  findCase,
  listReactions,
  listReactionsAtDesk,
  remindOfCases,
  reportReaction,
  takeCase,
} from "#lib/correction/index.ts";
import { ReactionInput } from "#lib/correction/inputs.ts";
import { daysAfter } from "#lib/correction/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { connect } from "#lib/platform/db.ts";
import { NotAllowed, NotFound, Refused } from "#lib/platform/errors.ts";
import { urlOf } from "#tests/support/database.ts";
import { fileDose, reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 1 });
let clerk: Context;

beforeAll(async () => {
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name, level) values ('51085', 'Trạm Y tế thử', 'initial') on conflict do nothing`;
  clerk = (await staffSignedIn(reach, { name: "YS. Dặn", facilityCode: "51085", role: "station" })).ctx;
});
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

type Person = Awaited<ReturnType<typeof signedIn>>;
const input = (doseId: string, o: Record<string, string> = {}) =>
  ReactionInput.parse({ caseId: randomUUID(), doseId, began: "day", "sign-fever": "yes", ...o });
const bookOf = ({ ctx, citizenId }: Person) => openBook(ctx, citizenId, "own-reading", "corrections");
const listed = async (ctx: Context) =>
  listReactionsAtDesk(await openDesk(ctx, "answer-corrections", "corrections"), 200);

test("a reaction goes to the station that gave the dose, is answered with advice, and stands at the dose with its times", async () => {
  const who = await signedIn(reach);
  const doseId = await fileDose(reach, who.citizenId);
  const sent = input(doseId, { words: "Sốt 38 độ từ tối qua." });
  expect(await reportReaction(who.ctx, sent)).toEqual({ caseId: sent.caseId, danger: false });
  await reportReaction(who.ctx, sent);
  const { caseId } = sent;
  await expect(reportReaction(who.ctx, input(doseId))).rejects.toEqual(new Refused(`open ${caseId}`));
  const { today } = who.ctx;
  expect((await findCase(await bookOf(who), caseId))?.state).toMatchObject({
    ...{ kind: "reaction", facilityCode: "51085", reason: "other-signs", wanted: "Sốt 38 độ từ tối qua." },
    ...{
      replyDueOn: today,
      mendDueOn: daysAfter(today, 1),
      stood: { fields: { signs: "fever", began: "day" } },
    },
  });
  expect(await listed(clerk)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ caseId, danger: false, answeredAt: null, givenOn: "2026-11-02" }),
    ]),
  );
  const elsewhere = (await staffSignedIn(reach, { facilityCode: "51099", role: "station" })).ctx;
  expect((await listed(elsewhere)).map((line) => line.caseId)).not.toContain(caseId);
  await expect(takeCase(elsewhere, { caseId, over: undefined })).rejects.toBeInstanceOf(NotAllowed);
  await takeCase(clerk, { caseId, over: undefined });
  await answerCase(clerk, {
    caseId,
    choice: "mended",
    text: "Cho bú nhiều, đo nhiệt độ.",
    mendedTo: "Đã dặn dò",
  });
  const [reaction] = await listReactions(await bookOf(who), [doseId]);
  expect(reaction).toMatchObject({ caseId, answerText: "Cho bú nhiều, đo nhiệt độ." });
  const line = (await listed(clerk)).find((one) => one.caseId === caseId);
  expect(line?.answeredAt?.getTime()).toBeGreaterThan(line?.sentAt.getTime() ?? 0);
});

test("danger signs come first, and what nobody takes up by the next day is the authority's", async () => {
  const [mild, danger] = [await signedIn(reach), await signedIn(reach)];
  const cases: Awaited<ReturnType<typeof reportReaction>>[] = [];
  for (const [who, more] of [
    [danger, { "sign-convulsion": "yes" }],
    [mild, {}],
  ] as const)
    cases.push(await reportReaction(who.ctx, input(await fileDose(reach, who.citizenId), more)));
  expect(cases.map((one) => one.danger)).toEqual([true, false]);
  const order = (await listed(clerk)).filter(({ caseId }) => cases.some((one) => one.caseId === caseId));
  expect(order.map((line) => line.danger)).toEqual([true, false]);
  const [row] = await reach.appOwner.$client<{ before: boolean }[]>`
    select escalated_at is not null as before from app.corrections where case_id = ${cases[0]?.caseId ?? ""}`;
  expect(row?.before).toBe(false);
  await reach.appOwner.$client`
    update app.corrections set sent_at = sent_at - interval '3 days', reply_due_on = reply_due_on - 3, mend_due_on = mend_due_on - 3
    where case_id = ${cases[0]?.caseId ?? ""}`;
  await remindOfCases(worker, new Date());
  const [after] = await reach.appOwner.$client<{ escalated: boolean }[]>`
    select escalated_at is not null as escalated from app.corrections where case_id = ${cases[0]?.caseId ?? ""}`;
  expect(after?.escalated).toBe(true);
});

test("nothing without a sign, nor of somebody else's dose", async () => {
  const [who, stranger] = [await signedIn(reach), await signedIn(reach)];
  const doseId = await fileDose(reach, who.citizenId);
  const none = ReactionInput.parse({ caseId: randomUUID(), doseId });
  await expect(reportReaction(who.ctx, none)).rejects.toEqual(new Refused("signs"));
  const other = ReactionInput.parse({ caseId: randomUUID(), doseId, "sign-other": "yes" });
  await expect(reportReaction(who.ctx, other)).rejects.toEqual(new Refused("signs"));
  await expect(reportReaction(stranger.ctx, input(doseId))).rejects.toBeInstanceOf(NotFound);
  expect(await listReactions(await bookOf(stranger), [doseId])).toEqual([]);
});
