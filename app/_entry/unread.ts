import { cache } from "react";
import { currentContext } from "#lib/identity/session.ts";
import { countUnread } from "#lib/notification/index.ts";

/** How many messages this request's citizen has not read. The tabs stand on pages that say what is broken too: no answer is none. */
export const unreadMessages = cache(async (): Promise<number> => {
  try {
    const who = await currentContext("citizen");
    return who ? await countUnread(who.ctx) : 0;
  } catch {
    return 0;
  }
});
