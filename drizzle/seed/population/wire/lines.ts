import { type Amounts, money } from "../bill.ts";
import { stamp } from "../calendar.ts";
import type { Draft } from "./dossier.ts";
import type { Fields } from "./elements.ts";
import { licenceOf } from "./staff.ts";

const price = (dong: number) => `${dong}.000`;

function amountFields(
  { insured, total, fund, copay, self }: Amounts,
  inScope: boolean,
  share: number,
): Fields {
  return {
    PHAM_VI: inScope ? "1" : "2",
    TYLE_TT_BH: inScope ? "100" : "0",
    THANH_TIEN_BV: money(total),
    THANH_TIEN_BH: money(insured),
    T_NGUONKHAC_NSNN: "0.00",
    T_NGUONKHAC_VTNN: "0.00",
    T_NGUONKHAC_VTTN: "0.00",
    T_NGUONKHAC_CL: "0.00",
    T_NGUONKHAC: "0.00",
    MUC_HUONG: inScope ? String(share) : "0",
    T_BNTT: money(self),
    T_BNCCT: money(copay),
    T_BHTT: money(fund),
    T_NGOAIDS: "0.00",
    MA_PTTT: "1",
  };
}

/** XML2. */
export function medicineRows({ encounter, bill, refs, main, doctor }: Draft): Fields[] {
  return encounter.medicines.map(({ medicine, quantity, doseText, orderedAt, department }, i) => {
    const { inScope = false, amounts } = bill.medicines[i] ?? {};
    return {
      MA_LK: refs.claimRef,
      STT: String(i + 1),
      MA_THUOC: medicine.code,
      MA_NHOM: "4",
      TEN_THUOC: medicine.name,
      DON_VI_TINH: medicine.unit,
      HAM_LUONG: medicine.strength,
      DUONG_DUNG: medicine.route,
      DANG_BAO_CHE: medicine.form,
      LIEU_DUNG: doseText,
      CACH_DUNG: medicine.instructions,
      SO_DANG_KY: `VD-0${medicine.code.slice(3).padStart(4, "0")}-00`,
      TT_THAU: "1;G1;N4;2025",
      SO_LUONG: `${quantity}.000`,
      DON_GIA: price(medicine.price),
      ...(amounts ? amountFields(amounts, inScope, bill.share) : {}),
      MA_KHOA: department,
      MA_BAC_SI: doctor,
      MA_BENH: main,
      NGAY_YL: stamp(orderedAt),
      NGAY_TH_YL: stamp(orderedAt + 10),
      NGUON_CTRA: "1",
    };
  });
}

/** XML3: services, then supplies. */
export function serviceRows({ encounter, bill, refs, main, doctor, generation }: Draft): Fields[] {
  const performer = licenceOf(
    encounter.facility,
    1 + (encounter.doctor % encounter.facility.doctors),
    generation,
  );
  const services = encounter.services.map(
    ({ service, quantity, orderedAt, doneAt, endedAt, department, bed }, i): Fields => {
      const { inScope = false, amounts } = bill.services[i] ?? {};
      const done = ["1", "2", "3", "8", "18"].includes(service.group);
      return {
        MA_LK: refs.claimRef,
        STT: String(i + 1),
        MA_DICH_VU: service.code,
        MA_NHOM: service.group,
        TEN_DICH_VU: service.name,
        DON_VI_TINH: service.unit,
        SO_LUONG: `${quantity}.000`,
        DON_GIA_BV: price(amounts && quantity > 0 ? amounts.total / 100 / quantity : service.ownPrice),
        DON_GIA_BH: price(service.price),
        TYLE_TT_DV: "100",
        ...(amounts ? amountFields(amounts, inScope, bill.share) : {}),
        MA_KHOA: department,
        MA_GIUONG: bed ?? "",
        MA_BAC_SI: doctor,
        NGUOI_THUC_HIEN: done ? performer : "",
        MA_BENH: main,
        NGAY_YL: stamp(orderedAt),
        NGAY_TH_YL: stamp(doneAt),
        NGAY_KQ: stamp(endedAt),
      };
    },
  );
  const supplies = encounter.supplies.map(
    ({ code, name, unit, price: each, quantity, orderedAt, department }, i): Fields => {
      const { inScope = false, amounts } = bill.supplies[i] ?? {};
      return {
        MA_LK: refs.claimRef,
        STT: String(services.length + i + 1),
        MA_VAT_TU: code,
        MA_NHOM: "10",
        TEN_VAT_TU: name,
        DON_VI_TINH: unit,
        SO_LUONG: `${quantity}.000`,
        DON_GIA_BV: price(each),
        DON_GIA_BH: price(each),
        TT_THAU: "1;G2;N4;2025",
        TYLE_TT_DV: "100",
        ...(amounts ? amountFields(amounts, inScope, bill.share) : {}),
        MA_KHOA: department,
        MA_BAC_SI: doctor,
        MA_BENH: main,
        NGAY_YL: stamp(orderedAt),
        NGAY_TH_YL: stamp(orderedAt + 5),
        NGAY_KQ: stamp(orderedAt + 5),
      };
    },
  );
  return [...services, ...supplies];
}

/** XML4. */
export function resultRows({ encounter, refs, generation }: Draft): Fields[] {
  const reader = licenceOf(
    encounter.facility,
    1 + ((encounter.doctor + 1) % encounter.facility.doctors),
    generation,
  );
  return encounter.results.map((result, i) => ({
    MA_LK: refs.claimRef,
    STT: String(i + 1),
    MA_DICH_VU: result.serviceCode,
    MA_CHI_SO: result.code,
    TEN_CHI_SO: result.name,
    GIA_TRI: result.value,
    DON_VI_DO: result.unit,
    MO_TA: result.description,
    KET_LUAN: result.conclusion,
    NGAY_KQ: stamp(result.at),
    MA_BS_DOC_KQ: reader,
  }));
}

/** XML5. */
export function noteRows({ encounter, refs, doctor }: Draft): Fields[] {
  return encounter.notes.map((note, i) => ({
    MA_LK: refs.claimRef,
    STT: String(i + 1),
    DIEN_BIEN_LS: note.text,
    GIAI_DOAN_BENH: note.stage ?? "",
    PHAU_THUAT: note.operation ?? "",
    THOI_DIEM_DBLS: stamp(note.at),
    NGUOI_THUC_HIEN: doctor,
  }));
}
