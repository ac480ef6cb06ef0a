/** Name without case, marks, blanks and Unicode form, for comparing only. */
export function foldedName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether two birth dates agree as far as both are given: `1949` agrees with `1949-05-20`. */
export function datesAgree(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter) === b.slice(0, shorter);
}

export type NamedPerson = { name: string; birthDate: string };

/** On which of name and birth date two sources differ. */
export function differences(a: NamedPerson, b: NamedPerson): ("name" | "birthDate")[] {
  const fields: ("name" | "birthDate")[] = [];
  if (a.name !== b.name && foldedName(a.name) !== foldedName(b.name)) fields.push("name");
  if (!datesAgree(a.birthDate, b.birthDate)) fields.push("birthDate");
  return fields;
}

/** A number that can be a personal id: 12 digits, and not one digit typed twelve times to get past a form. */
export function isUsablePersonalId(text: string): boolean {
  return /^\d{12}$/.test(text) && !/^(\d)\1+$/.test(text);
}

/** Days for which a child is told by the time of its birth (QĐ 4750/QĐ-BYT, annex, XML1.NGAY_SINH). */
const NEWBORN_DAYS = 28;

/** Whether somebody is a newborn at that moment; only a whole birth date tells. */
export function isNewborn(birthDate: string, at: Date): boolean {
  if (birthDate.length < 10) return false;
  const days = (at.getTime() - new Date(`${birthDate}T00:00:00+07:00`).getTime()) / 86_400_000;
  return days >= 0 && days < NEWBORN_DAYS + 1;
}

/** The year of birth that a personal id was given for: its fourth digit tells century and sex, the next two the year. */
export function birthYearIn(personalId: string): number {
  return 1900 + 100 * Math.floor(Number(personalId[3]) / 2) + Number(personalId.slice(4, 6));
}

/**
 * Whether a number can be the person's own. Until it is registered a newborn goes under the name, and often the number,
 * of its mother or father (TT 30/2020/TT-BYT, article 10): such a number never leads to the newborn.
 */
export function isOwnNumber(personalId: string, birthDate: string, at: Date): boolean {
  return !isNewborn(birthDate, at) || birthYearIn(personalId) === Number(birthDate.slice(0, 4));
}

/** The social insurance number on a card: its last ten characters. Null for text that is no card number. */
export function socialInsuranceNumberOf(cardNumber: string): string | null {
  const card = cardNumber.replace(/\s/g, "").toUpperCase();
  return /^([A-Z]{2}[1-5]\d{2})?\d{10}$/.test(card) ? card.slice(-10) : null;
}

/** Details of a person, as a claim or the registry has them. */
export type Details = {
  name: string;
  birthDate: string;
  sex: string;
  wardCode: string | null;
  address: string | null;
  phone: string | null;
  bloodGroup: string | null;
};

/**
 * What is known after two visits: the later one is believed, gaps are filled from the other, and the more complete of
 * two birth dates that agree is kept. The order in which they arrive makes no difference.
 */
export function mergeDetails(later: Details, earlier: Details): Details {
  const birthDate =
    datesAgree(later.birthDate, earlier.birthDate) && earlier.birthDate.length > later.birthDate.length
      ? earlier.birthDate
      : later.birthDate;
  return {
    name: later.name,
    birthDate,
    sex: later.sex === "undetermined" ? earlier.sex : later.sex,
    wardCode: later.wardCode ?? earlier.wardCode,
    address: later.address ?? earlier.address,
    phone: later.phone ?? earlier.phone,
    bloodGroup: later.bloodGroup ?? earlier.bloodGroup,
  };
}
