/** One figure of a laboratory: where most healthy people's lie, as an invented laboratory prints it. */
export type Index = { code: string; name: string; unit: string; low: number; high: number; decimals: number };

/** A service with its price; prices and most codes are invented. */
export type Service = {
  code: string;
  name: string;
  unit: string;
  /** MA_NHOM. */
  group: string;
  /** Whole đồng: of the insurance and of the facility. */
  price: number;
  ownPrice: number;
  indices?: readonly Index[];
  /** What an image or a trace shows, when nothing is found. */
  usual?: { finding: string; conclusion: string };
};

type Lab = readonly [code: string, name: string, unit: string, low: number, high: number, decimals: number];
const labs = (...list: Lab[]): Index[] =>
  list.map(([code, name, unit, low, high, decimals]) => ({ code, name, unit, low, high, decimals }));

const service = (
  code: string,
  name: string,
  group: string,
  price: number,
  more: Partial<Service> = {},
): Service => ({
  code,
  name,
  unit: "Lần",
  group,
  price,
  ownPrice: price,
  ...more,
});

const list: Record<string, Service> = {
  visitStation: service("01.1895", "Khám bệnh tại trạm y tế", "13", 36500),
  visitCentre: service("02.1896", "Khám Nội", "13", 39800, { ownPrice: 39800 }),
  visitChild: service("03.1897", "Khám Nhi", "13", 39800),
  visitSurgery: service("10.1898", "Khám Ngoại", "13", 39800),
  visitWomen: service("13.1899", "Khám Phụ sản", "13", 39800),
  visitProvincial: service("02.1897", "Khám chuyên khoa Nội", "13", 45000, { ownPrice: 50000 }),
  bedInternal: service("K03.1917", "Ngày giường Nội khoa loại 2", "15", 212600, { unit: "Ngày" }),
  bedChild: service("K18.1912", "Ngày giường Nhi khoa", "15", 221400, { unit: "Ngày" }),
  bedSurgery: service("K19.1938", "Ngày giường Ngoại khoa sau phẫu thuật", "15", 259900, { unit: "Ngày" }),
  bedWomen: service("K27.1923", "Ngày giường Phụ sản", "15", 228500, { unit: "Ngày" }),
  bloodCount: service("22.0121.1369", "Tổng phân tích tế bào máu ngoại vi (máy đếm laser)", "1", 49700, {
    indices: labs(
      ["WBC", "Số lượng bạch cầu", "G/L", 4.0, 10.0, 1],
      ["HGB", "Huyết sắc tố", "g/L", 120, 160, 0],
      ["PLT", "Số lượng tiểu cầu", "G/L", 150, 400, 0],
    ),
  }),
  glucose: service("23.0075.1494", "Định lượng glucose máu", "1", 22400, {
    indices: labs(["GLU", "Glucose máu lúc đói", "mmol/L", 4.1, 5.9, 1]),
  }),
  hba1c: service("23.0083.1523", "Định lượng HbA1c", "1", 105300, {
    indices: labs(["HBA1C", "HbA1c", "%", 4.6, 5.6, 1]),
  }),
  creatinine: service("23.0051.1494", "Định lượng creatinin máu", "1", 22400, {
    indices: labs(["CREA", "Creatinin máu", "µmol/L", 55, 100, 0]),
  }),
  liver: service("23.0019.1493", "Đo hoạt độ AST, ALT máu", "1", 44800, {
    indices: labs(["AST", "AST (GOT)", "U/L", 14, 36, 0], ["ALT", "ALT (GPT)", "U/L", 12, 38, 0]),
  }),
  lipids: service("23.0041.1506", "Định lượng cholesterol, triglycerid máu", "1", 56000, {
    indices: labs(
      ["CHOL", "Cholesterol toàn phần", "mmol/L", 3.9, 5.2, 1],
      ["TRIG", "Triglycerid", "mmol/L", 0.6, 1.7, 1],
    ),
  }),
  uricAcid: service("23.0003.1494", "Định lượng acid uric máu", "1", 22400, {
    indices: labs(["URIC", "Acid uric máu", "µmol/L", 200, 400, 0]),
  }),
  thyroid: service("23.0162.1570", "Định lượng TSH máu", "1", 61700, {
    indices: labs(["TSH", "TSH", "mIU/L", 0.5, 4.2, 2]),
  }),
  urine: service("23.0206.1596", "Tổng phân tích nước tiểu", "1", 28600, {
    indices: labs(
      ["U-SG", "Tỷ trọng nước tiểu", "", 1.01, 1.025, 3],
      ["U-LEU", "Bạch cầu niệu", "/µL", 0, 10, 0],
    ),
  }),
  dengue: service("24.0187.1637", "Dengue virus NS1Ag test nhanh", "1", 135000, {
    usual: { finding: "", conclusion: "Âm tính" },
  }),
  sputum: service("24.0017.1714", "AFB trực tiếp nhuộm Ziehl-Neelsen", "1", 74200, {
    usual: { finding: "", conclusion: "Không thấy trực khuẩn kháng cồn" },
  }),
  viralLoad: service("24.0179.1719", "Đo tải lượng HIV", "1", 780000, {
    usual: { finding: "", conclusion: "Dưới ngưỡng phát hiện" },
  }),
  chestXray: service("18.0119.0028", "Chụp X-quang ngực thẳng", "2", 73300, {
    usual: {
      finding: "Hai phế trường sáng đều, bóng tim không to",
      conclusion: "Chưa thấy bất thường trên phim",
    },
  }),
  limbXray: service("18.0107.0028", "Chụp X-quang xương khớp", "2", 73300, {
    usual: { finding: "Trục xương thẳng, không thấy đường gãy", conclusion: "Chưa thấy tổn thương xương" },
  }),
  kneeXray: service("18.0104.0028", "Chụp X-quang khớp gối thẳng, nghiêng", "2", 73300, {
    usual: { finding: "Khe khớp hẹp nhẹ, gai xương bờ khớp", conclusion: "Thoái hóa khớp gối" },
  }),
  abdomenEcho: service("18.0015.0001", "Siêu âm ổ bụng", "2", 58600, {
    ownPrice: 80000,
    usual: {
      finding: "Gan không to, nhu mô đều; túi mật, thận hai bên bình thường",
      conclusion: "Chưa thấy bất thường",
    },
  }),
  pregnancyEcho: service("18.0020.0001", "Siêu âm thai", "2", 58600, {
    ownPrice: 80000,
    usual: {
      finding: "Một thai sống trong buồng tử cung, tim thai đều",
      conclusion: "Một thai phát triển bình thường",
    },
  }),
  ecg: service("02.0085.1778", "Điện tim thường", "3", 39900, {
    usual: { finding: "Nhịp xoang đều", conclusion: "Điện tim bình thường" },
  }),
  spirometry: service("02.0024.1791", "Đo chức năng hô hấp", "3", 144300, {
    usual: { finding: "FEV1/FVC 62%", conclusion: "Rối loạn thông khí tắc nghẽn mức độ vừa" },
  }),
  endoscopy: service("02.0305.0135", "Nội soi thực quản, dạ dày, tá tràng", "18", 276500, {
    ownPrice: 300000,
    usual: { finding: "Niêm mạc hang vị sung huyết rải rác", conclusion: "Viêm sung huyết hang vị dạ dày" },
  }),
  suture: service("10.9003.0216", "Khâu vết thương phần mềm dưới 10 cm", "18", 194700),
  dressing: service("03.3826.0200", "Thay băng vết thương", "18", 64300),
  cast: service("10.1002.0527", "Nắn, bó bột gãy xương cẳng tay", "18", 372700),
  toothFilling: service("16.0068.1031", "Điều trị sâu ngà răng phục hồi", "18", 280500),
  nebuliser: service("02.0032.0898", "Khí dung thuốc", "18", 27500),
  appendectomy: service("03.3327.0459", "Phẫu thuật nội soi cắt ruột thừa", "8", 2818700),
  hipSurgery: service("10.0719.0556", "Phẫu thuật kết hợp xương gãy cổ xương đùi", "8", 4102500),
  delivery: service("13.0033.0614", "Đỡ đẻ thường ngôi chỏm", "18", 786700),
  twinDelivery: service("13.0026.0615", "Đỡ đẻ từ sinh đôi trở lên", "18", 1510300),
  caesarean: service("13.0007.0671", "Phẫu thuật lấy thai lần đầu", "8", 2773600),
  cord: service("13.0199.0211", "Chăm sóc rốn trẻ sơ sinh", "18", 60000),
};

const byKey = new Map(Object.entries(list));

/** A service by its key in the list above. */
export function serviceOf(key: string): Service {
  const found = byKey.get(key);
  if (!found) throw new Error(`no service “${key}”`);
  return found;
}

/** Vật tư y tế that a stay uses. */
export const supplies = [
  { code: "N03.05.010", name: "Dây truyền dịch", unit: "Bộ", price: 4200 },
  { code: "N03.02.020", name: "Kim luồn tĩnh mạch", unit: "Cái", price: 6500 },
  { code: "N03.01.060", name: "Bơm tiêm nhựa 5ml", unit: "Cái", price: 720 },
] as const;
