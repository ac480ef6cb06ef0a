import { olderProvinces } from "./older-provinces.data.ts";
import units from "./units-2025.data.json" with { type: "json" };

type Province = { name: string; wards: Record<string, string> };

const provinces = new Map<string, Province>(Object.entries(units));
const wards = new Map(
  [...provinces].flatMap(([provinceCode, province]) =>
    Object.entries(province.wards).map(([code, name]) => [code, { name, provinceCode }]),
  ),
);

/** Xã, phường, đặc khu since 01/07/2025; null for a code of before, which keeps its number and gets no guessed name. */
export const nameOfWard = (code: string): string | null => wards.get(code)?.name ?? null;

/** The province a commune of today lies in. */
export const provinceOfWard = (code: string): string | null => wards.get(code)?.provinceCode ?? null;

/** Tỉnh, thành phố: one of the 34 of today, else one of the 63 of before 01/07/2025. */
export function nameOfProvince(code: string): string | null {
  const older = Object.hasOwn(olderProvinces, code) ? olderProvinces[code] : undefined;
  return provinces.get(code)?.name ?? older ?? null;
}

/** The five communes of the area of Bình Sơn since 01/07/2025. */
const binhSonWardCodes = ["21040", "21061", "21085", "21100", "21109"];

/** The five communes of the area of Bình Sơn. */
export function listBinhSonWards(): { code: string; name: string }[] {
  return binhSonWardCodes.map((code) => ({ code, name: nameOfWard(code) ?? code }));
}

/** The other communes of the same province, by name. */
export function listOtherWards(): { code: string; name: string }[] {
  const province = provinceOfWard(binhSonWardCodes[0] ?? "");
  return [...wards]
    .filter(([code, ward]) => ward.provinceCode === province && !binhSonWardCodes.includes(code))
    .map(([code, { name }]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "vi"));
}
