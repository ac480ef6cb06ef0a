import type { Sql } from "postgres";
import type { FileReport } from "./file-report.ts";
import { foreignFacilityIn } from "./foreign-facility.ts";
import { patience } from "./inbox-rules.ts";
import { fileOfBody, type KeptBody } from "./kept-body.ts";
import { receiveClaimFiles } from "./receive-claim-files.ts";

type Waiting = KeptBody & { tries: number };

/** The body whose turn it is. That filing begins is written down first: one that ends its worker is not tried at once again. */
async function takeTurn(inbox: Sql): Promise<Waiting | null> {
  return inbox.begin(async (tx) => {
    const [body] = await tx<Waiting[]>`
      select request_id as "requestId", facility_code as "facilityCode", bytes::int, kind, tries from warehouse.inbox
      where answered_at is null and try_after <= clock_timestamp()
      order by try_after limit 1 for update skip locked`;
    if (!body) return null;
    await tx`
      update warehouse.inbox set tries = tries + 1, try_after = clock_timestamp() + ${patience(body.tries)} * interval '1 second'
      where request_id = ${body.requestId}`;
    return body;
  });
}

async function answerTo(body: KeptBody, inbox: Sql, ingest: Sql, clock: () => Date) {
  const file = fileOfBody(inbox, body);
  const foreignCode = await foreignFacilityIn(file, body.facilityCode);
  if (foreignCode !== null) return { foreignCode, reports: null };
  const reports: FileReport[] = [];
  for await (const report of receiveClaimFiles(ingest, file, { clock })) reports.push(report);
  return { foreignCode: null, reports: JSON.stringify(reports) };
}

/**
 * Nhập tệp tiếp theo của hộp nhận: files one body, writes down its reports and lets its pieces go. False when none waits. The
 * row stays locked while it is filed, by a connection that ends with its worker: of two workers one files, and a body whose
 * worker was killed is filed by the next. `inbox` needs two connections.
 */
export async function fileFromInbox(
  inbox: Sql,
  ingest: Sql,
  clock: () => Date = () => new Date(),
): Promise<boolean> {
  const body = await takeTurn(inbox);
  if (!body) return false;
  const { requestId, facilityCode } = body;
  await inbox.begin(async (tx) => {
    const [still] = await tx`
      select 1 from warehouse.inbox where request_id = ${requestId} and answered_at is null for update skip locked`;
    if (!still) return;
    const { foreignCode, reports } = await answerTo(body, inbox, ingest, clock);
    await tx`
      update warehouse.inbox set answered_at = clock_timestamp(), foreign_code = ${foreignCode?.slice(0, 200) ?? null}, reports = ${reports}
      where request_id = ${requestId}`;
    await tx`delete from warehouse.inbox_chunks where facility_code = ${facilityCode} and request_id = ${requestId}`;
  });
  return true;
}
