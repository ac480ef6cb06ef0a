/** A sample person, as the claims under drizzle/seed/claims and the simulated VNeID know them. */
export type Person = { personalId: string; name: string };

/** A stay and a visit at 51000. */
export const mau: Person = { personalId: "051075000001", name: "Nguyễn Văn Mẫu" };
/** A visit to the station. Only one file signs her in: it counts her sessions and openings. */
export const viDu: Person = { personalId: "051158000002", name: "Trần Thị Ví Dụ" };
/** An empty book. */
export const moi: Person = { personalId: "051200000003", name: "Phạm Thị Mới" };
/** Has no level 2. */
export const levelOne: Person = { personalId: "051190000004", name: "Lê Văn Một" };
/** VNeID and the claim disagree about her birth date. */
export const thiDu: Person = { personalId: "051162000005", name: "Lê Thị Thí Dụ" };
/** A very long name. */
export const tramAnh: Person = {
  personalId: "051187000006",
  name: "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Bảo Trâm Anh",
};
/** Only her year of birth is known. */
export const namSinh: Person = { personalId: "051149000007", name: "Phạm Thị Ví Dụ" };
/** Two private visits, closed at first, and an ordinary one with a follow-up slip. */
export const mauDon: Person = { personalId: "051188000008", name: "Đỗ Thị Mẫu Đơn" };
/** Of the sample population: a mother of two children, and their grandmother. */
export const nhung: Person = { personalId: "051188006596", name: "Trần Thị Thu Nhung" };
export const thiHai: Person = { personalId: "051159005177", name: "Đinh Thị Hai" };
/** An old man of the sample population, who has no phone. */
export const cuBinh: Person = { personalId: "051057004082", name: "Nguyễn Văn Bình" };
/** A father whose own book is empty, and his son, who signs in nowhere. */
export const hai: Person = { personalId: "051086000009", name: "Lê Văn Hai" };
export const khoi: Person = { personalId: "051224000021", name: "Lê Minh Khôi" };
