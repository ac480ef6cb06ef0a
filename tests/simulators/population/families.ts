import fs from "node:fs";

/** Somebody who is represented by law, and by whom. */
export type Represented = {
  personalId: string;
  name: string;
  /** YYYY-MM-DD */
  birthDate: string;
  sex: "male" | "female";
  by: { personalId: string; as: "me" | "cha" | "giam-ho" | "giam-ho-nguoi-lon" }[];
};

const [dependable, father, longName, emptyBook] = [
  "051188000008",
  "051086000009",
  "051187000006",
  "051200000003",
];

/** Families of the named sample people; invented, as they are. */
export const named: readonly Represented[] = [
  {
    personalId: "051224000021",
    name: "Lê Minh Khôi",
    birthDate: "2024-03-12",
    sex: "male",
    by: [
      { personalId: dependable, as: "me" },
      { personalId: father, as: "cha" },
    ],
  },
  {
    personalId: "051317000022",
    name: "Lê Đỗ An Nhiên",
    birthDate: "2017-05-20",
    sex: "female",
    by: [
      { personalId: dependable, as: "me" },
      { personalId: father, as: "cha" },
    ],
  },
  {
    personalId: "051315000023",
    name: "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Bảo Ngọc",
    birthDate: "2015-09-02",
    sex: "female",
    by: [{ personalId: longName, as: "me" }],
  },
  {
    personalId: "051170000024",
    name: "Phạm Văn Thử",
    birthDate: "1970-07-15",
    sex: "male",
    by: [{ personalId: emptyBook, as: "giam-ho-nguoi-lon" }],
  },
];

/** The named families, and those of the sample population where a list of them was written. */
export function families(file: string | undefined): Represented[] {
  if (!file || !fs.existsSync(file)) return [...named];
  return [...named, ...(JSON.parse(fs.readFileSync(file, "utf8")) as Represented[])];
}
