import type { Day } from "#lib/platform/clock.ts";
import type { Dose } from "../dose-rules.ts";

/** A dose as a certificate tells it. */
export type SignedDose = {
  code: string;
  antigens: readonly string[];
  on: Day;
  lot: string | null;
  number: number | null;
  place: string | null;
};

/** Of whom a certificate tells: the name as people write it, the birth date as far as it is known. */
export type Subject = { name: string; birthDate: string };

/** What a certificate proves: the whole history, or the doses against one disease, by its antigen. */
export type About = string;
export const HISTORY = "history";
export const COVID = "COVID-19";

/**
 * Whether a dose may be signed: only one that its source wrote down when it was given. What was told from a paper, declared or
 * taken back is shown in the book, and never signed.
 */
export const isProven = ({ standing }: Pick<Dose, "standing">): boolean => standing === "recorded";

/** The doses that may be signed, in the order of time; `nameOf` names a facility by its code. */
export function signedDoses(doses: readonly Dose[], nameOf: (code: string) => string): SignedDose[] {
  return doses
    .filter(isProven)
    .toReversed()
    .map((dose) => ({
      code: dose.vaccineCode,
      antigens: dose.antigens,
      on: dose.givenOn,
      lot: dose.lot,
      number: dose.doseNumber,
      place: dose.place ?? (dose.placeCode ? nameOf(dose.placeCode) : null),
    }));
}

/** Those of them that a certificate about this tells. */
export const dosesAbout = (doses: readonly SignedDose[], about: About): SignedDose[] =>
  about === HISTORY ? [...doses] : doses.filter(({ antigens }) => antigens.includes(about));

/** Short enough to be known again, whatever else of a dose is mended: what a certificate said of it. */
export type DoseMark = { code: string; on: Day; lot: string | null };
export const markOf = ({ code, on, lot }: SignedDose): DoseMark => ({ code, on, lot });

/** Whether everything that a certificate said of doses is still said by a source that recorded them, and that no station mended. */
export function stillStands(marks: readonly DoseMark[], doses: readonly Dose[]): boolean {
  const all = doses.flatMap(({ sources }) => sources);
  const mended = new Set(all.map(({ insteadOf }) => insteadOf));
  const told = all.filter((one) => isProven(one) && !mended.has(one.doseId));
  return marks.every(({ code, on, lot }) =>
    told.some((one) => one.vaccineCode === code && one.givenOn === on && one.lot === lot),
  );
}
