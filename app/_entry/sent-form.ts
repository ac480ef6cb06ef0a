import type { ZodType } from "zod";
import * as z from "zod";
import { type ActionState, runAction } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import { callerFor } from "./action.ts";
import { MARK } from "./book-mark.ts";
import { bodyOf } from "./sent-json.ts";
import { isOurs } from "./upload.ts";

/** Where a form leads that was taken, or the sentence of what is wrong with it. */
export type Ending = { to: string } | { fault: string };

/** More than any form has that may wait on a phone. */
const MOST_BYTES = 16_000;
const Fields = z.record(z.string(), z.string());

const answer = (status: number, said: Ending) =>
  Response.json(said, { status, headers: { "cache-control": "no-store" } });
const statusOf: Record<string, number> = { "signed-out": 401, "other-book": 409, unavailable: 503 };

/**
 * A citizen's form as a script sends it, that also keeps it on the phone while there is no network: the same verb as the
 * form's action, in the book for which the page was made. 422 alone says that it was read and refused.
 */
export function sentForm<Input, T>(
  input: ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<T>,
  ends: (state: ActionState<T>, form: FormData) => Promise<Ending>,
) {
  return async (request: Request): Promise<Response> => {
    if (!isOurs(request)) return new Response(null, { status: 403 });
    const body = await bodyOf(request, MOST_BYTES);
    const fields = typeof body === "string" ? null : Fields.safeParse(body.value);
    if (!fields?.success) return new Response(null, { status: 400 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields.data)) form.set(name, value);
    const state = await runAction(() => callerFor(form.get(MARK)), input, verb, form);
    if (state.kind === "failed") return answer(503, { fault: "failed" });
    const status = state.kind === "refused" ? statusOf[state.reason] : undefined;
    if (status) return answer(status, { fault: "not-now" });
    const end = await ends(state, form);
    return answer("to" in end ? 200 : 422, end);
  };
}
