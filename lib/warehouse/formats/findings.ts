import type { Finding, Level, ProblemCode } from "../problems.ts";

/** What a clerk calls the fields that matter most. */
const labels: Record<string, string> = {
  MA_LK: "mã lượt khám",
  MA_CSKCB: "mã cơ sở khám chữa bệnh",
  HO_TEN: "họ và tên",
  NGAY_SINH: "ngày sinh",
  GIOI_TINH: "giới tính",
  SO_CCCD: "số định danh cá nhân",
  MA_THE_BHYT: "mã thẻ BHYT",
  MA_THE: "mã thẻ BHYT",
  NGAY_VAO: "ngày giờ đến khám",
  NGAY_RA: "ngày giờ kết thúc",
  NGAY_VAO_NOI_TRU: "ngày giờ vào nội trú",
  NGAY_TTOAN: "ngày giờ thanh toán",
  NGAYLAP: "ngày lập tệp",
  MA_BENH_CHINH: "mã bệnh chính",
  MA_BENH_KT: "mã bệnh kèm theo",
  CHAN_DOAN_RV: "chẩn đoán ra viện",
  TEN_THUOC: "tên thuốc",
  TEN_DICH_VU: "tên dịch vụ",
  TEN_VAT_TU: "tên vật tư",
  SO_LUONG: "số lượng",
  LIEU_DUNG: "liều dùng",
};

/** A field as a clerk reads it: its meaning, then the official name. */
export function called(field: string): string {
  const label = labels[field];
  return label ? `${label} (${field})` : field;
}

/** The place of a line in front of a sentence about it. */
export const atLine = (line: number | null, sentence: string) =>
  line === null ? sentence : `Dòng ${line}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** A finding about one field, in words that a clerk of a hospital understands. */
export function found(
  level: Level,
  code: ProblemCode,
  part: string | null,
  field: string | null,
  message: string,
): Finding {
  return { level, part, field, code, message };
}
