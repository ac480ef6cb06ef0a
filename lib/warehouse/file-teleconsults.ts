import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import type { Database } from "#lib/platform/db.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { type ClaimedEncounter, fileEncounters, writeEncounter } from "#lib/record/index.ts";
import { type AnswerToFile, answersToFile, noteAnswerFiled } from "#lib/teleconsult/index.ts";
import { closeFile } from "./close-file.ts";
import { registerFile } from "./file-report.ts";
import { leaveTraces } from "./leave-traces.ts";

/** Khám bệnh, chữa bệnh từ xa, of the list of forms of care (MA_LOAI_KCB). */
const FROM_AFAR = "14";

const unsaid = {
  ...{ patientCategory: null, admittedAt: null, treatmentDays: null, admissionReason: null },
  ...{ provisionalDiagnosis: null, treatment: null, outcome: null, dischargeKind: null },
  ...{ departmentCodes: [], weightKg: null, nextVisitOn: [], referredFrom: null, referredTo: null },
  ...{ totalVnd: null, insuredTotalVnd: null, insurancePaysVnd: null, copaymentVnd: null },
  ...{ selfPayVnd: null, otherSourcesVnd: null, paidAt: null },
};

/** An answer as an encounter tells it. Medicines and tests are suggestions, no orders: they stand in the doctor's words, never as lines. */
export function encounterOf(one: AnswerToFile): ClaimedEncounter {
  const { conditions, medicines, tests } = one.lines;
  // Said in the record's own language, each under what it is: a warning without its heading would read as a finding.
  const said: [string, readonly string[]][] = [
    ["", [one.summary]],
    ["Lời khuyên:", [one.advice]],
    [
      "Thuốc gợi ý, không phải đơn thuốc:",
      medicines.map(({ name, instructions }) => [name, instructions].filter(Boolean).join(": ")),
    ],
    ["Xét nghiệm nên làm:", tests],
    ["Gọi 115 hoặc đi khám ngay nếu:", [one.warning]],
    ["Ký:", [one.staffName]],
  ];
  const doctorNote = said
    .filter(([, lines]) => lines.some(Boolean))
    .map(([heading, lines]) => [heading, ...lines].filter(Boolean).join("\n"))
    .join("\n\n");
  return {
    encounter: {
      ...unsaid,
      facilityCode: one.facilityCode,
      encounterRef: `TV-${one.code}-${one.answerNo}`,
      careKind: FROM_AFAR,
      arrivedAt: one.sentAt,
      endedAt: one.signedAt,
      reason: one.trouble.slice(0, 1000),
      finalDiagnosis: conditions.map(({ name }) => name).join("; ") || null,
      doctorNote,
      format: "teleconsult",
    },
    conditions: conditions.map(({ code }, place) => ({
      line: place + 1,
      role: place === 0 ? "main" : "accompanying",
      code,
    })),
    medicines: [],
    services: [],
    results: [],
    notes: [],
    papers: [],
  };
}

/** Whose book it is now: whoever was merged into another book is that one. */
async function ownerOf(ingest: Sql, citizenId: string): Promise<string> {
  const [row] = await ingest<{ owner: string }[]>`
    select coalesce(m.into_id, ${citizenId}::uuid) as owner from (select 1) one
    left join warehouse.book_merges m on m.citizen_id = ${citizenId}::uuid and m.outcome = 'merged' and m.undone_at is null`;
  return row?.owner ?? citizenId;
}

async function fileOne(ingest: Sql, one: AnswerToFile): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(one));
  const known = { sha256: createHash("sha256").update(bytes).digest(), bytes: bytes.length };
  const { facilityCode } = one;
  const { fileId, receivedAt } = await registerFile(ingest, "Trả lời từ xa", known, facilityCode);
  const citizenId = await ownerOf(ingest, one.citizenId);
  const filing = { citizenId, encounterId: one.encounterId, fileId, madeOn: null, receivedAt };
  const accepted = await ingest.begin(async (tx) => {
    // Two workers never file it at once.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`teleconsult ${one.encounterId}`}, 0))`;
    const [filed] = await tx`
      select 1 from warehouse.encounters where citizen_id = ${citizenId} and encounter_id = ${one.encounterId}`;
    if (filed) return 0;
    const claimRef = `TV-${one.code}-${one.answerNo}`;
    await Promise.all([
      ...fileEncounters(tx, [{ filing, written: writeEncounter(encounterOf(one)) }]),
      ...leaveTraces(tx, [
        { facilityCode, claimRef, citizenId, contentHash: known.sha256, fileId, what: "accepted" },
      ]),
    ]);
    return 1;
  });
  const counts = { accepted, replaced: 0, unchanged: 1 - accepted, quarantined: 0, warnings: 0 };
  const closing = { fileId, facilityCode, format: "teleconsult", broken: null, months: new Map() };
  await closeFile(ingest, { ...closing, ...counts });
}

/**
 * Ghi câu trả lời từ xa vào kho: what doctors answered goes into the books as an encounter of its facility, under the id that the answer
 * has had from the beginning. Safe to run twice and at any time. Answers how many were filed.
 */
export async function fileTeleconsults(app: Database, ingest: Sql): Promise<number> {
  const waiting = await answersToFile(app, 50);
  let filed = 0;
  for (const one of waiting) {
    const done = await fileOne(ingest, one).then(
      () => true,
      (error: unknown) => {
        log("teleconsult.not-filed", { code: one.code, error: summaryOf(error) });
        return false;
      },
    );
    await noteAnswerFiled(app, one, done);
    if (done) filed += 1;
  }
  return filed;
}
