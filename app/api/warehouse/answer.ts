import type { Answer } from "#lib/warehouse/index.ts";
import { refuse, reply } from "../../_entry/sender.ts";

/** What became of a body, as its sender is told. */
export function replyTo(requestId: string, answer: Answer): Response {
  if (answer.kind === "waiting") return reply(202, { requestId });
  if (answer.kind === "filed") return reply(200, { requestId, files: answer.files });
  return refuse("other-facility", { requestId, facility: answer.facilityCode });
}
