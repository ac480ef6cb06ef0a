import { differences, isUsablePersonalId } from "#lib/identity/index.ts";
import type { Finding } from "../problems.ts";
import { isSingle, type Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { type Row, sent } from "./rows.ts";
import { birthDateFrom, listFrom } from "./values.ts";

/** What a paper repeats of the summary must be the same there (remarks of the portal's check list for QĐ 4750). */
const repeated: Record<string, string[]> = {
  XML6: ["GIOI_TINH", "MATINH_CU_TRU", "MAXA_CU_TRU", "MA_CSKCB"],
  XML13: [
    ...["MA_CSKCB", "GIOI_TINH", "MA_QUOCTICH", "MA_DANTOC", "MA_NGHE_NGHIEP", "MA_THE_BHYT", "GT_THE_DEN"],
    ...[
      "NGAY_VAO",
      "NGAY_VAO_NOI_TRU",
      "NGAY_RA",
      "CHAN_DOAN_RV",
      "MA_BENH_CHINH",
      "MA_BENH_KT",
      "MA_LOAI_RV",
    ],
  ],
  XML14: [
    ...["MA_CSKCB", "GIOI_TINH", "MA_THE_BHYT", "GT_THE_DEN", "NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA"],
    ...["CHAN_DOAN_RV", "MA_BENH_CHINH", "MA_BENH_KT", "MA_DOITUONG_KCB"],
  ],
  XML15: ["MA_CSKCB"],
};

/** Parts that name the person they are about. */
const naming = ["XML6", "XML13", "XML14", "XML15"];

const plain = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();

/** What of the person a paper names differs from the summary; null where either does not say. */
function personDiffers(row: Row, summary: Row): Record<"SO_CCCD" | "HO_TEN" | "NGAY_SINH", boolean | null> {
  const both = <Value>(read: (from: Row) => Value | null, differ: (a: Value, b: Value) => boolean) => {
    const [a, b] = [read(row), read(summary)];
    return a === null || b === null ? null : differ(a, b);
  };
  const personalId = (from: Row) => {
    const id = sent(from, "SO_CCCD")?.replace(/\s/g, "") ?? "";
    return isUsablePersonalId(id) ? id : null;
  };
  const birth = (from: Row) => birthDateFrom(sent(from, "NGAY_SINH") ?? "");
  const differ = (a: { name: string; birthDate: string }, b: { name: string; birthDate: string }) =>
    differences(a, b).length > 0;
  return {
    SO_CCCD: both(personalId, (a, b) => a !== b),
    HO_TEN: both(
      (from) => sent(from, "HO_TEN"),
      (a, b) => differ({ name: a, birthDate: "" }, { name: b, birthDate: "" }),
    ),
    NGAY_SINH: both(birth, (a, b) => differ({ name: "", birthDate: a }, { name: "", birthDate: b })),
  };
}

function checkPerson(part: string, row: Row, summary: Row, line: number | null): Finding[] {
  const said = Object.entries(personDiffers(row, summary)).filter(([, differs]) => differs !== null);
  const differing = said.filter(([, differs]) => differs);
  // One slip of the pen is named; a paper in which nothing agrees is somebody else's.
  const another = differing.length > 1 && differing.length === said.length;
  return differing.map(([field]) => {
    const sentence = `${called(field)} khác với bảng tổng hợp${another ? "; giấy này có thể là của người khác" : ""}.`;
    return found(another ? "error" : "warning", "differs-from-summary", part, field, atLine(line, sentence));
  });
}

function checkRepeated(part: string, row: Row, summary: Row, line: number | null): Finding[] {
  return (repeated[part] ?? []).flatMap((field) => {
    const [here, there] = [sent(row, field), sent(summary, field)];
    if (here === null || there === null || plain(here) === plain(there)) return [];
    if (part === "XML13" && listFrom(here).includes(there)) return [];
    const sentence = `${called(field)} khác với bảng tổng hợp.`;
    return [found("warning", "differs-from-summary", part, field, atLine(line, sentence))];
  });
}

const rest = ["SO_NGAY_NGHI", "NGOAITRU_TUNGAY", "NGOAITRU_DENNGAY"];

function checkOwn(part: string, row: Row, line: number | null, generation: Generation): Finding[] {
  const findings: Finding[] = [];
  if (part === "XML7" && rest.some((field) => sent(row, field) !== null)) {
    for (const field of rest.filter((field) => sent(row, field) === null)) {
      findings.push(found("warning", "missing", part, field, atLine(line, `Thiếu ${called(field)}.`)));
    }
  }
  const diagnosis = sent(row, "CHAN_DOAN_RV");
  if (part === "XML10" && generation === "3176" && diagnosis && !plain(diagnosis).includes("dưỡng thai")) {
    const sentence = `${called("CHAN_DOAN_RV")} của giấy nghỉ dưỡng thai phải có chữ “dưỡng thai”.`;
    findings.push(found("warning", "malformed", part, "CHAN_DOAN_RV", atLine(line, sentence)));
  }
  return findings;
}

/** Papers: that they are about the person and the visit of the summary, and what only they have to say. */
export function checkPapers(parts: Part[], summary: Row | null, generation: Generation): Finding[] {
  return parts.flatMap((part) =>
    part.rows.flatMap((row, i) => {
      const line = isSingle(part) ? null : i + 1;
      const own = checkOwn(part.kind, row, line, generation);
      if (!summary || !naming.includes(part.kind)) return own;
      return [
        ...own,
        ...checkPerson(part.kind, row, summary, line),
        ...checkRepeated(part.kind, row, summary, line),
      ];
    }),
  );
}
