import { type DayNumber, monthOf, yearOf, ymd } from "./calendar.ts";
import type { Person } from "./people.ts";
import { Random } from "./random.ts";

/** The columns of the export that such a file has (`app/api/README.md`). */
export const DOSE_COLUMNS =
  "ma_cskcb,ma_mui_tiem,ngay_lap,so_dinh_danh,ho_ten,ngay_sinh,gioi_tinh,ma_vac_xin,ten_vac_xin,so_lo,mui_so,ngay_tiem,noi_tiem,ma_noi_tiem";

/** What the national programme gives a child, by the age in months: rows of `lib/vaccination/packs/vn-schedule.data.json`. */
const given: readonly (readonly [months: number, code: string, name: string, number: string])[] = [
  [0, "08", "Viêm gan B sơ sinh", ""],
  [0, "19", "BCG", ""],
  ...[2, 3, 4].map((months, i) => [months, "198", "DPT-VGB-Hib", String(i + 1)] as const),
  ...[2, 3, 4].map((months, i) => [months, "178", "bOPV", String(i + 1)] as const),
  [5, "10", "IPV", "1"],
  [9, "05", "Sởi", ""],
  [9, "10", "IPV", "2"],
  [12, "129", "Viêm não Nhật Bản", "1"],
  [18, "01", "DPT", "4"],
  [18, "04", "MR", ""],
];

/** Until when doses are told: what is older lies in paper books. */
const YEARS_TOLD = 7;

const monthsLater = (day: DayNumber, months: number): DayNumber =>
  Date.UTC(yearOf(day), monthOf(day) - 1 + months, Number(ymd(day).slice(6))) / 86_400_000;

const iso = (day: DayNumber) => ymd(day).replace(/(....)(..)(..)/, "$1-$2-$3");

/** Mũi tiêm của một đứa trẻ: lines of an export, of a child that facilities know by its own number. Some doses never arrived. */
export function dosesOf(person: Person, seed: string, until: DayNumber): string[] {
  const { personalId, bornOn, yearOnly, name, sex, index, ward } = person;
  if (!personalId || yearOnly || person.toldIn < 0 || bornOn < until - YEARS_TOLD * 365) return [];
  const random = new Random(`${seed} doses ${index}`);
  // Of another population the same child has another reference.
  const mark = new Random(`${seed} doses`).int(1000, 9999);
  const late = random.int(0, 12);
  return given.flatMap(([months, code, vaccine, number], i) => {
    const on = monthsLater(bornOn, months) + (months === 0 ? 0 : late);
    const lot = `${code.replace(/\D/g, "")}L${random.int(1000, 9999)}`;
    const arrived = !random.chance(0.06);
    if (on > until || !arrived) return [];
    const { code: station, name: place } = ward.station;
    const who = [personalId, name, iso(bornOn), sex === "male" ? "1" : "2"].join(",");
    return [
      `${station},DS${mark}-${index}-${i},${iso(on)},${who},${code},${vaccine},${lot},${number},${iso(on)},${place},${station}`,
    ];
  });
}
