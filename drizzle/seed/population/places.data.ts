/** Who sends claim files. Codes are invented, as in `drizzle/seed/facilities.json`. */
export type Facility = {
  code: string;
  name: string;
  kind: "station" | "centre" | "provincial";
  /** Before the numbers that it gives its patients. */
  prefix: string;
  /** How its software writes: names in capitals, empty elements, base64 in lines, a byte order mark. */
  habits: { capitals: boolean; empties: boolean; lines: boolean; mark: "none" | "file" | "part" };
  doctors: number;
};

const plain = { capitals: false, empties: false, lines: false, mark: "none" } as const;
const station = (code: string, ward: string, prefix: string, habits: Facility["habits"]): Facility => ({
  code,
  name: `Trạm Y tế xã ${ward}`,
  kind: "station",
  prefix,
  habits,
  doctors: 2,
});

export const healthCentre: Facility = {
  code: "51000",
  name: "Trung tâm Y tế Bình Sơn",
  kind: "centre",
  prefix: "BS",
  habits: { capitals: true, empties: true, lines: false, mark: "none" },
  doctors: 24,
};

export const provincialHospital: Facility = {
  code: "51010",
  name: "Bệnh viện Đa khoa tỉnh Quảng Ngãi",
  kind: "provincial",
  prefix: "QN",
  habits: { capitals: true, empties: false, lines: true, mark: "none" },
  doctors: 60,
};

/** Xã: its share of the people, its station, its hamlets (names usual in the area, not a list), its share of Hrê and Co. */
export type Ward = {
  code: string;
  name: string;
  share: number;
  station: Facility;
  hamlets: readonly string[];
  highland: { "19": number; "30": number };
};

export const wards: readonly Ward[] = [
  {
    code: "21040",
    name: "Bình Sơn",
    share: 31,
    station: station("51002", "Bình Sơn", "TB", plain),
    hamlets: [
      "Tổ dân phố 1",
      "Tổ dân phố 3",
      "Tổ dân phố 5",
      "Long Vĩnh",
      "Long Yên",
      "Mỹ Long",
      "Thạch An",
      "Phước Thọ",
      "Giao Thủy",
      "Liên Trì",
    ],
    highland: { "19": 0.002, "30": 0.002 },
  },
  {
    code: "21061",
    name: "Vạn Tường",
    share: 27,
    station: station("51003", "Vạn Tường", "TV", { ...plain, mark: "file" }),
    hamlets: [
      "Vạn Tường",
      "An Lộc",
      "Lệ Thủy",
      "Phước Hòa",
      "Thuận Phước",
      "Hải Ninh",
      "Tân Hy",
      "An Cường",
      "Lạc Sơn",
      "Trung Minh",
    ],
    highland: { "19": 0.002, "30": 0.002 },
  },
  {
    code: "21085",
    name: "Bình Minh",
    share: 14,
    station: station("51001", "Bình Minh", "BM", { ...plain, mark: "part" }),
    hamlets: [
      "Tân Phước",
      "Tân Phước Đông",
      "Lộc Thanh",
      "Mỹ Long An",
      "Đức An",
      "An Khương",
      "Bình Hòa",
      "Hòa Bình",
    ],
    highland: { "19": 0.02, "30": 0.05 },
  },
  {
    code: "21100",
    name: "Bình Chương",
    share: 12,
    station: station("51004", "Bình Chương", "TC", { ...plain, empties: true }),
    hamlets: [
      "An Điềm 1",
      "An Điềm 2",
      "Ngọc Trì",
      "Nam Thuận",
      "An Phong",
      "Phú Lễ",
      "Phước Bình",
      "Thọ An",
    ],
    highland: { "19": 0.04, "30": 0.04 },
  },
  {
    code: "21109",
    name: "Đông Sơn",
    share: 16,
    station: station("51005", "Đông Sơn", "TD", { ...plain, lines: true }),
    hamlets: ["Châu Bình", "Mỹ Tân", "An Châu", "Phú Nhiêu", "Đông Lỗ", "Tân Đức", "Châu Me", "Vĩnh An"],
    highland: { "19": 0.003, "30": 0.002 },
  },
];
