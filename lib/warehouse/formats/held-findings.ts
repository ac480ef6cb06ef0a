import type { CitizenMatch } from "#lib/identity/index.ts";
import type { Finding } from "../problems.ts";
import { called, found } from "./findings.ts";

const fields = { name: "HO_TEN", birthDate: "NGAY_SINH" } as const;

/** Why a dossier that reads well is held all the same, for the clerk who sent it. */
export function heldFindings(
  match: Exclude<CitizenMatch, { citizenId: string }>,
  checkIn: boolean,
): Finding[] {
  const part = checkIn ? "XML0" : "XML1";
  if (match.held === "identity-mismatch") {
    return match.fields.map((name) => {
      const field = fields[name];
      const sentence = `Số định danh này đã có trong sổ với ${called(field)} khác. Hồ sơ được giữ lại để đối chiếu, chưa ghi vào sổ của ai.`;
      return found("error", "identity-mismatch", part, field, sentence);
    });
  }
  const why =
    match.candidates > 1
      ? `có ${match.candidates} người cùng thẻ BHYT, họ tên và ngày sinh`
      : "chưa có người nào trong sổ khớp thẻ BHYT, họ tên và ngày sinh";
  const sentence = `Hồ sơ không có số định danh cá nhân dùng được và ${why}. Hồ sơ được giữ lại và tự vào sổ khi tìm được đúng người.`;
  return [found("error", "needs-matching", part, "SO_CCCD", sentence)];
}

/** On which field a dossier that is filed contradicts what the registry says of its citizen. */
export function differingFindings(differing: readonly (keyof typeof fields)[], checkIn: boolean): Finding[] {
  return differing.map((name) => {
    const field = fields[name];
    const sentence = `Số định danh này đã có trong sổ với ${called(field)} khác. Hồ sơ vẫn vào sổ; thông tin của người bệnh giữ như đã ghi trước đó.`;
    return found("warning", "details-differ", checkIn ? "XML0" : "XML1", field, sentence);
  });
}

/** Parts without their summary, and no claim that they could belong to. */
export function awaitsClaimFinding(parts: string[]): Finding {
  const sentence = `Hồ sơ chỉ có ${parts.join(", ")} mà chưa có bảng tổng hợp (XML1) nào của lượt khám này. Hồ sơ được giữ lại và tự vào sổ khi bảng tổng hợp đến.`;
  return found("error", "no-summary", "XML1", null, sentence);
}

/** The database refused what the checks let through. */
export function storageFinding(reason: string): Finding {
  return found(
    "error",
    "cannot-be-stored",
    null,
    null,
    `Hồ sơ có giá trị mà kho dữ liệu không nhận (${reason}).`,
  );
}
