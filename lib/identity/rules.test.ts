import { describe, expect, test } from "vitest";
import { addressFrom, isSessionToken, ownPath } from "./realms.ts";
import { differingFields, displayName } from "./rules.ts";

const vneid = { name: "Lê Thị Thí Dụ", birthDate: "1962-03-04", sex: "female" };

describe("where VNeID and the warehouse differ", () => {
  test.each([
    ["letters, marks and blanks do not count", { name: "LE  THI THÍ DỤ" }, []],
    ["a decomposed name is the same name", { name: "Lê Thị Thí Dụ".normalize("NFD") }, []],
    ["a year alone agrees with its dates", { birthDate: "1962" }, []],
    ["another day does not", { birthDate: "1962-03-14" }, ["birthDate"]],
    ["an undetermined sex says nothing", { sex: "undetermined" }, []],
    ["everything may differ", { name: "Trần", birthDate: "1980", sex: "male" }, ["name", "birthDate", "sex"]],
  ])("%s", (_, change, fields) => {
    expect(differingFields(vneid, { ...vneid, ...change })).toEqual(fields);
  });
});

describe("a name as people write it", () => {
  test.each([
    ["NGUYỄN VĂN MẪU", "Nguyễn Văn Mẫu"],
    ["  TRẦN   THỊ VÍ DỤ ", "Trần Thị Ví Dụ"],
    ["ĐỖ THỊ ÁNH", "Đỗ Thị Ánh"],
    ["Y H'ĐÔNG NIÊ", "Y H'Đông Niê"],
    ["Lê Minh Khôi", "Lê Minh Khôi"],
    ["NGUYỄN VĂN MẪU".normalize("NFD"), "Nguyễn Văn Mẫu"],
  ])("%s", (sent, shown) => {
    expect(displayName(sent)).toBe(shown);
  });
});

describe("only an address inside the book is followed", () => {
  test.each(["/record", "/record/encounters/x?y=1#z", "/"])("%s", (path) => expect(ownPath(path)).toBe(path));
  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    undefined,
    ["/x"],
    "/a b",
    "/đ",
    "/\u0001",
    "/record?x=\u007f",
    `/${"a".repeat(600)}`,
  ])("not %s", (path) => expect(ownPath(path)).toBe("/"));
});

describe("whose address counts", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["198.51.100.7, 192.0.2.1", "192.0.2.1"],
    ["a, b,  ", "unknown"],
    [null, "unknown"],
  ])("%s is %s", (forwardedFor, address) => expect(addressFrom(forwardedFor)).toBe(address));
});

test("only what can be a session token is asked about", () => {
  expect(isSessionToken(`${"aZ_-".repeat(10)}abc`)).toBe(true);
  for (const text of [undefined, "", "short", "x".repeat(44), `${"x".repeat(42)}\0`, `${"x".repeat(43)}\n`]) {
    expect(isSessionToken(text)).toBe(false);
  }
});
