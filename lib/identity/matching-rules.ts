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
  if (foldedName(a.name) !== foldedName(b.name)) fields.push("name");
  if (!datesAgree(a.birthDate, b.birthDate)) fields.push("birthDate");
  return fields;
}

/** A number that can be a personal id: 12 digits, and not one digit typed twelve times to get past a form. */
export function isUsablePersonalId(text: string): boolean {
  return /^\d{12}$/.test(text) && !/^(\d)\1+$/.test(text);
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
