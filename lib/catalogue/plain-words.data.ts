import type { PlainWords } from "./plain-words.ts";

/**
 * Short explanations, each only as far as its source goes; no limits, no doses, no advice. The sentences are ours, nobody
 * with a medical office has reviewed them yet.
 */
export const plainWords: readonly PlainWords[] = [
  {
    kind: "test",
    terms: ["glucose máu", "glucose [máu]", "glucose (máu)", "đường máu", "đường huyết"],
    vi: "Đo lượng đường glucose trong máu. Glucose cho các tế bào năng lượng.",
    en: "Measures the sugar called glucose in the blood. Glucose gives the cells energy.",
    source: {
      title: "Sutter Health, Blood Glucose Test",
      address: "https://www.sutterhealth.org/services/endocrinology/blood-glucose-test",
    },
    readOn: "2026-11-25",
    reviewer: null,
  },
  {
    kind: "test",
    terms: ["siêu âm"],
    vi: "Dùng sóng âm mà tai không nghe được để vẽ hình một phần bên trong cơ thể.",
    en: "Uses sound that the ear cannot hear to draw a part of the inside of the body.",
    source: {
      title: "NHS South Tees, Ultrasound",
      address: "https://www.southtees.nhs.uk/services/radiology/ultrasound/",
    },
    readOn: "2026-11-25",
    reviewer: null,
  },
  {
    kind: "test",
    terms: ["x-quang", "x quang", "xquang"],
    vi: "Dùng tia X để chụp hình bên trong cơ thể, như xương hoặc phổi.",
    en: "Uses X-rays to take pictures of the inside of the body, such as bones or lungs.",
    source: {
      title: "NHS Ashford and St Peter's, Radiology",
      address: "https://ashfordstpeters.nhs.uk/links-radiology",
    },
    readOn: "2026-11-25",
    reviewer: null,
  },
  {
    kind: "condition",
    terms: ["I10"],
    vi: "Máu đẩy vào thành mạch mạnh hơn bình thường. Nhiều người không thấy dấu hiệu gì.",
    en: "The blood pushes against the walls of the arteries too strongly. Many people notice no sign.",
    source: {
      title: "Rhode Island Department of Health, High Blood Pressure",
      address: "http://health.ri.gov/healthrisks/highbloodpressure/",
    },
    readOn: "2026-11-25",
    reviewer: null,
  },
  {
    kind: "condition",
    terms: ["E11"],
    vi: "Đường trong máu cao hơn bình thường. Cơ thể không tạo đủ insulin, hoặc không dùng insulin được như cần.",
    en: "Sugar in the blood is higher than normal. The body does not make enough insulin, or does not use it as it should.",
    source: {
      title: "National Cancer Institute, type 2 diabetes mellitus",
      address: "https://www.cancer.gov/publications/dictionaries/cancer-terms/def/type-2-diabetes-mellitus",
    },
    readOn: "2026-11-25",
    reviewer: null,
  },
];
