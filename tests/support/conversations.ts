import { randomUUID } from "node:crypto";
import type { Context } from "#lib/platform/context.ts";
import { type Reach, signedIn, staffSignedIn } from "./guarded-books.ts";
import { makeClinic } from "./schedules.ts";

/** Somebody who asks a doctor, the doctor who has the case, and the case. */
export type Consultation = Awaited<ReturnType<typeof consultation>>;

/** A case that a doctor reads, as if it had been asked, paid and claimed: whose conversation and call are tried. */
export async function consultation(reach: Reach, o: { status?: "sent" | "reading" } = {}) {
  const { facilityCode } = await makeClinic(reach);
  const person = await signedIn(reach, { name: "Nguyễn Thị Hoa" });
  const doctor = await staffSignedIn(reach, { facilityCode, name: "BS. Trần Quốc Vinh" });
  const caseId = await openCase(reach, {
    citizenId: person.citizenId,
    facilityCode,
    staffId: doctor.staffId,
    status: o.status ?? "reading",
  });
  return { caseId, facilityCode, person, doctor };
}

type Opened = { citizenId: string; facilityCode: string; staffId: string; status: "sent" | "reading" };

/** A case, written as the desk's verbs leave it. */
export async function openCase(reach: Reach, o: Opened): Promise<string> {
  const caseId = randomUUID();
  const reads = o.status === "reading";
  await reach.appOwner.$client`
    insert into app.teleconsult_cases (citizen_id, case_id, code, citizen_name, asked_by, facility_code, level, way, status, trouble, severity,
      sent_at, promised_at, claimed_by, claimed_by_name, claimed_at, claim_until)
    values (${o.citizenId}, ${caseId}, ${`T${caseId.slice(0, 7)}`}, 'Nguyễn Thị Hoa', ${o.citizenId}, ${o.facilityCode}, 'basic', 'written', ${o.status},
      'Đau bụng sau khi uống thuốc', 'mild', now(), now() + interval '2 hours', ${reads ? o.staffId : null}, ${reads ? "BS. Trần Quốc Vinh" : null},
      ${reads ? new Date().toISOString() : null}, ${reads ? new Date(Date.now() + 60_000).toISOString() : null})`;
  return caseId;
}

/** A line that this person sends now. */
export const lineOf = (caseId: string, said: string, lineId: string = randomUUID()) => ({
  caseId,
  lineId,
  said,
});

/** What became of it: done, or why not. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error) => error.reason ?? error.name ?? String(error),
  );

/** The same person on another phone, or the same doctor at another computer. */
export type Speaker = { ctx: Context };
