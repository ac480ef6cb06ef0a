import { expect, test } from "vitest";
import names from "./icd10.data.json" with { type: "json" };
import {
  isOccupation,
  isPatientCategory,
  listBinhSonWards,
  mayBeMainCondition,
  nameOfCardGroup,
  nameOfCareKind,
  nameOfCondition,
  nameOfCostGroup,
  nameOfDepartment,
  nameOfEthnicGroup,
  nameOfOccupation,
  nameOfOutcome,
  nameOfPatientCategory,
  nameOfProvince,
  nameOfWard,
  provinceOfWard,
  sexOfCondition,
} from "./index.ts";

test("conditions are found with or without dot, dagger and asterisk", () => {
  expect(nameOfCondition("J18.9")).toBe("Viêm phổi, không đặc hiệu");
  expect(nameOfCondition("j189†")).toBe(nameOfCondition("J18.9"));
  expect(nameOfCondition("Q99.99")).toBeNull();
});

test("a code without a name is null, also one that objects know", () => {
  expect(nameOfDepartment("K01")).toBe("Khoa Khám bệnh");
  expect([nameOfDepartment("K99"), nameOfCostGroup("constructor"), nameOfOutcome("")]).toEqual([
    null,
    null,
    null,
  ]);
  expect(nameOfCareKind("03")).toBe("Điều trị nội trú");
});

test("the five communes have their names", () => {
  expect(listBinhSonWards().map((ward) => ward.name)).toContain("Xã Bình Minh");
  expect(listBinhSonWards().map((ward) => nameOfWard(ward.code))).not.toContain(null);
});

test("the names of conditions are written with composed letters, as people search for them", () => {
  expect(Object.values(names).filter((name) => name !== name.normalize("NFC"))).toEqual([]);
});

test("some codes are never the main diagnosis, some are of one sex", () => {
  expect([mayBeMainCondition("B95.0"), mayBeMainCondition("J18.9")]).toEqual([false, true]);
  expect(["C53.9", "C61", "J18.9", "Q99.99"].map(sexOfCondition)).toEqual(["female", "male", null, null]);
});

test("communes of today have a name and a province, codes of before none", () => {
  expect([nameOfWard("00004"), provinceOfWard("00004")]).toEqual(["Phường Ba Đình", "01"]);
  expect([nameOfWard("23293"), provinceOfWard("23293")]).toEqual(["Phường Kon Tum", "51"]);
  expect([nameOfWard("21043"), provinceOfWard("21043")]).toEqual([null, null]);
  expect(["51", "62", "97"].map(nameOfProvince)).toEqual(["Tỉnh Quảng Ngãi", "Kon Tum", null]);
});

test("patient categories: a name where one is known, the number of older ones, another list in QĐ 4210", () => {
  expect(nameOfPatientCategory("2")).toBe("Cấp cứu");
  expect(nameOfPatientCategory("3.4")).toBeNull();
  expect(["1.12", "3.4", "6.6", "4"].map((code) => isPatientCategory(code, false))).toEqual([
    ...[true, true, false, false],
  ]);
  expect(["1", "4", "1.1"].map((code) => isPatientCategory(code, true))).toEqual([true, true, false]);
});

test("ethnic groups, occupations and card groups", () => {
  expect(["01", "19", "56", "99", "60"].map(nameOfEthnicGroup)).toEqual([
    ...["Kinh", "Hrê", "Không rõ", "Không rõ", null],
  ]);
  expect([nameOfOccupation("00"), nameOfOccupation("00000")]).toEqual(["Không xác định", "Không xác định"]);
  expect(["01", "05", "98", "0"].map(isOccupation)).toEqual([true, true, false, false]);
  expect([nameOfCardGroup("TE1510000000001"), nameOfCardGroup("ZZ")]).toEqual(["Trẻ em dưới 6 tuổi", null]);
});
