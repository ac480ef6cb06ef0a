import { dayOf } from "#lib/platform/clock.ts";
import type { Finding } from "../problems.ts";
import type { FileHeader } from "./envelope.ts";
import { called, found } from "./findings.ts";
import { dayFrom } from "./values.ts";

/** Clocks differ a little, and a day has just begun somewhere. */
const A_DAY = 24 * 60 * 60 * 1000;

/** NGAYLAP as `YYYY-MM-DD`; null when it is none, or lies ahead: no later version could ever take its place. */
export function madeOnFrom(text: string | null, now: Date): string | null {
  const day = dayFrom(text ?? "");
  return day !== null && day <= dayOf(new Date(now.getTime() + A_DAY)) ? day : null;
}

/** What the envelope says about the whole file; a check-in has none of it. */
export function checkEnvelope(file: FileHeader, count: number, onlyCheckIns: boolean, now: Date): Finding[] {
  const findings: Finding[] = [];
  if (onlyCheckIns) return findings;
  if (file.declaredCount !== null && Number(file.declaredCount) !== count) {
    const sentence = `Đầu tệp ghi có ${file.declaredCount.slice(0, 20)} hồ sơ (SOLUONGHOSO) nhưng trong tệp có ${count}.`;
    findings.push(found("warning", "count-differs", null, "SOLUONGHOSO", sentence));
  }
  if (madeOnFrom(file.madeOn, now) === null) {
    const sentence = `${called("NGAYLAP")} thiếu, sai hoặc ở tương lai; nếu hồ sơ được gửi lại, bản có ngày lập sẽ được dùng.`;
    const level = file.madeOn === null ? "missing" : "malformed";
    findings.push(found("warning", level, null, "NGAYLAP", sentence));
  }
  return findings;
}
