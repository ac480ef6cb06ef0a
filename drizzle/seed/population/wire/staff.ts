import { personName } from "../names.ts";
import type { Facility } from "../places.data.ts";
import { Random } from "../random.ts";
import type { Generation } from "./generation.ts";

const six = (facility: Facility, place: number) =>
  String(Number(facility.code.slice(2)) * 100 + place).padStart(6, "0");

/** Licence of the doctor at a place; GPHN since QĐ 3176, CCHN before. Invented. */
export const licenceOf = (facility: Facility, place: number, generation: Generation): string =>
  `${six(facility, place)}/QNG-${generation === "3176" ? "GPHN" : "CCHN"}`;

/** Head of the unit: the licence since QĐ 3176, before that the social insurance number. */
export const headOf = (facility: Facility, generation: Generation): string =>
  generation === "3176" ? licenceOf(facility, 1, generation) : `5100${six(facility, 1)}`;

const names = new Map<string, string>();

export function doctorName(facility: Facility, place: number): string {
  const key = six(facility, place);
  let name = names.get(key);
  if (!name) {
    const random = new Random(`doctor ${key}`);
    const sex = random.chance(0.5) ? "male" : "female";
    name = personName(random, random.pick(["Nguyễn", "Phạm", "Trần", "Lê", "Võ"]), {
      sex,
      bornIn: 1982,
      ethnicGroup: "01",
    });
    names.set(key, name);
  }
  return name;
}
