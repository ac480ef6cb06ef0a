import * as z from "zod";

/**
 * What we ask and what we are told, verbatim. The real names come with a network's contract; these are the simulator's,
 * kept in this one file so that the real ones are a change of one file.
 */
export type SmsRequest = { to: string; text: string };

/** The header by which the same SMS sent again is known again. */
export const KEY_HEADER = "Idempotency-Key";

/** What the network answers. `duplicate` says that the same key was taken before: it was sent once. */
export const SmsReply = z.object({
  id: z.string().max(100).optional(),
  status: z.enum(["accepted", "duplicate", "rejected"]),
  reason: z.string().max(200).optional(),
});
