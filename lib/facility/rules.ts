/**
 * Cấp chuyên môn: initial, basic, specialised (ban đầu, cơ bản, chuyên sâu), the three levels in force from 01/01/2025
 * (Luật 51/2024/QH15; NĐ 188/2025/NĐ-CP, Điều 19).
 */
export const facilityLevels = ["initial", "basic", "specialised"] as const;
export type FacilityLevel = (typeof facilityLevels)[number];

/** MA_CSKCB: five figures or capital letters (QĐ 4750/QĐ-BYT, XML1). */
export const FACILITY_CODE = /^[0-9A-Z]{5}$/;

/** How a facility's key begins, so that one is recognised wherever it turns up. */
export const KEY_PREFIX = "bskey_";

/** Whether a text can be a key at all; anything else is not even asked about. */
export function isFacilityKey(text: string): boolean {
  return text.startsWith(KEY_PREFIX) && /^[\w-]{43}$/.test(text.slice(KEY_PREFIX.length));
}

/** How many living keys a facility may have, for changing over; the database holds the same limit. */
export const MOST_LIVING_KEYS = 3;

/**
 * How often a sender may call within a minute: a busy reception sends a check-in every few seconds. Wrong keys are counted
 * per address.
 */
export const SENDER_LIMITS = {
  filesPerMinute: 240,
  questionsPerMinute: 600,
  wrongKeysPerMinute: 60,
} as const;

export { type BookingTerms, type Reason, reasons, usualTerms } from "./offer-rules.ts";
