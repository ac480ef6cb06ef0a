/** A lasting illness, seen month by month. */
export type Chronic = {
  code: string;
  provisional: string;
  /** Share of people who have it, under 40, under 60, under 75, older. */
  share: readonly [number, number, number, number];
  /** Each person is given one of these. */
  regimens: readonly (readonly string[])[];
  /** Tests with how many months lie between two of them. */
  tests: readonly (readonly [service: string, months: number])[];
  complaints: readonly string[];
  treatment: string;
  /** Whether a station looks after it. */
  atStation: boolean;
  figures?: Readonly<Record<string, readonly [number, number]>>;
};

export const chronicIllnesses: readonly Chronic[] = [
  {
    code: "I10",
    provisional: "Tăng huyết áp",
    share: [0.004, 0.09, 0.29, 0.42],
    regimens: [
      ["amlodipine"],
      ["losartan"],
      ["amlodipine", "losartan"],
      ["perindopril"],
      ["amlodipine", "bisoprolol"],
    ],
    tests: [
      ["creatinine", 6],
      ["lipids", 6],
      ["ecg", 6],
    ],
    complaints: ["Tái khám tăng huyết áp, nhức đầu nhẹ", "Khám định kỳ tăng huyết áp", "Hết thuốc huyết áp"],
    treatment: "Thuốc hạ huyết áp, ăn nhạt",
    atStation: true,
  },
  {
    code: "E11.9",
    provisional: "Đái tháo đường típ 2",
    share: [0.002, 0.04, 0.12, 0.13],
    regimens: [["metformin"], ["metformin", "gliclazide"], ["gliclazide"], ["metformin", "insulin"]],
    tests: [
      ["glucose", 1],
      ["hba1c", 3],
      ["creatinine", 6],
    ],
    complaints: ["Khám định kỳ đái tháo đường", "Hết thuốc tiểu đường", "Khát nước, tê tay chân"],
    treatment: "Thuốc hạ đường huyết, tư vấn dinh dưỡng",
    atStation: false,
    figures: { GLU: [6.2, 12.8], HBA1C: [6.3, 9.6] },
  },
  {
    code: "J44.9",
    provisional: "Bệnh phổi tắc nghẽn mạn tính",
    share: [0, 0.008, 0.035, 0.06],
    regimens: [["salbutamol"], ["budesonideFormoterol"], ["budesonideFormoterol", "salbutamol"]],
    tests: [
      ["chestXray", 12],
      ["spirometry", 12],
    ],
    complaints: ["Khó thở khi gắng sức, ho đờm", "Tái khám phổi tắc nghẽn"],
    treatment: "Thuốc giãn phế quản dạng hít",
    atStation: false,
  },
  {
    code: "J45.9",
    provisional: "Hen phế quản",
    share: [0.005, 0.006, 0.008, 0.008],
    regimens: [["salbutamol"], ["budesonideFormoterol"]],
    tests: [["spirometry", 12]],
    complaints: ["Tái khám hen", "Khò khè về đêm"],
    treatment: "Thuốc hít dự phòng và cắt cơn",
    atStation: false,
  },
  {
    code: "M17.9",
    provisional: "Thoái hóa khớp gối",
    share: [0, 0.01, 0.05, 0.08],
    regimens: [
      ["meloxicam", "glucosamine"],
      ["paracetamol", "glucosamine"],
    ],
    tests: [["kneeXray", 12]],
    complaints: ["Đau hai khớp gối khi đi lại", "Tái khám thoái hóa khớp"],
    treatment: "Giảm đau, vận động nhẹ",
    atStation: true,
  },
  {
    code: "M10.9",
    provisional: "Gút",
    share: [0.001, 0.015, 0.025, 0.02],
    regimens: [["allopurinol"], ["allopurinol", "colchicine"]],
    tests: [
      ["uricAcid", 3],
      ["creatinine", 6],
    ],
    complaints: ["Đau ngón chân cái", "Tái khám gút"],
    treatment: "Hạ acid uric, ăn kiêng",
    atStation: false,
    figures: { URIC: [410, 590] },
  },
  {
    code: "I25.9",
    provisional: "Bệnh tim thiếu máu cục bộ mạn",
    share: [0, 0.006, 0.04, 0.08],
    regimens: [
      ["aspirin", "atorvastatin", "bisoprolol"],
      ["clopidogrel", "atorvastatin"],
    ],
    tests: [
      ["ecg", 3],
      ["lipids", 6],
    ],
    complaints: ["Tức ngực khi gắng sức", "Tái khám bệnh tim"],
    treatment: "Chống kết tập tiểu cầu, hạ mỡ máu",
    atStation: false,
    figures: { CHOL: [4.4, 6.8] },
  },
  {
    code: "I50.9",
    provisional: "Suy tim",
    share: [0, 0.001, 0.012, 0.035],
    regimens: [["furosemide", "perindopril", "bisoprolol"]],
    tests: [
      ["ecg", 3],
      ["creatinine", 3],
    ],
    complaints: ["Mệt, phù nhẹ hai chân", "Tái khám suy tim"],
    treatment: "Lợi tiểu, ức chế men chuyển, ăn nhạt",
    atStation: false,
  },
  {
    code: "E78.5",
    provisional: "Rối loạn lipid máu",
    share: [0.002, 0.02, 0.03, 0.03],
    regimens: [["atorvastatin"]],
    tests: [
      ["lipids", 3],
      ["liver", 6],
    ],
    complaints: ["Tái khám mỡ máu"],
    treatment: "Hạ lipid máu, ăn ít mỡ",
    atStation: false,
    figures: { CHOL: [5.3, 7.4], TRIG: [1.8, 4.2] },
  },
  {
    code: "B18.1",
    provisional: "Viêm gan B mạn",
    share: [0.006, 0.012, 0.006, 0.002],
    regimens: [["tenofovir"]],
    tests: [["liver", 3]],
    complaints: ["Tái khám viêm gan B"],
    treatment: "Thuốc kháng virus",
    atStation: false,
    figures: { AST: [30, 95], ALT: [32, 120] },
  },
  {
    code: "E03.9",
    provisional: "Suy giáp",
    share: [0.002, 0.006, 0.006, 0.004],
    regimens: [["levothyroxine"]],
    tests: [["thyroid", 3]],
    complaints: ["Tái khám suy giáp"],
    treatment: "Hormon thay thế",
    atStation: false,
    figures: { TSH: [2.5, 9] },
  },
  {
    code: "E05.9",
    provisional: "Cường giáp",
    share: [0.002, 0.004, 0.003, 0.001],
    regimens: [["thiamazole"]],
    tests: [
      ["thyroid", 3],
      ["bloodCount", 3],
    ],
    complaints: ["Tái khám cường giáp"],
    treatment: "Kháng giáp",
    atStation: false,
    figures: { TSH: [0.01, 0.6] },
  },
  {
    code: "G40.9",
    provisional: "Động kinh",
    share: [0.003, 0.003, 0.002, 0.001],
    regimens: [["valproate"]],
    tests: [["liver", 6]],
    complaints: ["Lĩnh thuốc động kinh"],
    treatment: "Thuốc chống động kinh",
    atStation: true,
  },
  {
    code: "F20.9",
    provisional: "Tâm thần phân liệt",
    share: [0.002, 0.003, 0.002, 0.001],
    regimens: [["olanzapine"]],
    tests: [],
    complaints: ["Lĩnh thuốc tâm thần"],
    treatment: "Thuốc an thần kinh, theo dõi tại cộng đồng",
    atStation: true,
  },
];

/** Two that a book keeps apart: very few people. */
export const sensitiveIllnesses: { hiv: Chronic; tuberculosis: Chronic } = {
  hiv: {
    code: "B24",
    provisional: "Nhiễm HIV",
    share: [0.0006, 0.0006, 0, 0],
    regimens: [["tld"]],
    tests: [["viralLoad", 12]],
    complaints: ["Tái khám, lĩnh thuốc"],
    treatment: "Điều trị ARV",
    atStation: false,
  },
  tuberculosis: {
    code: "A15.0",
    provisional: "Lao phổi",
    share: [0.0006, 0.0012, 0.002, 0.002],
    regimens: [["rhze"]],
    tests: [
      ["sputum", 2],
      ["chestXray", 3],
    ],
    complaints: ["Ho kéo dài, sụt cân", "Tái khám lao phổi"],
    treatment: "Điều trị lao có kiểm soát",
    atStation: false,
  },
};
