import { redirect } from "next/navigation";
import type { ZodType } from "zod";
import { type ActionState, runAction } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import { currentCitizen } from "./actor.ts";

type Ends<T> = (state: ActionState<T>) => void | Promise<void>;

/** A citizen's form: works without scripts, and ends by leading somewhere. */
export function citizenAction<Input, T>(
  input: ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<T>,
  ends: Ends<T>,
): (form: FormData) => Promise<void> {
  return async (form) => {
    const state = await runAction(async () => (await currentCitizen()).ctx, input, verb, form);
    if (state.kind === "refused" && state.reason === "signed-out") redirect("/sign-in?error=ended");
    await ends(state);
  };
}
