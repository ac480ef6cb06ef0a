import * as z from "zod";
import type { Cursor } from "#lib/record/index.ts";

/** `milliseconds_id` of an address: after which visit a page begins; nothing for anything else. */
export function cursorOf(text: string | undefined): Cursor | undefined {
  const [, at = "", encounterId = ""] = /^(-?\d{1,14})_([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  if (!z.uuid().safeParse(encounterId).success) return undefined;
  return { arrivedAt: new Date(Number(at)), encounterId };
}

/** The cursor of a visit, as an address has it. */
export const cursorText = ({ arrivedAt, encounterId }: Cursor) => `${arrivedAt.getTime()}_${encounterId}`;

/** A number of a page in an address, from 1. */
export function pageNumber(text: string | undefined): number {
  return Math.min(Math.max(Number.parseInt(text ?? "1", 10) || 1, 1), 500);
}
