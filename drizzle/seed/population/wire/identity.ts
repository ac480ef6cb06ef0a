import type { Bill } from "../bill.ts";
import { dayOf, stamp, ymd } from "../calendar.ts";
import type { Encounter } from "../encounter.ts";
import type { Mistake } from "../mistakes.ts";
import type { Person } from "../people.ts";
import type { Fields } from "./elements.ts";

const sexCode = (person: Person) => (person.sex === "male" ? "1" : "2");

/** Letters without marks, as an old system keeps them. */
const withoutMarks = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");

function nameFor({ person, underMother, facility }: Encounter, mistake: Mistake | null): string {
  const order = underMother?.order ? ` ${underMother.order}` : "";
  const name = underMother ? `Con bà ${underMother.mother.name}${order}` : person.name;
  const cased = facility.habits.capitals ? name.toLocaleUpperCase("vi") : name;
  if (mistake === "name-without-marks") return withoutMarks(name).toUpperCase();
  return mistake === "name-decomposed" ? cased.normalize("NFD") : cased;
}

function birthFor({ person, underMother }: Encounter, mistake: Mistake | null): string {
  if (underMother && person.bornAt !== null) return stamp(person.bornAt);
  const day = ymd(person.bornOn);
  if (person.yearOnly || mistake === "year-only") return `${day.slice(0, 4)}00000000`;
  return mistake === "birth-day-slip"
    ? `${day.slice(0, 4)}${day.slice(6)}${day.slice(4, 6)}0000`
    : `${day}0000`;
}

/** The number that a facility writes for a patient; a newborn goes by its mother's. */
export function numberFor(encounter: Encounter, mistake: Mistake | null, other: Person | null): string {
  const { person, underMother, arrivedAt } = encounter;
  if (mistake === "number-left-out") return "";
  if (mistake === "wrong-number") return other?.personalId ?? "";
  if (underMother) return underMother.mother.personalId ?? "";
  return dayOf(arrivedAt) >= person.numberedFrom ? (person.personalId ?? "") : "";
}

/** What is said of the person alike in every part that names them. */
export function identityOf(
  encounter: Encounter,
  bill: Bill,
  mistake: Mistake | null,
  other: Person | null,
): Fields {
  const { person } = encounter;
  return {
    HO_TEN: nameFor(encounter, mistake),
    SO_CCCD: numberFor(encounter, mistake, other),
    NGAY_SINH: birthFor(encounter, mistake),
    GIOI_TINH: sexCode(person),
    MA_QUOCTICH: "000",
    MA_DANTOC: person.ethnicGroup,
    MA_NGHE_NGHIEP: person.occupation,
    DIA_CHI: person.address,
    MATINH_CU_TRU: "51",
    MAXA_CU_TRU: person.ward.code,
    MA_THE_BHYT: bill.card?.number ?? "",
    MA_DKBD: bill.card?.registered ?? "",
    GT_THE_TU: bill.card?.from ?? "",
    GT_THE_DEN: bill.card?.to ?? "",
  };
}
