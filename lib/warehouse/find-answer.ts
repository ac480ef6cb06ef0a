import { setTimeout as sleep } from "node:timers/promises";
import type { Sender } from "#lib/facility/index.ts";
import type { Database } from "#lib/platform/db.ts";
import type { FileReport } from "./file-report.ts";

/** What became of a body: it waits, it is filed, or it names another facility and nothing of it was filed. */
export type Answer =
  | { kind: "waiting" }
  | { kind: "filed"; files: FileReport[] }
  | { kind: "foreign"; facilityCode: string };

/** Kết quả nhập một tệp đã gửi; null when this facility never sent it. */
export async function findAnswer(
  warehouse: Database,
  sender: Sender,
  requestId: string,
): Promise<Answer | null> {
  const [row] = await warehouse.$client<{ foreign_code: string | null; reports: string | null }[]>`
    select foreign_code, reports from warehouse.find_answer(${await sender.grant()}, ${requestId}::uuid)`;
  if (!row) return null;
  if (row.foreign_code) return { kind: "foreign", facilityCode: row.foreign_code };
  return row.reports ? { kind: "filed", files: JSON.parse(row.reports) } : { kind: "waiting" };
}

const FIRST_LOOK_MS = 60;
const LAST_LOOK_MS = 500;

/** The same, waited for; it may still be waiting after `ms`. */
export async function awaitAnswer(
  warehouse: Database,
  sender: Sender,
  requestId: string,
  ms: number,
): Promise<Answer> {
  const until = Date.now() + ms;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LAST_LOOK_MS, pause * 1.3)) {
    const answer = await findAnswer(warehouse, sender, requestId);
    if (answer && answer.kind !== "waiting") return answer;
    if (Date.now() + pause > until) return { kind: "waiting" };
    await sleep(pause);
  }
}
