import type { Person } from "./claims.ts";

/** What VNeID knows of a sample person beyond the claims, or against them. */
export type Known = Partial<Person> & { personalId: string; note: string; level?: "1" | "2" };

/** The named sample people, in the order in which the page lists them. */
export const known: readonly Known[] = [
  {
    personalId: "051200000003",
    name: "Phạm Thị Mới",
    birthdate: "2000-11-20",
    gender: "female",
    note: "sổ còn trống",
  },
  {
    personalId: "051190000004",
    name: "Lê Văn Một",
    birthdate: "1990-01-15",
    gender: "male",
    note: "tài khoản mức 1, chưa vào sổ được",
    level: "1",
  },
  {
    personalId: "051162000005",
    birthdate: "1962-03-04",
    note: "ngày sinh ở VNeID khác ở cơ sở khám chữa bệnh",
  },
  { personalId: "051187000006", note: "họ tên rất dài" },
  { personalId: "051188000008", note: "có lượt khám riêng tư, mẹ của hai con nhỏ" },
  {
    personalId: "051086000009",
    name: "Lê Văn Hai",
    birthdate: "1986-08-01",
    gender: "male",
    note: "cha của hai con nhỏ, sổ còn trống",
  },
];
