import { expect, test } from "vitest";
import names from "./icd10.data.json" with { type: "json" };
import {
  listBinhSonWards,
  nameOfCareKind,
  nameOfCondition,
  nameOfCostGroup,
  nameOfDepartment,
  nameOfOutcome,
  nameOfWard,
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
