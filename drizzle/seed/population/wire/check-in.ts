import { stamp } from "../calendar.ts";
import type { Encounter } from "../encounter.ts";
import { type Draft, draftOf, type Refs } from "./dossier.ts";
import type { Fields } from "./elements.ts";

function row({ encounter, identity, refs }: Draft, admitted: boolean, line: number): Fields {
  const { services, facility } = encounter;
  const [first] = services;
  const said = admitted && encounter.admittedAt !== null;
  return {
    MA_LK: refs.claimRef,
    STT: String(line),
    MA_BN: refs.patientRef,
    ...identity,
    MA_DOITUONG_KCB: encounter.category,
    NGAY_VAO: stamp(encounter.arrivedAt),
    NGAY_VAO_NOI_TRU: said ? stamp(encounter.admittedAt ?? encounter.arrivedAt) : "",
    LY_DO_VNT: said ? (encounter.admissionReason ?? "") : "",
    MA_LOAI_KCB: encounter.careKind,
    MA_CSKCB: facility.code,
    MA_DICH_VU: first?.service.code ?? "",
    TEN_DICH_VU: first?.service.name ?? "",
    NGAY_YL: stamp(encounter.arrivedAt + (said ? 40 : 5)),
  };
}

/** Giấy tiếp đón: one row when a patient comes, a second when they are admitted. */
export function checkInRows(encounter: Encounter, refs: Refs): Fields[] {
  const draft = draftOf(encounter, refs, "3176", { mistake: null, other: null, corrected: false });
  const rows = [row(draft, false, 1)];
  if (encounter.admittedAt !== null) rows.push(row(draft, true, 2));
  return rows;
}
