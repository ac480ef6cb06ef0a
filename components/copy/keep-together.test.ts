import { expect, test } from "vitest";
import { keepTogether } from "./keep-together.ts";

test("a title keeps the syllables of a word together, in whatever case, and leaves all else", () => {
  expect(keepTogether("Đổi phần bác sĩ được xem")).toBe("Đổi phần bác\u00a0sĩ được xem");
  expect(keepTogether("Trạm Y tế xã Bình Sơn đã nhận câu hỏi")).toBe(
    "Trạm Y\u00a0tế xã Bình\u00a0Sơn đã nhận câu\u00a0hỏi",
  );
  expect(keepTogether("The book of Bình")).toBe("The book of Bình");
  expect(keepTogether(null)).toBe(null);
});
