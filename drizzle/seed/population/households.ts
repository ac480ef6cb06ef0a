import type { DayNumber } from "./calendar.ts";
import { type EthnicGroup, familyName, type Sex } from "./names.ts";
import { type Ward, wards } from "./places.data.ts";
import type { Random } from "./random.ts";

/** A member before the registrar has given them numbers. */
export type Member = {
  sex: Sex;
  age: number;
  family: string;
  /** Places in the household of mother and father, where they live here. */
  mother: number | null;
  father: number | null;
};

/** Hộ gia đình: who lives together, and where. */
export type Household = { ward: Ward; ethnicGroup: EthnicGroup; address: string; members: Member[] };

const kinds = [
  { kind: "couple with children", weight: 50 },
  { kind: "three generations", weight: 21 },
  { kind: "old couple", weight: 9 },
  { kind: "old and alone", weight: 6 },
  { kind: "one parent", weight: 6 },
  { kind: "young couple", weight: 9 },
  { kind: "one", weight: 3 },
] as const;

/** How many children a woman of that age has had. */
function childrenOf(random: Random, age: number): number {
  if (age < 22) return random.int(0, 1);
  if (age < 27) return random.weighted([0, 1, 2], (n) => [2, 5, 2][n] ?? 0);
  if (age < 45) return random.weighted([0, 1, 2, 3, 4], (n) => [0.6, 2.2, 5, 2.4, 0.5][n] ?? 0);
  return random.weighted([1, 2, 3, 4, 5], (n) => [1, 4, 4, 2, 1][n - 1] ?? 0);
}

/** Ages of the children who still live with a mother of that age: the grown-up ones mostly moved out. */
function childAges(random: Random, motherAge: number): number[] {
  const ages: number[] = [];
  let bornAt = random.middling(19, 30);
  for (let left = childrenOf(random, motherAge); left > 0; left -= 1) {
    const age = motherAge - bornAt;
    const stays = age < 19 ? 1 : age < 26 ? 0.5 : 0.16;
    if (age >= 0 && random.chance(stays)) ages.push(age);
    bornAt += random.int(2, 6);
    if (bornAt > 44) break;
  }
  return ages;
}

function coupleWithChildren(random: Random, wifeAge: number, names: () => string): Member[] {
  const husbandAge = Math.max(20, wifeAge + random.middling(-2, 7));
  const husband: Member = { sex: "male", age: husbandAge, family: names(), mother: null, father: null };
  const wife: Member = { sex: "female", age: wifeAge, family: names(), mother: null, father: null };
  const children = childAges(random, wifeAge).map((age): Member => {
    const sex = random.chance(0.525) ? "male" : "female";
    return { sex, age, family: husband.family, mother: 1, father: 0 };
  });
  return [husband, wife, ...children];
}

/** Ông bà nội: the husband's parents. */
function withGrandparents(random: Random, family: Member[], names: () => string): Member[] {
  const [husband] = family;
  if (!husband) return family;
  const motherAge = Math.min(97, husband.age + random.middling(20, 31));
  const mother: Member = { sex: "female", age: motherAge, family: names(), mother: null, father: null };
  husband.mother = family.length;
  const all = [...family, mother];
  if (random.chance(0.6)) {
    husband.father = all.length;
    const age = Math.min(98, motherAge + random.middling(-1, 6));
    all.push({ sex: "male", age, family: husband.family, mother: null, father: null });
  }
  return all;
}

function membersOf(random: Random, names: () => string): Member[] {
  const { kind } = random.weighted(kinds, ({ weight }) => weight);
  const alone = (age: number, sex: Sex): Member[] => [
    { sex, age, family: names(), mother: null, father: null },
  ];
  if (kind === "couple with children") return coupleWithChildren(random, random.middling(20, 59), names);
  if (kind === "three generations")
    return withGrandparents(random, coupleWithChildren(random, random.middling(23, 52), names), names);
  if (kind === "young couple") return coupleWithChildren(random, random.int(19, 26), names);
  if (kind === "one parent")
    return coupleWithChildren(random, random.middling(25, 60), names).map(withoutFather).slice(1);
  if (kind === "one") return alone(random.int(19, 60), random.chance(0.55) ? "male" : "female");
  const age = random.middling(60, 94);
  if (kind === "old and alone") return alone(age, random.chance(0.75) ? "female" : "male");
  return [...alone(Math.min(98, age + random.int(0, 5)), "male"), ...alone(age, "female")];
}

const withoutFather = (member: Member): Member => ({
  ...member,
  father: null,
  mother: member.mother === null ? null : member.mother - 1,
});

/** One household. */
export function makeHousehold(random: Random): Household {
  const ward = random.weighted(wards, ({ share }) => share);
  const roll = random.next();
  const { "19": hre, "30": co } = ward.highland;
  const ethnicGroup = roll < hre ? "19" : roll < hre + co ? "30" : "01";
  const members = membersOf(random, () => familyName(random, ethnicGroup));
  const hamlet = random.pick(ward.hamlets);
  const place = hamlet.startsWith("Tổ") ? hamlet : `Thôn ${hamlet}`;
  return { ward, ethnicGroup, address: `${place}, xã ${ward.name}, tỉnh Quảng Ngãi`, members };
}

/** A birthday of somebody who is that old on a day. */
export const bornOnFor = (random: Random, age: number, on: DayNumber): DayNumber =>
  Math.floor(on - age * 365.25) - random.int(0, 364);
