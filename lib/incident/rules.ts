/** Within how many hours of knowing a breach is reported: Law 91/2025/QH15, article 23, as read in a handbook; its own text, conditions and form were not at hand. */
export const REPORT_WITHIN_HOURS = 72;

/** Whose openings an incident concerns. */
export const scopes = ["facility", "staff", "everybody"] as const;
export type Scope = (typeof scopes)[number];

const HOUR = 3_600_000;

/** How the clock of the law stands at a moment: reported in time or late, hours left, or hours over. */
export function clockOf(
  o: { knownAt: Date; reportedAt: Date | null },
  now: Date,
): { standing: "reported" | "reported-late" | "running" | "over"; hours: number; dueAt: Date } {
  const dueAt = new Date(o.knownAt.getTime() + REPORT_WITHIN_HOURS * HOUR);
  const at = o.reportedAt ?? now;
  const hours = Math.floor(Math.abs(dueAt.getTime() - at.getTime()) / HOUR);
  const late = at > dueAt;
  return {
    standing: o.reportedAt ? (late ? "reported-late" : "reported") : late ? "over" : "running",
    hours,
    dueAt,
  };
}

/** A moment of a form, 2026-11-27T08:30 in Bình Sơn; null for anything else. */
export function momentOf(typed: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(typed)) return null;
  const at = new Date(`${typed}${typed.length === 16 ? ":00" : ""}+07:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** One cell of a table for spreadsheets (RFC 4180); what a spreadsheet would run as a formula is made plain text. */
export function cell(value: string): string {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
