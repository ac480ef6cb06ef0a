import { copy } from "#components/copy/index.ts";
import { type DeclareAnswers, declaredVaccines, isDeclaredVaccine } from "#lib/vaccination/rules.ts";

const children = [
  ...["bcg", "hepatitis-birth", "five-in-one", "six-in-one", "polio-drops", "polio-injected", "rota"],
  ...["pneumococcal", "measles", "measles-rubella", "mmr", "japanese-encephalitis", "dpt"],
].filter(isDeclaredVaccine);

/** The vaccines that are asked for, those of small children first. */
export const vaccineGroups = {
  children,
  everybody: Object.keys(declaredVaccines)
    .filter(isDeclaredVaccine)
    .filter((one) => !children.includes(one)),
} as const;

/** What a declared dose is called in a book and at a desk, whoever reads it: the name on its paper, else the vaccine's. */
export const nameOfDeclared = ({ vaccine = "", product }: DeclareAnswers): string =>
  product || (isDeclaredVaccine(vaccine) ? copy.vi.vaccination.declare.vaccines[vaccine] : "");
