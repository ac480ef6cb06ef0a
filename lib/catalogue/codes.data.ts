/** Nhóm chi phí (MA_NHOM). 5, 6, 9 and 11 occur in QĐ 4210 only. Source: QĐ 5937/2021 phụ lục 3; 19 from the annex of QĐ 4750. */
export const costGroups: Record<string, string> = {
  "1": "Xét nghiệm",
  "2": "Chẩn đoán hình ảnh",
  "3": "Thăm dò chức năng",
  "4": "Thuốc trong danh mục BHYT",
  "5": "Thuốc điều trị ung thư, chống thải ghép ngoài danh mục",
  "6": "Thuốc thanh toán theo tỷ lệ",
  "7": "Máu",
  "8": "Phẫu thuật",
  "9": "DVKT thanh toán theo tỷ lệ",
  "10": "Vật tư y tế trong danh mục BHYT",
  "11": "Vật tư y tế thanh toán theo tỷ lệ",
  "12": "Vận chuyển",
  "13": "Khám bệnh",
  "14": "Ngày giường bệnh ban ngày",
  "15": "Ngày giường bệnh điều trị nội trú",
  "16": "Ngày giường lưu",
  "17": "Chế phẩm máu",
  "18": "Thủ thuật",
  "19": "Khác",
};

/** Loại hình khám chữa bệnh (MA_LOAI_KCB), names shortened. Source: QĐ 824/2023 (01–10), QĐ 1804/2026 (11–16, secondary). */
export const careKinds: Record<string, string> = {
  "01": "Khám bệnh",
  "02": "Điều trị ngoại trú",
  "03": "Điều trị nội trú",
  "04": "Điều trị nội trú ban ngày",
  "05": "Điều trị ngoại trú các bệnh mạn tính dài ngày, có khám bệnh và lĩnh thuốc",
  "06": "Điều trị lưu tại trạm y tế / phòng khám đa khoa khu vực",
  "07": "Nhận thuốc theo hẹn (không khám bệnh)",
  "08": "Điều trị ngoại trú các bệnh mạn tính dài ngày, có thực hiện DVKT và/hoặc sử dụng thuốc",
  "09": "Điều trị nội trú dưới 4 giờ",
  "10": "Các trường hợp khác",
  "11": "Khám bệnh, chữa bệnh lưu động",
  "12": "Khám bệnh, chữa bệnh tại nhà",
  "13": "Y học gia đình",
  "14": "Khám bệnh, chữa bệnh từ xa",
  "15": "Khám sức khỏe định kỳ",
  "16": "Khám sàng lọc",
};

/** Kết quả điều trị (KET_QUA_DTRI). Source: annex of QĐ 4750; 8 was added there. */
export const outcomes: Record<string, string> = {
  "1": "Khỏi",
  "2": "Đỡ",
  "3": "Không thay đổi",
  "4": "Nặng hơn",
  "5": "Tử vong",
  "6": "Tiên lượng nặng xin về",
  "7": "Chưa xác định",
  "8": "Tử vong ngoại viện",
};

/** Loại ra viện (MA_LOAI_RV; TINH_TRANG_RV of QĐ 4210 uses 1–4 alike). Source: annex of QĐ 4750. */
export const dischargeKinds: Record<string, string> = {
  "1": "Ra viện",
  "2": "Chuyển tuyến theo yêu cầu chuyên môn",
  "3": "Trốn viện",
  "4": "Xin ra viện",
  "5": "Chuyển tuyến theo yêu cầu người bệnh",
};

/** Khoa (MA_KHOA). A part only: the full list K01–K99 was not found; show the code for the rest. Source: one facility's published list (htthinh28/check_bhyt@4a00cea8). */
export const departments: Record<string, string> = {
  K01: "Khoa Khám bệnh",
  K03: "Khoa Nội tổng hợp",
  K18: "Khoa Nhi",
  K19: "Khoa Ngoại tổng hợp",
  K26: "Khoa Gây mê hồi sức",
  K27: "Khoa Phụ sản",
  K39: "Khoa Chẩn đoán hình ảnh",
  K43: "Khoa Chống (kiểm soát) nhiễm khuẩn",
  K44: "Khoa Dược",
  K45: "Khoa Dinh dưỡng",
  K47: "Khoa Xét nghiệm",
};
