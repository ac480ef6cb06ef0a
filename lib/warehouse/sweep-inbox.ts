import type { Sql } from "postgres";
import { UNFINISHED_FOR } from "./inbox-rules.ts";

/** Dọn hộp nhận: lets go of pieces whose body never came whole. Answers how many. */
export async function sweepInbox(inbox: Sql): Promise<number> {
  const swept = await inbox`
    delete from warehouse.inbox_chunks c
    where at < clock_timestamp() - ${UNFINISHED_FOR}::interval
      and not exists (select from warehouse.inbox i where i.request_id = c.request_id)`;
  return swept.count;
}
