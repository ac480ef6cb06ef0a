import { readCourse } from "#lib/record/rules.ts";
import { type TargetKind, type TargetName, targets } from "./targets.data.ts";

export type { TargetName } from "./targets.data.ts";

/** A copy of a line: what it is called, and what it said by field, as sent. */
export type Stood = { title: string; fields: Record<string, string> };

/** Which line a link names. `line` is its place in the visit, from 1; of a paper its kind and place. */
export type TargetRef = { kind: TargetName; encounterId: string | null; line: string };

/** Whether a word is the name of a kind of line. */
export const isTarget = (name: string): name is TargetName => Object.hasOwn(targets, name);
/** Whether a case is about something that stands nowhere yet. */
export const isMissing = (name: TargetName) =>
  name === "missing-visit" || name === "missing-dose" || name === "reaction";
/** Whether a station answers a case by writing down the dose as it was. */
export const isOfDose = (name: TargetName) => name === "dose" || name === "missing-dose";
/** What a kind of case is about. */
export const targetOf = (name: TargetName): TargetKind => targets[name];
/** Why a line of that kind may be wrong, in the order in which it is asked. */
export const reasonsOf = (name: TargetName): readonly string[] => Object.keys(targets[name].reasons);

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const KEY = new RegExp(`^([a-z-]{1,30})\\.(${UUID}|-)\\.([a-z0-9-]{1,60})$`);

/** How a line is named in an address. */
export function targetKey({ kind, encounterId, line }: TargetRef): string {
  return `${kind}.${encounterId ?? "-"}.${line}`;
}

/** The line that an address names; null when it names none. */
export function targetRef(key: string | undefined): TargetRef | null {
  const [, kind = "", encounter = "", line = ""] = KEY.exec(key ?? "") ?? [];
  if (!isTarget(kind)) return null;
  return { kind, encounterId: encounter === "-" ? null : encounter, line };
}

const said = (stood: Stood, field: string) =>
  (stood.fields[field] ?? "").normalize("NFC").replace(/\s+/g, " ").trim().toLocaleLowerCase("vi");

const alike = (a: Stood, b: Stood, fields: readonly string[]) =>
  fields.every((field) => said(a, field) === said(b, field));

/** Whether a line as it stands now is the one that a case was about: by its visit's kind of line and what names it. */
export function isSameLine(kind: TargetName, stood: Stood, now: Stood): boolean {
  return alike(stood, now, targets[kind].naming);
}

/**
 * Whether a later version of a visit says otherwise than what was reported: none of its lines of that kind has the same
 * name and the same words where the person said they were wrong. Lines that only changed their place mend nothing, and
 * neither does a change of something else. `line` is what stands in the place now, for the person to read.
 */
export function isMended(
  kind: TargetName,
  reason: string,
  stood: Stood,
  now: readonly Stood[],
): { mended: false } | { mended: true; line: Stood | null } {
  const { naming, reasons, fields } = targetOf(kind);
  const asked = reasons[reason] ?? [];
  const compared = [...naming, ...(asked.length > 0 ? asked : fields)];
  if (now.some((line) => alike(stood, line, compared))) return { mended: false };
  return { mended: true, line: now.find((line) => isSameLine(kind, stood, line)) ?? null };
}

/** What names a note among those of its visit, as marks look for it. */
export const noteFields = ({ notedAt, course }: { notedAt: Date | null; course: string | null }) => ({
  noted: notedAt?.toISOString() ?? "",
  course: readCourse(course ?? "")
    .flatMap((piece) => ("words" in piece ? [piece.words] : []))
    .join(" ")
    .slice(0, 1000),
});
