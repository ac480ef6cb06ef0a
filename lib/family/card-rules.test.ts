import { expect, test } from "vitest";
import { codeOfCard, groupedCard } from "./card-rules.ts";

test("a card is read however it was scanned or typed, and nothing else is one", () => {
  for (const text of ["SSKBS2:ABCDEFGH23456789", " abcd efgh 2345 6789 ", "abcd-efgh-2345-6789"])
    expect(codeOfCard(text)).toBe("ABCDEFGH23456789");
  for (const text of ["", "ABCD", "ABCDEFGH2345678O", "SSKBS1:ABCDEFGH23456789"])
    expect(codeOfCard(text)).toBeNull();
  expect(groupedCard("ABCDEFGH23456789")).toBe("ABCD EFGH 2345 6789");
});
