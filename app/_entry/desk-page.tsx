import { redirect, unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { facilityNames } from "#lib/facility/index.ts";
import { currentContext } from "#lib/identity/session.ts";
import { SignedOut } from "#lib/platform/errors.ts";
import { worksAt } from "./actor.ts";
import { WrongDesk } from "./desk.tsx";
import type { Desk } from "./desk-places.ts";
import { firstOf, type PageProps, type Params, type Reading, saying } from "./page.tsx";
import { facilityWords } from "./words.ts";

/** What a page of a desk is given: who reads, the address in plain values, and what its frame asks for. */
export type DeskReading = Reading & {
  frame: { desk: Desk; session: Reading["session"]; place: string; path: string };
  facilityName: (code: string) => string;
};

/**
 * A page of a desk, for the roles that work there: others are told which desk is theirs. `path` is its own address, to
 * come back to after signing in. All reading is done in `render` itself, before anything is sent.
 */
export function deskPage(
  desk: Desk,
  path: (params: Params) => string,
  render: (reading: DeskReading) => Promise<ReactNode>,
) {
  return async (props: PageProps): Promise<ReactNode> => {
    const params = await props.params;
    const own = path(params);
    const search = firstOf(await props.searchParams);
    try {
      return await saying(own, async () => {
        const who = await currentContext("staff");
        if (!who) throw new SignedOut();
        const { ctx, session } = who;
        if (!worksAt(desk, session)) return <WrongDesk desk={desk} session={session} />;
        const t = await getTranslations("desk");
        const { facilityName } = await facilityWords(await facilityNames(ctx.app));
        const place =
          session.role === "authority"
            ? t("authorityPlace")
            : session.facilityCode
              ? facilityName(session.facilityCode)
              : t("none");
        const frame = { desk, session, place, path: own };
        return render({ ctx, session, params, search, frame, facilityName });
      });
    } catch (error) {
      unstable_rethrow(error);
      if (!(error instanceof SignedOut)) throw error;
      redirect(`/sign-in/staff?next=${encodeURIComponent(own)}`);
    }
  };
}
