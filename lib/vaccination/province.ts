import { nameOfWard } from "#lib/catalogue/index.ts";

/** The province of a commune; only those of Quảng Ngãi are in the catalogue. */
export const provinceOf = (ward: string): string | null => (nameOfWard(ward) === null ? null : "51");
