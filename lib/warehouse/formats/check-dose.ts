import {
  type ClaimedPerson,
  isNewborn,
  isOwnNumber,
  isUsablePersonalId,
  socialInsuranceNumberOf,
} from "#lib/identity/index.ts";
import type { FiledDose, KnownVaccines } from "#lib/vaccination/index.ts";
import { isLot } from "#lib/vaccination/rules.ts";
import type { Finding, Level, ProblemCode } from "../problems.ts";
import type { DoseFieldNames, DoseFields } from "./dose-fields.ts";
import { found } from "./findings.ts";
import { birthDateFrom, dayFrom } from "./values.ts";

/** A dose in our words, whose it is said to be, and what is wrong with it. */
export type CheckedDose = {
  /** What a book says of it; null when an error holds it. */
  dose: FiledDose | null;
  person: ClaimedPerson | null;
  findings: Finding[];
};

/** What a clerk calls the fields of a dose. */
const labels: Record<keyof DoseFields, string> = {
  facilityCode: "mã cơ sở gửi",
  doseRef: "mã mũi tiêm",
  madeAt: "lúc lập",
  personalId: "số định danh cá nhân",
  parentId: "số định danh của cha hoặc mẹ",
  cards: "mã thẻ BHYT",
  name: "họ tên",
  born: "ngày sinh",
  sex: "giới tính",
  wardCode: "mã xã",
  code: "mã vắc xin",
  product: "tên vắc xin",
  lot: "số lô",
  doseNumber: "mũi thứ",
  site: "vị trí tiêm",
  route: "đường tiêm",
  givenOn: "ngày tiêm",
  place: "nơi tiêm",
  placeCode: "mã nơi tiêm",
  givenBy: "người tiêm",
  documentRef: "số chứng từ",
  reported: "nguồn ghi",
  status: "trạng thái",
};

/** Longer ones are a slip of the sender's system. */
const LONGEST = 255;
/** Of a reference so many letters are kept. */
export const LONGEST_DOSE_REF = 100;

/** The highest number of a dose that is taken; no series of the packs has so many. */
const MOST_NUMBER = 20;

/** The beginning of a text, cut between letters. */
const shortened = (text: string, most: number) => text.slice(0, most).toWellFormed();

const compact = (text: string) => text.replace(/\D/g, "");
const dayOfText = (text: string | null) =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayFrom(compact(text)) : null;
const birthDay = (born: string) => birthDateFrom(compact(born.replace(/T.*$/, "")));
const MINUTE = /T([01]\d|2[0-3]):[0-5]\d$/;

class Check {
  readonly findings: Finding[] = [];
  readonly #fields: DoseFields;
  readonly #names: DoseFieldNames;
  constructor(fields: DoseFields, names: DoseFieldNames) {
    this.#fields = fields;
    this.#names = names;
  }

  say(level: Level, code: ProblemCode, field: keyof DoseFields, sentence: string): void {
    this.findings.push(found(level, code, null, this.#names[field], sentence));
  }

  /** The text of a field that a dose cannot do without. */
  needed(field: keyof DoseFields): string | null {
    const value = this.#fields[field];
    if (typeof value === "string") return value;
    this.say("error", "missing", field, `Thiếu ${this.called(field)}.`);
    return null;
  }

  malformed(field: keyof DoseFields, must: string, level: Level = "error"): null {
    this.say(
      level,
      "malformed",
      field,
      `${this.called(field)} “${shortened(String(this.#fields[field]), 40)}” không đúng: ${must}.`,
    );
    return null;
  }

  called(field: keyof DoseFields): string {
    return `${labels[field]} (${this.#names[field]})`;
  }

  lengths(): void {
    for (const [name, value] of Object.entries(this.#fields) as [keyof DoseFields, unknown][]) {
      const most = name === "doseRef" ? LONGEST_DOSE_REF : name === "facilityCode" ? 20 : LONGEST;
      if (typeof value === "string" && value.length > most)
        this.say("error", "too-long", name, `${this.called(name)} dài hơn ${most} ký tự.`);
    }
  }
}

/** Whom a dose names, by the rules of claims; null when it does not say enough to tell anybody apart. */
function personOf(
  fields: DoseFields,
  birthDate: string | null,
  givenOn: string | null,
): ClaimedPerson | null {
  const { name, born, facilityCode } = fields;
  if (!name || !birthDate || !born || !givenOn || !facilityCode) return null;
  const seenAt = new Date(`${givenOn}T12:00:00+07:00`);
  const number = (fields.personalId ?? "").replace(/\s/g, "");
  const usable = isUsablePersonalId(number);
  const own = usable && isOwnNumber(number, birthDate, seenAt);
  const parentId = usable && !own ? number : (fields.parentId ?? "").replace(/\s/g, "");
  const isTold = !own && isUsablePersonalId(parentId) && MINUTE.test(born) && isNewborn(birthDate, seenAt);
  return {
    personalId: own ? number : null,
    newborn: isTold ? { parentId, bornAt: compact(born) } : null,
    socialInsuranceNumbers: [...new Set(fields.cards.flatMap((card) => socialInsuranceNumberOf(card) ?? []))],
    ...{ name, birthDate, sex: fields.sex ?? "undetermined", wardCode: fields.wardCode },
    ...{ address: null, phone: null, bloodGroup: null, facilityCode, seenAt },
  };
}

/** The vaccine that a code and a name mean, if they mean one. */
function vaccineOf({ code, product }: DoseFields, known: KnownVaccines, check: Check) {
  const [byCode, byName] = [known.byCode(code), known.byName(product) ?? known.byName(code)];
  if (!byCode && !byName) {
    const said = shortened([code, product].filter(Boolean).join(", "), 80);
    const sentence = said
      ? `Chưa biết vắc xin “${said}”. Hãy gửi mã CVX ở ${check.called("code")}.`
      : `Thiếu ${check.called("code")} và ${check.called("product")}.`;
    check.say("error", said ? "unknown-vaccine" : "missing", "code", sentence);
    return null;
  }
  const [a, b] = [byCode, byName].map((one) => one && [...one.antigens].sort().join());
  if (a && b && a !== b) {
    check.say(
      "error",
      "vaccine-differs",
      "product",
      `${check.called("code")} và ${check.called("product")} nói hai vắc xin khác nhau.`,
    );
    return null;
  }
  return byCode ?? byName;
}

function checkDay(birthDate: string | null, today: string, check: Check): string | null {
  const sent = check.needed("givenOn");
  if (sent === null) return null;
  const day = dayOfText(sent);
  if (day === null) return check.malformed("givenOn", "cần ngày có thật, viết 2026-11-27 hoặc 27/11/2026");
  if (day > today) check.say("error", "future-date", "givenOn", `${check.called("givenOn")} ở tương lai.`);
  if (birthDate && day.slice(0, birthDate.length) < birthDate)
    check.say(
      "error",
      "dose-before-birth",
      "givenOn",
      `${check.called("givenOn")} trước ${check.called("born")}.`,
    );
  return day;
}

function checkLot({ lot, reported }: DoseFields, check: Check): void {
  if (lot !== null && !isLot(lot))
    check.malformed("lot", "cần chữ và số in trên lọ, dài nhất 30 ký tự; không biết thì để trống");
  if (lot === null && !reported) check.say("warning", "missing", "lot", `Thiếu ${check.called("lot")}.`);
}

function checkNumber({ doseNumber }: DoseFields, check: Check): number | null {
  if (doseNumber === null) return null;
  const number = /^\d{1,2}$/.test(doseNumber) ? Number(doseNumber) : 0;
  return number >= 1 && number <= MOST_NUMBER
    ? number
    : check.malformed("doseNumber", `cần số từ 1 đến ${MOST_NUMBER}`);
}

const standings = { given: "recorded", withdrawn: "withdrawn" } as const;

/** Kiểm tra một mũi tiêm. Pure: the day of today and the vaccines are given. */
export function checkDose(
  fields: DoseFields,
  names: DoseFieldNames,
  known: KnownVaccines,
  today: string,
): CheckedDose {
  const check = new Check(fields, names);
  check.lengths();
  const [facilityCode, doseRef, name, born] = [
    check.needed("facilityCode"),
    check.needed("doseRef"),
    check.needed("name"),
    check.needed("born"),
  ];
  const birthDate = born === null ? null : birthDay(born);
  if (born !== null && birthDate === null) check.malformed("born", "cần năm sinh hoặc ngày sinh có thật");
  const number = fields.personalId;
  if (number !== null && !isUsablePersonalId(number.replace(/\s/g, "")))
    check.malformed("personalId", "cần đủ 12 số", "warning");
  const givenOn = checkDay(birthDate, today, check);
  checkLot(fields, check);
  const doseNumber = checkNumber(fields, check);
  const madeAt = momentOf(fields.madeAt);
  if (fields.madeAt !== null && madeAt === null) check.malformed("madeAt", "cần ngày giờ có thật");
  const vaccine = vaccineOf(fields, known, check);
  const { status, reported } = fields;
  if (status === "not-given")
    check.say("error", "not-given", "status", "Mũi này ghi là không tiêm. Sổ chỉ nhận mũi đã tiêm.");
  if (status === null) check.malformed("status", "cần trạng thái đã tiêm hoặc ghi nhầm");
  const person = personOf(fields, birthDate, givenOn);
  const { findings } = check;
  const isHeld = findings.some(({ level }) => level === "error");
  if (
    isHeld ||
    !facilityCode ||
    !doseRef ||
    !name ||
    !givenOn ||
    !vaccine ||
    !person ||
    !status ||
    status === "not-given"
  )
    return { dose: null, person, findings };
  const { product, code, lot, site, route, place, placeCode, givenBy, documentRef } = fields;
  const standing = status === "given" && reported ? "reported" : standings[status];
  const { code: vaccineCode, antigens } = vaccine;
  const told = {
    facilityCode,
    doseRef,
    product,
    vaccineCode,
    sentCode: code,
    antigens,
    lot,
    doseNumber,
    site,
    route,
  };
  return {
    person,
    findings,
    dose: { ...told, givenOn, place, placeCode, givenBy, documentRef, standing, madeAt },
  };
}

/** A moment in Vietnam where it says no zone; null when it is none. */
function momentOf(text: string | null): Date | null {
  const m = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    text ?? "",
  );
  if (!m?.[1] || dayOfText(m[1]) === null) return null;
  const at = new Date(`${m[1]}T${m[2] ?? "00:00"}${m[3] ?? "+07:00"}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
