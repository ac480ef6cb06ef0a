import { type DayNumber, dayOf, ymd } from "../calendar.ts";
import type { Draft } from "./dossier.ts";
import type { Fields } from "./elements.ts";

/** XML6, hồ sơ chăm sóc và điều trị HIV. */
export function hivRow({ encounter, refs, identity, bill }: Draft, since: DayNumber): Fields {
  const day = dayOf(encounter.arrivedAt);
  const { code } = encounter.facility;
  const confirmed = since - 400;
  return {
    MA_LK: refs.claimRef,
    MA_THE_BHYT: bill.card?.number ?? "",
    SO_CCCD: identity.SO_CCCD ?? "",
    NGAY_SINH: identity.NGAY_SINH ?? "",
    GIOI_TINH: identity.GIOI_TINH ?? "",
    DIA_CHI: identity.DIA_CHI ?? "",
    MATINH_CU_TRU: "51",
    MAXA_CU_TRU: identity.MAXA_CU_TRU ?? "",
    NGAYKD_HIV: ymd(confirmed),
    NOI_LAY_MAU_XN: code,
    NOI_XN_KD: "51010",
    NOI_BDDT_ARV: code,
    BDDT_ARV: ymd(confirmed + 14),
    MA_PHAC_DO_DIEU_TRI_BD: "TDF+3TC+DTG",
    MA_BAC_PHAC_DO_BD: "1",
    MA_LYDO_DTRI: "1",
    LOAI_DTRI_LAO: "0",
    SANG_LOC_LAO: "2",
    MA_LOAI_BN: "1",
    GIAI_DOAN_LAM_SANG: "1",
    NHOM_DOI_TUONG: "11",
    MA_TINH_TRANG_DK: "9",
    MA_XU_TRI: "1",
    NGAY_BAT_DAU_XU_TRI: ymd(day),
    NGAY_KET_THUC_XU_TRI: ymd(day + encounter.days - 1),
    MA_PHAC_DO_DIEU_TRI: "TDF+3TC+DTG",
    MA_BAC_PHAC_DO: "1",
    SO_NGAY_CAP_THUOC_ARV: String(encounter.days),
    MA_CSKCB: code,
  };
}

/** XML15, quản lý điều trị lao. */
export function tuberculosisRow({ encounter, refs, identity }: Draft, since: DayNumber): Fields {
  return {
    MA_LK: refs.claimRef,
    STT: "1",
    MA_BN: refs.patientRef,
    HO_TEN: identity.HO_TEN ?? "",
    SO_CCCD: identity.SO_CCCD ?? "",
    PHANLOAI_LAO_VITRI: "1",
    PHANLOAI_LAO_TS: "1",
    PHANLOAI_LAO_HIV: "2",
    PHANLOAI_LAO_VK: "1",
    LOAI_DTRI_LAO: "2",
    NGAYBD_DTRI_LAO: ymd(since),
    PHACDO_DTRI_LAO: "1",
    MA_CSKCB: encounter.facility.code,
  };
}
