import * as z from "zod";

/** Which private visit to open or to close again. */
export const PrivateVisitInput = z.object({ encounterId: z.uuid() });
export type PrivateVisitInput = z.infer<typeof PrivateVisitInput>;
