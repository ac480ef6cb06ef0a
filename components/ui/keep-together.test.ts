import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { keepTogether } from "./keep-together.tsx";

const kept = (word: string) => `<span class="whitespace-nowrap">${word}</span>`;

test("a title keeps the syllables of a word together, in whatever case, and its text as it was", () => {
  const drawn = (title: string) => renderToStaticMarkup(keepTogether(title));
  expect(drawn("Đổi phần bác sĩ được xem")).toBe(`Đổi phần ${kept("bác sĩ")} được xem`);
  expect(drawn("Trạm Y tế xã Bình Sơn")).toBe(`Trạm ${kept("Y tế")} xã ${kept("Bình Sơn")}`);
  expect(drawn("The book of Bình")).toBe("The book of Bình");
  expect(keepTogether(null)).toBe(null);
});
