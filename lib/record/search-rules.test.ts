import { expect, test } from "vitest";
import { gathered } from "./gather-rules.ts";
import { paperId, paperRef } from "./paper-rules.ts";
import { plain, searchWords } from "./search-rules.ts";

test("a search ignores marks and case", () => {
  expect(plain("Viêm PHỔI, Đau bụng ợ ƯỠ")).toBe("viem phoi, dau bung o uo");
  expect(plain("Viêm".normalize("NFD"))).toBe("viem");
  expect(searchWords("  Đau   bụng ")).toEqual(["dau", "bung"]);
  expect(searchWords(undefined)).toEqual([]);
});

test("lines that say the same are told once, without adding anything up", () => {
  const line = (name: string, day: number) => ({ name, at: new Date(Date.UTC(2026, 0, day)) });
  const groups = gathered(
    [line("Giường", 2), line("Siêu âm", 2), line("Giường", 1), line("Giường", 9)],
    ({ name }) => [name],
    ({ at }) => at,
  );
  expect(
    groups.map(({ line: { name }, times, from, to }) => [name, times, from?.getUTCDate(), to?.getUTCDate()]),
  ).toEqual([
    ["Giường", 3, 1, 9],
    ["Siêu âm", 1, 2, 2],
  ]);
});

test("a paper's address names its visit, kind and place; HIV and TB care have none", () => {
  const encounterId = "0b8a2a5e-3c43-4f6b-9a53-2b1f8a6d1c11";
  const ref = { encounterId, kind: "sick-leave" as const, line: 2 };
  expect(paperRef(paperId(ref))).toEqual(ref);
  for (const id of [`${encounterId}.hiv-care.1`, `${encounterId}.tb-care.1`, encounterId, "", "1.referral.1"])
    expect(paperRef(id)).toBeNull();
});
