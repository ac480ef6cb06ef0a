import { dayAt, dayOf, stamp, yearOf, yearsLater, ymd } from "../calendar.ts";
import type { Draft } from "./dossier.ts";
import type { Fields } from "./elements.ts";
import { temporaryCardOf } from "./papers.ts";
import { doctorName } from "./staff.ts";

/** XML9, giấy chứng sinh: one for each child. */
export function birthRows({ encounter, refs, bill, head }: Draft): Fields[] {
  const { person: mother, births, facility, endedAt, arrivedAt } = encounter;
  // An identity card is given at 14, and again at 25 and 40.
  const age = yearOf(dayOf(arrivedAt)) - yearOf(mother.bornOn);
  const issued = yearsLater(mother.bornOn, age > 40 ? 40 : age > 25 ? 25 : 14) + 40;
  return births.map(({ child, order, weight, caesarean, attendant, living, early }) => ({
    MA_LK: refs.claimRef,
    MA_BHXH_NND: mother.insuranceNumber,
    MA_THE_NND: bill.card?.number ?? "",
    HO_TEN_NND: mother.name,
    NGAYSINH_NND: ymd(mother.bornOn),
    MA_DANTOC_NND: mother.ethnicGroup,
    SO_CCCD_NND: mother.personalId ?? "",
    NGAYCAP_CCCD_NND: ymd(Math.max(issued, dayAt(2021, 3, 1))),
    NOICAP_CCCD_NND: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    NOI_CU_TRU_NND: mother.address,
    MA_QUOCTICH: "000",
    MATINH_CU_TRU: "51",
    MAXA_CU_TRU: mother.ward.code,
    MA_THE_TAM: temporaryCardOf(child.insuranceNumber),
    HO_TEN_CON: child.name,
    GIOI_TINH_CON: child.sex === "male" ? "1" : "2",
    SO_CON: String(births.length),
    LAN_SINH: String(Math.max(1, living - order + 1)),
    SO_CON_SONG: String(living),
    CAN_NANG_CON: String(weight),
    NGAY_SINH_CON: stamp(child.bornAt ?? arrivedAt),
    NOI_SINH_CON: facility.name,
    TINH_TRANG_CON: "Khỏe mạnh",
    SINHCON_PHAUTHUAT: caesarean ? "1" : "0",
    SINHCON_DUOI32TUAN: early ? "1" : "0",
    GHI_CHU: caesarean ? "Sinh con phải phẫu thuật" : "",
    NGUOI_DO_DE: attendant,
    NGUOI_GHI_PHIEU: doctorName(facility, encounter.doctor),
    NGAY_CT: ymd(dayOf(endedAt)),
    SO: `${refs.recordRef}-${order}`,
    QUYEN_SO: `CS-${ymd(dayOf(endedAt)).slice(2, 4)}`,
    MA_TTDV: head,
  }));
}
