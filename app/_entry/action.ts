import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ZodType } from "zod";
import { type ActionState, runAction } from "#lib/platform/action.ts";
import { type Context, ownBookOf } from "#lib/platform/context.ts";
import { NotAllowed, Refused } from "#lib/platform/errors.ts";
import { currentCitizen, currentStaff } from "./actor.ts";
import { MARK, markOf } from "./book-mark.ts";
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
  if (state.kind === "refused" && state.reason === "other-book") redirect("/family/other-book");
  await ends(state, form);
}

/** Who writes, with the book in hand for which the form was made: a form that names no book was made for one's own. */
export async function callerFor(madeFor: FormDataEntryValue | null): Promise<Context> {
  const { ctx, session } = await currentCitizen();
  if (madeFor === null ? session.book !== null : madeFor !== markOf(ctx)) throw new Refused("other-book");
  return ctx;
}

/**
 * A citizen's form: works without scripts, and ends by leading somewhere. It writes in the book in hand, and only where it
 * was made for that book: two tabs with two books never mix. A form that names no book was made for one's own.
 */
export function citizenAction<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>, ends: Ends<T>) {
  return (first: FormData | string, second?: FormData) => {
    const form = first instanceof FormData ? first : (second ?? new FormData());
    const madeFor = typeof first === "string" ? first : form.get(MARK);
    return act(() => callerFor(madeFor), "/sign-in?error=ended", [input, verb, ends], form);
  };
}

/** A citizen's form about themselves, whatever book is in hand: their devices, which book they take. */
export function selfAction<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>, ends: Ends<T>) {
  const caller = async () => {
    const { ctx, session } = await currentCitizen();
    // A helper acts in one book only, and never for themselves there.
    if (session.book?.role === "helper") throw new NotAllowed();
    return { ...ctx, inHand: ownBookOf(ctx.actor) };
  };
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

/** The answer of a form that is shown in place and may stand in no address: a key or a card that is shown once. */
async function answered<Input, T>(
  caller: () => Promise<Context>,
  signIn: Route,
  [input, verb]: [ZodType<Input>, Verb<Input, T>],
  form: FormData,
): Promise<ActionState<T>> {
  const state = await runAction(caller, input, verb, form);
  if (state.kind === "refused" && state.reason === "signed-out") redirect(signIn);
  if (state.kind === "refused" && state.reason === "other-book") redirect("/family/other-book");
  return state;
}

/** As citizenAction, for a form whose answer is shown in place. Works without scripts by `useActionState`. */
export function citizenAnswer<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>) {
  return (_before: unknown, form: FormData): Promise<ActionState<T>> =>
    answered(() => callerFor(form.get(MARK)), "/sign-in?error=ended", [input, verb], form);
}

/** As clinicAction, for a form whose answer is shown in place. */
export function clinicAnswer<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>) {
  return (_before: unknown, form: FormData): Promise<ActionState<T>> =>
    answered(
      async () => (await currentStaff("clinic")).ctx,
      "/sign-in/staff?error=ended&next=%2Fclinic",
      [input, verb],
      form,
    );
}

/**
 * As authorityAction, for a form whose answer is shown in place and may stand in no address: a key that is shown once.
 * Works without scripts by `useActionState`.
 */
export function authorityAnswer<Input, T>(input: ZodType<Input>, verb: Verb<Input, T>) {
  return (_before: unknown, form: FormData): Promise<ActionState<T>> =>
    answered(
      async () => (await currentStaff("authority")).ctx,
      "/sign-in/staff?error=ended&next=%2Fauthority",
      [input, verb],
      form,
    );
}
