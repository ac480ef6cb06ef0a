import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ZodType } from "zod";
import { type ActionState, runAction } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import { currentCitizen, currentStaff } from "./actor.ts";
import type { Desk } from "./desk-places.ts";

type Verb<Input, T> = (ctx: Context, input: Input) => Promise<T>;
/** Where a form leads. What was typed comes along, so that a page that refuses can give it back. */
type Ends<T> = (state: ActionState<T>, form: FormData) => void | Promise<void>;

async function act<Input, T>(
  caller: () => Promise<Context>,
  signIn: Route,
  [input, verb, ends]: [ZodType<Input>, Verb<Input, T>, Ends<T>],
  form: FormData,
): Promise<void> {
  const state = await runAction(caller, input, verb, form);
  if (state.kind === "refused" && state.reason === "signed-out") redirect(signIn);
  await ends(state, form);
}

/** A citizen's form: works without scripts, and ends by leading somewhere. */
export function citizenAction<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>, ends: Ends<T>) {
  const caller = async () => (await currentCitizen()).ctx;
  return (form: FormData) => act(caller, "/sign-in?error=ended", [input, verb, ends], form);
}

function deskAction<Input, T>(desk: Desk, ...what: [ZodType<Input>, Verb<Input, T>, Ends<T>]) {
  const caller = async () => (await currentStaff(desk)).ctx;
  return (form: FormData) => act(caller, `/sign-in/staff?error=ended&next=%2F${desk}`, what, form);
}

/** A form of a facility's or a commune station's desk; staff of the other desk are refused as `not-allowed`. */
export function clinicAction<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>, ends: Ends<T>) {
  return deskAction("clinic", input, verb, ends);
}

/** A form of the health authority's desk; staff of the other desk are refused as `not-allowed`. */
export function authorityAction<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>, ends: Ends<T>) {
  return deskAction("authority", input, verb, ends);
}

/**
 * As authorityAction, for a form whose answer is shown in place and may stand in no address: a key that is shown once.
 * Works without scripts by `useActionState`.
 */
export function authorityAnswer<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>) {
  return async (_before: unknown, form: FormData): Promise<ActionState<T>> => {
    const state = await runAction(async () => (await currentStaff("authority")).ctx, input, verb, form);
    if (state.kind === "refused" && state.reason === "signed-out")
      redirect("/sign-in/staff?error=ended&next=%2Fauthority");
    return state;
  };
}
