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

const read = new Map<string, { stamp: string; people: Person[] }>();

/** The people of all claim files under a folder, as they are now. */
export function peopleUnder(folder: string): Map<string, Person> {
  const people = new Map<string, Person>();
  if (!fs.existsSync(folder)) return people;
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
    for (const person of known.people) people.set(person.personalId, person);
  }
  return people;
}
