import * as z from "zod";
import { callOutcomes } from "./rules.ts";

const minute = z.coerce.number().int().min(0).max(1439);

/** Up to which message all are read: the latest that the page showed. */
export const ReadAllInput = z.object({ upTo: z.coerce.number().int().positive() });
export type ReadAllInput = z.infer<typeof ReadAllInput>;

/** The groups about which SMS are wanted, as ticked boxes: `sms-<group>`. */
export const SilenceInput = z.record(z.string().max(60), z.string().max(100));
export type SilenceInput = z.infer<typeof SilenceInput>;

/** The quiet hours in minutes of the day, or none. */
export const QuietHoursInput = z.object({ quiet: z.enum(["on", "off"]), from: minute, to: minute });
export type QuietHoursInput = z.infer<typeof QuietHoursInput>;

/** A number as it was typed. */
export const PhoneInput = z.object({ number: z.string().max(40).default("") });
export type PhoneInput = z.infer<typeof PhoneInput>;

/** The code that an SMS brought, as it was typed. */
export const CodeInput = z.object({ code: z.string().max(40).default("") });
export type CodeInput = z.infer<typeof CodeInput>;

/** What `pushManager.subscribe` answered in a browser: without scripts nothing. */
export const KeepPushInput = z.object({
  endpoint: z.string().max(1000),
  /** 65 and 16 bytes in base64url. */
  p256dh: z.string().regex(/^[\w-]{87}$/),
  auth: z.string().regex(/^[\w-]{22}$/),
});
export type KeepPushInput = z.infer<typeof KeepPushInput>;

/** Which browser is told nothing any more. */
export const DropPushInput = z.object({ subscriptionId: z.uuid() });
export type DropPushInput = z.infer<typeof DropPushInput>;

/** Nothing but the press of a button. */
export const NoInput = z.object({});
export type NoInput = z.infer<typeof NoInput>;

/** Which line of a call list. */
export const CallInput = z.object({ callId: z.uuid() });
export type CallInput = z.infer<typeof CallInput>;

/** What came of a call; without a choice it is asked for again. */
export const CloseCallInput = z.object({ callId: z.uuid(), outcome: z.enum(callOutcomes).optional() });
export type CloseCallInput = z.infer<typeof CloseCallInput>;
