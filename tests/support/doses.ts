import { randomInt, randomUUID } from "node:crypto";
import { personalIdFor } from "./claims.ts";

export type DoseRow = Record<string, string>;

/** The columns of an export, as app/api/README.md has them. */
export const columns =
  "ma_cskcb,ma_mui_tiem,ngay_lap,so_dinh_danh,so_dinh_danh_cha_me,ma_the_bhyt,ho_ten,ngay_sinh,gioi_tinh,ma_xa,ma_vac_xin,ten_vac_xin,so_lo,mui_so,vi_tri_tiem,duong_tiem,ngay_tiem,noi_tiem,ma_noi_tiem,nguoi_tiem,so_chung_tu,nguon_ghi,trang_thai".split(
    ",",
  );

/** A child nobody has heard of, nine months old in November 2026. */
export function aChild(born = "2026-02-10") {
  return {
    so_dinh_danh: personalIdFor(born.replace(/-/g, "")),
    ho_ten: `LÊ ${randomUUID().slice(0, 8)}`,
    ngay_sinh: born.split("-").reverse().join("/"),
    gioi_tinh: "2",
  };
}

/** A row of a dose of BCG at a station. */
export const doseOf = (who: DoseRow, over: DoseRow = {}): DoseRow => ({
  ma_cskcb: "51085",
  ma_mui_tiem: `MT-${randomUUID()}`,
  ngay_lap: "2026-11-20 08:00",
  ma_vac_xin: "19",
  ten_vac_xin: "BCG",
  so_lo: "A24071",
  ngay_tiem: "12/02/2026",
  noi_tiem: "Trạm Y tế mẫu",
  ma_noi_tiem: "51085",
  ...who,
  ...over,
});

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
export const lineOf = (row: DoseRow) => columns.map((name) => cell(row[name] ?? "")).join(",");
export const csvOf = (...rows: DoseRow[]) =>
  Buffer.from(`\uFEFF${[columns.join(","), ...rows.map(lineOf)].join("\r\n")}\r\n`);

const iso = (day = "") => day.split("/").reverse().join("-");

/** The same rows as a FHIR bundle. */
export function bundleOf(...rows: DoseRow[]): Buffer {
  const sid = "http://fhir.ehealth.gov.vn/core/sid";
  const entry = rows.flatMap((row, i) => [
    {
      fullUrl: `urn:uuid:p${i}`,
      resource: {
        resourceType: "Patient",
        identifier: row.so_dinh_danh ? [{ system: `${sid}/national_id`, value: row.so_dinh_danh }] : [],
        name: [{ text: row.ho_ten }],
        gender: row.gioi_tinh === "1" ? "male" : "female",
        birthDate: iso(row.ngay_sinh),
      },
    },
    {
      resource: {
        resourceType: "Immunization",
        meta: { lastUpdated: `${(row.ngay_lap ?? "").replace(" ", "T")}:00+07:00` },
        identifier: [{ value: row.ma_mui_tiem, assigner: { identifier: { value: row.ma_cskcb } } }],
        status: row.trang_thai === "2" ? "entered-in-error" : "completed",
        vaccineCode: {
          coding: [{ system: "http://hl7.org/fhir/sid/cvx", code: row.ma_vac_xin }],
          text: row.ten_vac_xin,
        },
        patient: { reference: `urn:uuid:p${i}` },
        occurrenceDateTime: iso(row.ngay_tiem),
        lotNumber: row.so_lo,
        location: { display: row.noi_tiem, identifier: { value: row.ma_noi_tiem } },
      },
    },
  ]);
  return Buffer.from(JSON.stringify({ resourceType: "Bundle", type: "collection", entry }, null, 2));
}

/** A facility nobody else's test uses. */
export const aFacility = () => String(randomInt(10_000, 99_999));
