/** A member of staff as the health department's accounts know them. */
export type Staff = {
  username: string;
  name: string;
  title: string;
  role: "clinic" | "station" | "authority";
  facility?: string;
  profession?: "doctor" | "assistant-doctor" | "nurse";
  /** The number of their licence to practise, invented. */
  licence?: string;
};

/** The sample staff. */
export const staff: readonly Staff[] = [
  {
    ...{
      username: "bs.vinh",
      name: "BS. Trần Quốc Vinh",
      title: "Bác sĩ",
      role: "clinic",
      facility: "51000",
    },
    ...{ profession: "doctor", licence: "MAU-000001" },
  },
  {
    ...{
      username: "dd.duyen",
      name: "ĐD. Lê Thị Duyên",
      title: "Điều dưỡng",
      role: "clinic",
      facility: "51000",
    },
    ...{ profession: "nurse", licence: "MAU-000002" },
  },
  {
    ...{
      username: "tram.binhminh",
      name: "YS. Phạm Văn Hậu",
      title: "Y sĩ",
      role: "station",
      facility: "51001",
    },
    ...{ profession: "assistant-doctor", licence: "MAU-000003" },
  },
  { username: "syt.lan", name: "Nguyễn Thị Lan", title: "Chuyên viên Sở Y tế", role: "authority" },
  { username: "syt.minh", name: "Võ Đức Minh", title: "Chuyên viên Sở Y tế", role: "authority" },
];
