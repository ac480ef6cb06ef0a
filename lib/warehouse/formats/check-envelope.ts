import type { Finding } from "../problems.ts";
import type { FileHeader } from "./envelope.ts";
import { called, found } from "./findings.ts";
import { dayFrom } from "./values.ts";

/** What the envelope says about the whole file; a check-in has none of it. */
export function checkEnvelope(file: FileHeader, count: number, onlyCheckIns: boolean): Finding[] {
  const findings: Finding[] = [];
  if (onlyCheckIns) return findings;
  if (file.declaredCount !== null && Number(file.declaredCount) !== count) {
    const sentence = `Đầu tệp ghi có ${file.declaredCount.slice(0, 20)} hồ sơ (SOLUONGHOSO) nhưng trong tệp có ${count}.`;
    findings.push(found("warning", "count-differs", null, "SOLUONGHOSO", sentence));
  }
  if (dayFrom(file.madeOn ?? "") === null) {
    const sentence = `${called("NGAYLAP")} thiếu hoặc sai; nếu hồ sơ được gửi lại, bản có ngày lập sẽ được dùng.`;
    const level = file.madeOn === null ? "missing" : "malformed";
    findings.push(found("warning", level, null, "NGAYLAP", sentence));
  }
  return findings;
}
