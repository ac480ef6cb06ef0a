import * as z from "zod";

/** What a shared file may be for. */
export const sharedWays = ["dose", "question", "correction"] as const;
export type SharedWay = (typeof sharedWays)[number];

/** Giấy này để làm gì. */
export const SharedWayInput = z.object({ way: z.enum(sharedWays) });
/** One file that waits. */
export const SharedFileInput = z.object({ sharedId: z.uuid() });
/** A file that waits, for a case that is being written; kept there under the id that the form brought. */
export const AttachSharedInput = z.object({ caseId: z.uuid(), sharedId: z.uuid(), entryId: z.uuid() });
export type AttachSharedInput = z.infer<typeof AttachSharedInput>;
