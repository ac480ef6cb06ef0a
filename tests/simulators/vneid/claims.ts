import fs from "node:fs";
import path from "node:path";

/** A person as VNeID knows them. */
export type Person = {
  personalId: string;
  name: string;
  /** YYYY-MM-DD, or less where less is known. */
  birthdate: string;
  gender: "male" | "female" | "unknown";
};

const genders: Record<string, Person["gender"]> = { "1": "male", "2": "female" };

function field(xml: string, name: string): string {
  const found = xml.match(new RegExp(`<${name}>\\s*(?:<!\\[CDATA\\[)?([^<\\]]*)`));
  return (found?.[1] ?? "").trim();
}

/** Names come in capitals from some hospitals. */
export function niceName(name: string): string {
  const words = name.normalize("NFC").toLocaleLowerCase("vi").split(/\s+/);
  return words.map((word) => word.charAt(0).toLocaleUpperCase("vi") + word.slice(1)).join(" ");
}

/** 19620304 → 1962-03-04, 19620000 → 1962. */
export function birthdateOf(digits: string): string {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  if (!month || month === "00") return year ?? "";
  return !day || day === "00" ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** The people of one claim file. */
export function peopleOf(file: string): Person[] {
  const parts = file.matchAll(/<LOAIHOSO>\s*XML1\s*<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]*)/g);
  return [...parts].flatMap(([, base64 = ""]) => {
    const xml = Buffer.from(base64, "base64").toString("utf8");
    const personalId = field(xml, "SO_CCCD");
    if (!/^\d{12}$/.test(personalId)) return [];
    const gender = genders[field(xml, "GIOI_TINH")] ?? "unknown";
    const birthdate = birthdateOf(field(xml, "NGAY_SINH"));
    return [{ personalId, name: niceName(field(xml, "HO_TEN")), birthdate, gender }];
  });
}

/** The sex and the year of birth that a number was given for: the fourth digit tells century and sex. */
function isOwnNumber({ personalId, birthdate, gender }: Person): boolean {
  const digit = Number(personalId[3]);
  const year = 1900 + 100 * Math.floor(digit / 2) + Number(personalId.slice(4, 6));
  const sex = digit % 2 === 0 ? "male" : "female";
  return birthdate.startsWith(String(year)) && (gender === sex || gender === "unknown");
}

const marks = (name: string) => name.normalize("NFD").length;

/** What two claims say of one person: the more complete birth date, the name with its marks. */
function together(known: Person | undefined, person: Person): Person {
  if (!known) return person;
  return {
    ...known,
    name:
      marks(person.name) > marks(known.name) && marks(known.name) === known.name.length
        ? person.name
        : known.name,
    birthdate: person.birthdate.length > known.birthdate.length ? person.birthdate : known.birthdate,
  };
}

const read = new Map<string, { stamp: string; people: Person[] }>();

/**
 * The people of all claim files under some folders, as they are now. A number that a claim gives somebody of another
 * sex or year of birth, such as a newborn's mother's, says nothing about its owner.
 */
export function peopleUnder(...folders: string[]): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const folder of folders) {
    for (const person of claimedUnder(folder))
      if (isOwnNumber(person)) people.set(person.personalId, together(people.get(person.personalId), person));
  }
  return people;
}

function* claimedUnder(folder: string): Generator<Person> {
  if (!fs.existsSync(folder)) return;
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.xml$/i.test(name));
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    const { mtimeMs, size } = fs.statSync(file);
    const stamp = `${mtimeMs} ${size}`;
    let known = read.get(file);
    if (known?.stamp !== stamp) {
      known = { stamp, people: peopleOf(fs.readFileSync(file, "utf8")) };
      read.set(file, known);
    }
    yield* known.people;
  }
}
