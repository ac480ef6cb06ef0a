import { randomUUID } from "node:crypto";
import { chooseReason, sayWhatItShouldBe, sendReport } from "#lib/correction/index.ts";
import { type TargetRef, targetKey } from "#lib/correction/rules.ts";
import { fileVisit, type Reach, type signedIn } from "./guarded-books.ts";

export type Person = Awaited<ReturnType<typeof signedIn>>;

/** A visit at 51000 with two diagnoses and one medicine in somebody's book; private for the reasons given. */
export async function visitWithLines(
  reach: Reach,
  { citizenId }: Person,
  privateBecause: string[] = [],
): Promise<string> {
  const id = await fileVisit(reach, citizenId, { privateBecause });
  const hidden = privateBecause.length > 0;
  await reach.ingest.$client`
    insert into warehouse.conditions (citizen_id, encounter_id, line, private, role, code)
    values (${citizenId}, ${id}, 1, ${hidden}, 'main', 'A15.0'), (${citizenId}, ${id}, 2, ${hidden}, 'accompanying', 'I10')`;
  await reach.ingest.$client`
    insert into warehouse.medicines (citizen_id, encounter_id, line, private, name, strength, dose_text, quantity, unit)
    values (${citizenId}, ${id}, 7, ${hidden}, 'Amlodipin (MẪU)', '5mg', 'Sáng 1 viên', 30, 'Viên')`;
  return id;
}

/** Reports one line as its owner does, without a photo; answers the case. */
export async function report(
  { ctx }: Person,
  ref: TargetRef,
  o: { reason?: string; wanted?: string; caseId?: string } = {},
): Promise<string> {
  const caseId = o.caseId ?? randomUUID();
  await chooseReason(ctx, { caseId, of: targetKey(ref), reason: o.reason ?? "other" });
  await sayWhatItShouldBe(ctx, { caseId, wanted: o.wanted ?? "Viêm phế quản", unknown: undefined });
  await sendReport(ctx, { caseId });
  return caseId;
}

/** The first diagnosis of a visit. */
export const firstCondition = (encounterId: string): TargetRef => ({
  kind: "condition",
  encounterId,
  line: "1",
});
