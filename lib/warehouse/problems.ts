/** `error` holds the dossier; `warning` names something and files it all the same. */
export type Level = "error" | "warning";

export type ProblemCode =
  | "unreadable"
  | "no-summary"
  | "several-summaries"
  | "missing"
  | "malformed"
  | "too-long"
  | "negative"
  | "unknown-code"
  | "unlikely-code"
  | "unknown-part"
  | "unexpected-part"
  | "passed-over"
  | "facility-differs"
  | "claim-ref-differs"
  | "future-arrival"
  | "future-date"
  | "arrival-before-birth"
  | "out-of-order"
  | "days-differ"
  | "sum-differs"
  | "line-amount-differs"
  | "outside-scope"
  | "repeated-line-number"
  | "card-without-dates"
  | "count-differs"
  | "differs-from-summary"
  | "identity-mismatch"
  | "details-differ"
  | "id-digits-differ"
  | "needs-matching"
  | "unknown-vaccine"
  | "vaccine-differs"
  | "dose-before-birth"
  | "too-many-doses"
  | "not-given"
  | "cannot-be-stored"
  | "more";

/** What a check found in one dossier; `message` is for the clerk of the facility that sent it. */
export type Finding = {
  level: Level;
  part: string | null;
  field: string | null;
  code: ProblemCode;
  message: string;
};

/** A finding with the dossier it belongs to: MA_LK, else its place `#3`; null when it concerns the file. */
export type Problem = Finding & { dossier: string | null };

/** Beyond this many, more lines of the same kind tell a clerk nothing new. */
const MOST_FINDINGS = 200;

/** Errors first kept, the rest up to a readable number. */
export function shortened(findings: Finding[]): Finding[] {
  if (findings.length <= MOST_FINDINGS) return findings;
  const errors = findings.filter((finding) => finding.level === "error");
  const warnings = findings.filter((finding) => finding.level === "warning");
  const kept = [...errors, ...warnings].slice(0, MOST_FINDINGS);
  const rest = findings.length - kept.length;
  return [
    ...kept,
    {
      level: "warning",
      part: null,
      field: null,
      code: "more",
      message: `Còn ${rest} điểm nữa không liệt kê ở đây.`,
    },
  ];
}
