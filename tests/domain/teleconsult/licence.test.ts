import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openBook, openDesk } from "#lib/consent/index.ts";
import { hear, joinCall, say } from "#lib/conversation/index.ts";
import {
  answerCase,
  caseForDoctor,
  claimCase,
  deskOfCase,
  listCasesAtDesk,
  mayAnswer,
  referCase,
} from "#lib/teleconsult/index.ts";
import { AnswerInput } from "#lib/teleconsult/inputs.ts";
import { lineOf, refusal } from "#tests/support/conversations.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { ask, makeAnswering } from "#tests/support/teleconsult.ts";

const reach = reachOf();
afterAll(() => reach.close());

const inbox = ({ ctx }: Awaited<ReturnType<typeof staffSignedIn>>) =>
  openDesk(ctx, "answer-teleconsults", "teleconsult");

test("who has no licence of a doctor reads what waits, and takes none of it", async () => {
  const { facilityCode } = await makeAnswering(reach);
  const { caseId } = await ask((await signedIn(reach)).ctx, { facilityCode });
  const refused = await Promise.all(
    [
      { profession: "nurse" as const },
      { profession: "doctor" as const, licence: null },
      { profession: "doctor" as const, licence: "–" },
      { profession: null, licence: "000002/TEST" },
      { profession: "assistant-doctor" as const },
    ].map((one) => staffSignedIn(reach, { facilityCode, ...one })),
  );
  for (const one of refused) {
    const desk = await inbox(one);
    expect((await listCasesAtDesk(desk)).map((waits) => waits.caseId)).toEqual([caseId]);
    expect(await mayAnswer(desk)).toBe(false);
    expect(await refusal(claimCase(one.ctx, { caseId }))).toBe("licence");
  }
  const steps = await reach.appOwner.$client`
    select from app.teleconsult_steps where case_id = ${caseId} and what = 'claimed'`;
  expect(steps).toHaveLength(0);
});

test("an assistant doctor takes it at a station", async () => {
  const { facilityCode } = await makeAnswering(reach);
  const { caseId } = await ask((await signedIn(reach)).ctx, { facilityCode });
  const one = await staffSignedIn(reach, { facilityCode, role: "station", profession: "assistant-doctor" });
  expect(await mayAnswer(await inbox(one))).toBe(true);
  await claimCase(one.ctx, { caseId });
  expect(await caseForDoctor(await deskOfCase(one.ctx, caseId), caseId)).toMatchObject({ status: "reading" });
});

test("a licence that ends in mid-case closes the case, the book, the conversation and the call at once", async () => {
  const { facilityCode } = await makeAnswering(reach);
  const who = await signedIn(reach);
  const { caseId } = await ask(who.ctx, { facilityCode });
  const doctor = await staffSignedIn(reach, { facilityCode });
  await claimCase(doctor.ctx, { caseId });
  await say(doctor.ctx, lineOf(caseId, "Chào bác"));
  await openBook(doctor.ctx, who.citizenId, "teleconsult", "medicines");
  await reach.appOwner
    .$client`update app.staff set practice_licence = null where staff_id = ${doctor.staffId}`;
  const answer = AnswerInput.parse({
    ...{ caseId, outcome: "advice", summary: "Khó tiêu.", advice: "Ăn ít một.", warning: "", conditions: "" },
    ...{ medicines: "", tests: "", visitServiceId: "", visitWithinDays: "" },
  });
  expect(await caseForDoctor(await deskOfCase(doctor.ctx, caseId), caseId)).toBeNull();
  const all = await Promise.all(
    [
      answerCase(doctor.ctx, answer, []),
      referCase(doctor.ctx, { caseId, to: "51000", handOver: "Nhờ xem giúp" }),
      hear(doctor.ctx, caseId, "latest"),
      say(doctor.ctx, lineOf(caseId, "Còn đau không?")),
      joinCall(doctor.ctx, { caseId, seatId: randomUUID() }, null),
    ].map(refusal),
  );
  expect(new Set(all)).toEqual(new Set(["NotFound"]));
  expect(await refusal(openBook(doctor.ctx, who.citizenId, "teleconsult", "medicines"))).toBe("NotFound");
});
