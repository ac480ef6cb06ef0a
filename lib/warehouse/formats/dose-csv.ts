import { recordsOf } from "./csv.ts";
import { type DoseFieldNames, type DoseFields, noFields, plainText, type RawDose } from "./dose-fields.ts";
import { Unreadable } from "./unreadable.ts";

/** The columns of the export, as `app/api/README.md` describes them. */
export const doseColumns = {
  facilityCode: "ma_cskcb",
  doseRef: "ma_mui_tiem",
  madeAt: "ngay_lap",
  personalId: "so_dinh_danh",
  parentId: "so_dinh_danh_cha_me",
  cards: "ma_the_bhyt",
  name: "ho_ten",
  born: "ngay_sinh",
  sex: "gioi_tinh",
  wardCode: "ma_xa",
  code: "ma_vac_xin",
  product: "ten_vac_xin",
  lot: "so_lo",
  doseNumber: "mui_so",
  site: "vi_tri_tiem",
  route: "duong_tiem",
  givenOn: "ngay_tiem",
  place: "noi_tiem",
  placeCode: "ma_noi_tiem",
  givenBy: "nguoi_tiem",
  documentRef: "so_chung_tu",
  reported: "nguon_ghi",
  status: "trang_thai",
} as const satisfies DoseFieldNames;

const needed = ["ma_cskcb", "ma_mui_tiem", "ho_ten", "ngay_sinh", "ngay_tiem"] as const;
const sexes: Record<string, string> = { "1": "male", "2": "female" };
const statuses: Record<string, DoseFields["status"]> = { "": "given", "1": "given", "2": "withdrawn" };

/** `dd/mm/yyyy` or ISO, with a time where one is known, as ISO; what is neither stays as it was sent. */
function isoOf(text: string | null): string | null {
  const m = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}:\d{2})(?::\d{2})?)?$/.exec(text ?? "");
  if (m) {
    const [, day = "", month = "", year = "", time] = m;
    const on = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return time ? `${on}T${time.padStart(5, "0")}` : on;
  }
  return text?.replace(/^(\d{4}-\d{2}-\d{2}) (\d)/, "$1T$2") ?? null;
}

function fieldsOf(row: (column: string) => string | null): DoseFields {
  const entries = Object.entries(doseColumns).map(([field, column]) => [field, row(column)]);
  const texts = Object.fromEntries(entries) as Record<keyof DoseFields, string | null>;
  return {
    ...noFields,
    ...texts,
    cards: (texts.cards ?? "").split(";").flatMap((card) => plainText(card) ?? []),
    madeAt: isoOf(texts.madeAt),
    born: isoOf(texts.born),
    givenOn: isoOf(texts.givenOn),
    sex: sexes[texts.sex ?? ""] ?? null,
    reported: texts.reported === "2",
    status: statuses[texts.status ?? ""] ?? null,
  };
}

/** Whether a text is such an export: its first line names the columns that no row goes without. */
export function separatorOf(text: string): string | null {
  const [head = ""] = text.split(/\r?\n/, 1);
  return (
    [",", ";", "\t"].find((separator) => {
      const names = head.split(separator).map((name) => name.replace(/"/g, "").trim().toLowerCase());
      return needed.every((name) => names.includes(name));
    }) ?? null
  );
}

/** Đọc tệp CSV của phần mềm tiêm chủng: its rows one by one. A row of another width is kept and said. */
export function* dosesOfCsv(text: string): Generator<RawDose> {
  const separator = separatorOf(text);
  if (separator === null) throw new Unreadable("not-doses");
  const records = recordsOf(text, separator);
  const { value: head } = records.next();
  if (!head) throw new Unreadable("no-doses");
  const names = head.fields.map((name: string) => name.trim().toLowerCase());
  const headText = text.slice(head.from, head.to);
  let place = 0;
  for (const { fields, from, to } of records) {
    place += 1;
    const row = (column: string) => plainText(fields[names.indexOf(column)]);
    const original = Buffer.from(`${headText}\r\n${text.slice(from, to)}`);
    const isWhole = fields.length === names.length;
    yield {
      place,
      original,
      fields: fieldsOf(row),
      ...(isWhole
        ? {}
        : { broken: `Dòng này có ${fields.length} cột, còn dòng đầu có ${names.length} cột.` }),
    };
  }
  if (place === 0) throw new Unreadable("no-doses");
}
