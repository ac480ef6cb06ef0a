import * as z from "zod";

/** Which of my sessions to end. */
export const EndOwnSessionInput = z.object({ sessionId: z.uuid() });
export type EndOwnSessionInput = z.infer<typeof EndOwnSessionInput>;
