import { KnownError } from "#lib/platform/errors.ts";

export type UnreadableCode =
  | "empty"
  | "archive"
  | "dossier-too-large"
  | "expands-too-far"
  | "broken-archive"
  | "outside-archive"
  | "locked-archive"
  | "encoding"
  | "doctype"
  | "too-deep"
  | "too-long"
  | "not-xml"
  | "not-claims"
  | "no-dossiers"
  | "not-base64"
  | "no-rows"
  | "not-utf-8"
  | "not-json"
  | "not-doses"
  | "no-doses"
  | "doses-too-large";

const sentences: Record<UnreadableCode, string> = {
  empty: "Tệp rỗng, không có gì để đọc.",
  archive: "Đây là tệp nén nằm trong tệp nén khác; hãy giải nén rồi gửi tệp XML bên trong.",
  "expands-too-far": "Tệp nén nở ra lớn bất thường nên bị từ chối.",
  "broken-archive": "Tệp nén bị hỏng hoặc bị cắt ngang.",
  "outside-archive": "Tên tệp trong gói nén trỏ ra ngoài gói nên bị từ chối.",
  "locked-archive": "Tệp nén có mật khẩu hoặc dùng cách nén không đọc được.",
  "dossier-too-large":
    "Một hồ sơ (HOSO) lớn hơn 32 MB; không hồ sơ nào của một lượt khám lớn đến thế. Bản gốc được giữ nguyên.",
  encoding: "Không đọc được chữ trong tệp: bảng mã khai báo không khớp với nội dung.",
  doctype: "Tệp có khai báo DOCTYPE. Hồ sơ khám chữa bệnh không dùng khai báo này nên tệp bị từ chối.",
  "too-deep": "Các thẻ XML lồng nhau quá sâu (hơn 32 cấp).",
  "too-long": "Có trường dài quá mức cho phép.",
  "not-xml": "Nội dung XML bị hỏng hoặc bị cắt ngang.",
  "not-claims": "Không phải tệp hồ sơ khám chữa bệnh: không thấy thẻ GIAMDINHHS hay CHI_TIEU_TRANG_THAI_KCB.",
  "no-dossiers": "Tệp không có hồ sơ (HOSO) nào.",
  "not-base64": "Nội dung không phải Base64 cũng không phải XML.",
  "no-rows": "Có dữ liệu nhưng không thấy thẻ dòng mà bảng này phải có.",
  "not-utf-8": "Tệp mũi tiêm phải viết bằng bảng mã UTF-8. Hãy lưu lại tệp theo UTF-8 rồi gửi.",
  "not-json": "Nội dung JSON bị hỏng hoặc bị cắt ngang.",
  "not-doses":
    "Không phải tệp mũi tiêm: không thấy gói FHIR (Bundle) hay dòng đầu có ma_cskcb, ma_mui_tiem, ho_ten, ngay_sinh, ngay_tiem.",
  "no-doses": "Tệp không có mũi tiêm nào.",
  "doses-too-large": "Tệp mũi tiêm lớn hơn 32 MB. Hãy chia thành nhiều tệp.",
};

/** Text that cannot be read as what it should be; the message is for the clerk who sent it. */
export class Unreadable extends KnownError {
  override readonly name = "Unreadable";
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode, detail?: string) {
    super(detail ? `${sentences[code]} (${detail})` : sentences[code]);
    this.code = code;
  }
}

/** An Unreadable on its way between threads, which hand over data and no classes. */
export type BrokenOff = { code: UnreadableCode; message: string };

/** The same, as the class it was. */
export const unreadableFrom = ({ code, message }: BrokenOff): Unreadable =>
  Object.assign(new Unreadable(code), { message });
