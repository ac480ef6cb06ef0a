import "server-only";
// placeholder until the catalogue arrives
export const nameOfWard = (_: string): string | null => null;
export const nameOfCondition = (_: string): string | null => null;
export const nameOfDepartment = (_: string): string | null => null;
export const nameOfDischarge = (_: string): string | null => null;
export const nameOfOutcome = (_: string): string | null => null;
