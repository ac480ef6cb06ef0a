/**
 * Ngày lễ cố định: the national days off that fall on the same date each year. Bộ luật Lao động 45/2019/QH14, Điều 112,
 * as VGP gives it (vietnamnet.vn/en/laborers-to-enjoy-17-days-of-holidays-in-2024-2232489.html). The others of that
 * article have no date of their own: Tết (five days), giỗ Tổ (10/3 of the lunar year) and the day before or after 2/9 are
 * announced each year, and a facility enters them as days on which it is closed.
 */
export const fixedHolidays = [
  { date: "01-01", word: "newYear", name: "Tết Dương lịch" },
  { date: "04-30", word: "victory", name: "Ngày Chiến thắng" },
  { date: "05-01", word: "labour", name: "Ngày Quốc tế lao động" },
  { date: "09-02", word: "national", name: "Quốc khánh" },
] as const;
export type Holiday = (typeof fixedHolidays)[number];
