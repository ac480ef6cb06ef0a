import { expect, test } from "vitest";
import {
  datesAgree,
  differences,
  foldedName,
  isNewborn,
  isOwnNumber,
  isUsablePersonalId,
  mergeDetails,
  socialInsuranceNumberOf,
} from "./matching-rules.ts";

test("names compare without case, marks, blanks and Unicode form", () => {
  expect(foldedName("Đặng  Thị Ánh")).toBe(foldedName("DANG THI ANH"));
  expect(foldedName("NGUYỄN".normalize("NFD"))).toBe(foldedName("nguyễn".normalize("NFC")));
  expect(foldedName("Nguyễn Văn A")).not.toBe(foldedName("Nguyễn Văn B"));
});

test("birth dates agree as far as both are given", () => {
  expect(datesAgree("1949", "1949-05-20")).toBe(true);
  expect(datesAgree("1949-05-20", "1949-05")).toBe(true);
  expect(datesAgree("1949-06", "1949-05-20")).toBe(false);
});

test("differences name the fields", () => {
  const a = { name: "A", birthDate: "1949" };
  expect(differences(a, { name: "a", birthDate: "1949-01-01" })).toEqual([]);
  expect(differences(a, { name: "B", birthDate: "1950" })).toEqual(["name", "birthDate"]);
});

test("a usable personal id has twelve digits that somebody could have been given", () => {
  expect(isUsablePersonalId("051162000005")).toBe(true);
  expect(["000000000000", "05116200000", "B1234567", ""].map(isUsablePersonalId)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("the social insurance number is the last ten characters of a card", () => {
  expect(socialInsuranceNumberOf("DN4515100000001")).toBe("5100000001");
  expect(socialInsuranceNumberOf("5100000001")).toBe("5100000001");
  expect(["", "DN451510000000", "XX"].map(socialInsuranceNumberOf)).toEqual([null, null, null]);
});

test("the later visit is believed and gaps are filled from the earlier", () => {
  const blank = { wardCode: null, address: null, phone: null, bloodGroup: null };
  const earlier = { ...blank, name: "A", birthDate: "1949-05-20", sex: "female", phone: "1" };
  const later = { ...blank, name: "B", birthDate: "1949", sex: "undetermined", address: "x" };
  expect(mergeDetails(later, earlier)).toEqual({
    ...{ name: "B", birthDate: "1949-05-20", sex: "female" },
    ...{ wardCode: null, address: "x", phone: "1", bloodGroup: null },
  });
});

test("a newborn goes under its parent's number until it has its own", () => {
  const at = new Date("2026-05-12T08:00:00+07:00");
  expect(isNewborn("2026-04-14", at)).toBe(true);
  expect(isNewborn("2026-04-13", at)).toBe(false);
  expect(isNewborn("2026-05", at)).toBe(false);
  expect(isOwnNumber("051195000001", "2026-05-10", at)).toBe(false);
  expect(isOwnNumber("051326000001", "2026-05-10", at)).toBe(true);
  expect(isOwnNumber("051126000001", "2026-05-10", at)).toBe(false);
  expect(isOwnNumber("051195000001", "1996-05-10", at)).toBe(true);
});
