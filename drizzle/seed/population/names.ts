import { familyNames, highlandNames, kinhNames } from "./names.data.ts";
import type { Random } from "./random.ts";

export type Sex = "male" | "female";
/** Dân tộc: Kinh, Hrê, Co. */
export type EthnicGroup = "01" | "19" | "30";

export function familyName(random: Random, ethnicGroup: EthnicGroup): string {
  if (ethnicGroup !== "01") return random.pick(highlandNames[ethnicGroup].family);
  return random.weighted(familyNames, ([, weight]) => weight)[0];
}

/** A whole name; a child has its father's family name, a wife keeps her own. */
export function personName(
  random: Random,
  family: string,
  who: { sex: Sex; bornIn: number; ethnicGroup: EthnicGroup },
): string {
  const generation = who.bornIn < 1970 ? 0 : who.bornIn < 2000 ? 1 : 2;
  if (who.ethnicGroup !== "01" && random.chance(generation === 2 ? 0.4 : 0.9)) {
    const given = random.pick(highlandNames[who.ethnicGroup][who.sex]);
    return `${family} ${who.sex === "male" ? "Văn" : "Thị"} ${given}`;
  }
  const names = kinhNames[who.sex][generation];
  const middle = random.pick(names.middle);
  const given = random.pick(names.given.filter((one) => !middle.endsWith(one) && one !== family));
  return `${family} ${middle} ${given}`;
}
