import type { ZodType } from "zod";
import type { Context } from "./context.ts";
import {
  Conflict,
  GatewayUnavailable,
  KnownError,
  NotAllowed,
  NotFound,
  Refused,
  SignedOut,
} from "./errors.ts";
import { log, summaryOf } from "./log.ts";

/** What became of something a person sent. */
export type ActionState<T> =
  | { kind: "idle" }
  | { kind: "invalid"; fields: Record<string, string> }
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reference: string }
  | { kind: "done"; value: T };

function refusalOf(error: KnownError): string {
  if (error instanceof Refused) return error.reason;
  if (error instanceof SignedOut) return "signed-out";
  if (error instanceof NotFound) return "not-found";
  if (error instanceof NotAllowed) return "not-allowed";
  if (error instanceof Conflict) return "conflict";
  if (error instanceof GatewayUnavailable) return "unavailable";
  return "refused";
}

function valuesOf(form: FormData): Record<string, FormDataEntryValue> {
  // Names that begin with $ are React's own.
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith("$")));
}

/**
 * Runs a verb on what a form sent: caller, then every field, then the verb. A known error becomes a state, an unknown
 * one a reference in the log and nothing more on the screen.
 */
export async function runAction<Input, T>(
  caller: () => Promise<Context>,
  input: ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<T>,
  form: FormData,
): Promise<ActionState<T>> {
  const reference = crypto.randomUUID().slice(0, 8);
  try {
    const ctx = await caller();
    const read = input.safeParse(valuesOf(form));
    if (!read.success) {
      const fields = Object.fromEntries(
        read.error.issues.map((issue) => [issue.path.join("."), issue.message]),
      );
      return { kind: "invalid", fields };
    }
    return { kind: "done", value: await verb(ctx, read.data) };
  } catch (error) {
    if (error instanceof KnownError) return { kind: "refused", reason: refusalOf(error) };
    log("action.failed", { reference, error: summaryOf(error) });
    return { kind: "failed", reference };
  }
}
