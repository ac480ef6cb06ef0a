import type { Route } from "next";
import { redirect, unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import type { Session } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { broughtSession } from "#lib/identity/session.ts";
import { type Context, ownBookOf } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, SignedOut } from "#lib/platform/errors.ts";
import { inTime } from "#lib/platform/in-time.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentCitizen } from "./actor.ts";
import { insteadOf, type PageOf } from "./book-in-hand.tsx";
import { TooMany, Trouble } from "./trouble.tsx";

/** The values of an address; what it does not name is undefined. */
export type Params = Record<string, string | undefined>;
type Search = Record<string, string | string[] | undefined>;
/** What Next gives a page. */
export type PageProps = { params: Promise<Params>; searchParams: Promise<Search> };
/** What a page of ours is given: who reads, and the address in plain values. */
export type Reading = { ctx: Context; session: Session; params: Params; search: Params };
/** The same, and the name of the person whose book the page shows. */
export type BookReading = Reading & { ownerName: string };

/** Of what an address names twice, the first. */
export const firstOf = (search: Search): Params =>
  Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );

/**
 * No page stands there, so that it answers 404 with words. Where a page finds out by itself that it is not there, Next sends
 * an empty one, which only scripts fill: a reader without them would see nothing.
 */
const NOWHERE = "/not-found" as Route;

/** Renders a page, and says in words what went wrong if it cannot, or not in time: also to a reader without scripts. */
export async function saying(path: string, render: () => Promise<ReactNode>): Promise<ReactNode> {
  try {
    return await inTime(render());
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof NotFound) redirect(NOWHERE);
    if (error instanceof NotAllowed) return <TooMany />;
    if (error instanceof SignedOut) throw error;
    const reference = crypto.randomUUID().slice(0, 8);
    log("page.failed", { reference, path, error: summaryOf(error) });
    return <Trouble path={path} reference={reference} />;
  }
}

/**
 * A page of a citizen's book. `path` is its own address, to come back to after signing in. All reading is done in
 * `render` itself, before anything is sent. `of` says for whose book it works: unless it says otherwise, the reader's own
 * alone. A page that works for others opens the book in hand (`openBookInHand`) and puts `BookField` into its forms.
 */
export function citizenPage(
  path: (params: Params) => string,
  render: (reading: BookReading) => Promise<ReactNode>,
  of: PageOf = "own",
) {
  return async (props: PageProps): Promise<ReactNode> => {
    const params = await props.params;
    const own = path(params);
    try {
      return await saying(own, async () => {
        const { ctx, session } = await currentCitizen();
        const instead = await insteadOf(session, of, own);
        if (instead) return instead;
        const ownerName = displayName((of !== "self" && session.book?.name) || session.name);
        const given = of === "self" ? { ...ctx, inHand: ownBookOf(ctx.actor) } : ctx;
        return render({ ctx: given, session, params, search: firstOf(await props.searchParams), ownerName });
      });
    } catch (error) {
      unstable_rethrow(error);
      if (!(error instanceof SignedOut)) throw error;
      const next = `next=${encodeURIComponent(own)}`;
      redirect((await broughtSession("citizen")) ? `/sign-in?error=ended&${next}` : `/sign-in?${next}`);
    }
  };
}
