/** A member of staff as the health department's accounts know them. */
export type Staff = {
  username: string;
  name: string;
  title: string;
  role: "clinic" | "station" | "authority";
  facility?: string;
};

/** The sample staff. */
export const staff: readonly Staff[] = [
  { username: "bs.vinh", name: "BS. Trần Quốc Vinh", title: "Bác sĩ", role: "clinic", facility: "51000" },
  { username: "dd.duyen", name: "ĐD. Lê Thị Duyên", title: "Điều dưỡng", role: "clinic", facility: "51000" },
  { username: "tram.binhminh", name: "YS. Phạm Văn Hậu", title: "Y sĩ", role: "station", facility: "51001" },
  { username: "syt.lan", name: "Nguyễn Thị Lan", title: "Chuyên viên Sở Y tế", role: "authority" },
  { username: "syt.minh", name: "Võ Đức Minh", title: "Chuyên viên Sở Y tế", role: "authority" },
];
