import { TIME_ZONE } from "#lib/platform/clock.ts";

const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** A moment as VNPay writes it: 14 digits of Asia/Ho_Chi_Minh, whatever zone this process runs in. */
export function digitsOf(at: Date): string {
  return parts.format(at).replace(/\D/g, "");
}

/** The moment that 14 digits of Asia/Ho_Chi_Minh name; null when they name none. No summer time there since 1975. */
export function momentOf(digits: string | null | undefined): Date | null {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits ?? "");
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  return !Number.isNaN(at.getTime()) && digitsOf(at) === digits ? at : null;
}
