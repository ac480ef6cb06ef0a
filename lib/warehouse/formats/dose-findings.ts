import type { CitizenMatch } from "#lib/identity/index.ts";
import type { Finding } from "../problems.ts";
import type { DoseFieldNames } from "./dose-fields.ts";
import { found } from "./findings.ts";

const fields = { name: "name", birthDate: "born" } as const;
const called = { name: "họ tên", birthDate: "ngày sinh" } as const;

/** Why a dose that reads well is held all the same, for the clerk who sent it. */
export function heldDoseFindings(
  match: Exclude<CitizenMatch, { citizenId: string }>,
  names: DoseFieldNames,
): Finding[] {
  if (match.held === "identity-mismatch")
    return match.fields.map((name) =>
      found(
        "error",
        "identity-mismatch",
        null,
        names[fields[name]],
        `Số định danh này đã có trong sổ với ${called[name]} khác. Mũi tiêm được giữ lại để đối chiếu, chưa ghi vào sổ của ai.`,
      ),
    );
  const why =
    match.candidates > 1
      ? `có ${match.candidates} người cùng thẻ BHYT, họ tên và ngày sinh`
      : "chưa có người nào trong sổ khớp thẻ BHYT, họ tên và ngày sinh";
  const sentence = `Mũi tiêm không có số định danh cá nhân dùng được và ${why}. Mũi tiêm được giữ lại và tự vào sổ khi tìm được đúng người.`;
  return [found("error", "needs-matching", null, names.personalId, sentence)];
}

/** On which field a dose that is filed contradicts what the registry says of its citizen. */
export const differingDoseFindings = (
  differing: readonly (keyof typeof fields)[],
  names: DoseFieldNames,
): Finding[] =>
  differing.map((name) =>
    found(
      "warning",
      "details-differ",
      null,
      names[fields[name]],
      `Số định danh này đã có trong sổ với ${called[name]} khác. Mũi tiêm vẫn vào sổ; thông tin của người tiêm giữ như đã ghi trước đó.`,
    ),
  );
