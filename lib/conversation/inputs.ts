import * as z from "zod";
import { MOST_LETTERS } from "./rules.ts";

/** A line as a form sends it. Line ends are one letter, as a browser counts them. */
export const SayInput = z.object({
  caseId: z.uuid(),
  lineId: z.uuid(),
  said: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim())
    .refine((text) => text.length <= MOST_LETTERS, "too-long")
    // PostgreSQL keeps no NUL in a text.
    .transform((text) => text.replaceAll("\u0000", "")),
});
export type SayInput = z.infer<typeof SayInput>;

/** How far somebody has read. */
export const ReadInput = z.object({ no: z.int().min(1).max(100_000) });

/** PostgreSQL keeps no NUL, in JSON neither. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes("\u0000"));

/** What one browser tells another: a description of a session, or where it can be reached (W3C WebRTC 1.0). */
const SignalBody = z.union([
  z.strictObject({
    description: z.strictObject({
      type: z.enum(["offer", "answer", "rollback", "pranswer"]),
      sdp: words(30_000),
    }),
  }),
  z.strictObject({
    candidate: z
      .strictObject({
        candidate: words(1_000),
        sdpMid: words(100).nullish(),
        sdpMLineIndex: z.int().min(0).max(100).nullish(),
        usernameFragment: words(300).nullish(),
      })
      .nullable(),
  }),
  /** Whether this browser sends a picture now. */
  z.strictObject({ picture: z.enum(["on", "off", "weak"]) }),
]);

/** What a browser in a call sends. */
export const CallInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("join"), seatId: z.uuid() }),
  z.strictObject({ act: z.literal("leave"), seatId: z.uuid() }),
  z.strictObject({
    act: z.literal("signal"),
    seatId: z.uuid(),
    to: z.uuid(),
    no: z.int().min(1).max(100_000),
    body: SignalBody,
  }),
]);
export type CallInput = z.infer<typeof CallInput>;
export type Signal = z.infer<typeof SignalBody>;
