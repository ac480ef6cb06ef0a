import { getTranslations } from "next-intl/server";
import type { ActionState } from "#lib/platform/action.ts";

/** Where a report or a dose leads that was sent: its case, or the one that is open about the same; else why it was not. */
export function endOf(
  state: ActionState<{ caseId: string }>,
): { to: string } | { fault: "too-many" | "failed" } {
  if (state.kind === "done") return { to: `/record/corrections/${state.value.caseId}?done=sent` };
  const reason = state.kind === "refused" ? state.reason : "failed";
  const [, open] = /^open ([0-9a-f-]{36})$/.exec(reason) ?? [];
  if (open) return { to: `/record/corrections/${open}?done=already` };
  return { fault: reason === "too-many" ? "too-many" : "failed" };
}

/** The same, with the sentence of what is wrong. */
export async function saidEndOf(
  state: ActionState<{ caseId: string }>,
): Promise<{ to: string } | { fault: string }> {
  const end = endOf(state);
  return "to" in end ? end : { fault: (await getTranslations("correction.faults"))(end.fault) };
}
