import { describe, expect, test } from "vitest";
import { checkWords, signWords } from "#lib/platform/paper-keys.ts";
import {
  advisedUntil,
  bloodGroupText,
  type CardLine,
  cardText,
  changedSince,
  checkableOf,
  groupsDiffer,
  inOrder,
  MOST_BYTES,
  readCardText,
  sentBloodGroup,
  signedInput,
  spacedPhone,
} from "./rules.ts";

const keys = [{ kid: 1, secret: Buffer.alloc(32, 7) }];
const line = (o: Partial<CardLine> & Pick<CardLine, "kind" | "text">): CardLine => ({
  ...{
    id: `${o.kind} ${o.text}`,
    detail: null,
    phone: null,
    standing: "self-declared",
    from: null,
    on: "2026-11-20",
  },
  ...o,
});
const lines = [
  line({ kind: "contact", text: "Lê Văn Thành", detail: "chồng", phone: "0914555017" }),
  line({ kind: "blood-group", text: "O Rh+", standing: "facility-confirmed", from: "TTYT Bình Sơn" }),
  line({ kind: "allergy", text: "Penicillin", detail: "sốc phản vệ" }),
];
const card = {
  name: "Nguyễn Thị Hoa",
  bornYear: "1990",
  lines,
  issuedOn: "2026-11-26",
  advisedUntil: "2027-05-26",
};

describe("the words of a card", () => {
  test("are plain lines that anybody reads, what is most urgent first", () => {
    expect(cardText(card).words.split("\n")).toEqual([
      "THẺ CẤP CỨU / EMERGENCY CARD",
      "Nguyễn Thị Hoa, 1990",
      "DỊ ỨNG (allergy): Penicillin (sốc phản vệ)*",
      "NHÓM MÁU (blood): O Rh+",
      "GỌI (call): Lê Văn Thành (chồng) 0914555017*",
      "* tự khai (self-declared)",
      "Sổ sức khỏe Bình Sơn ký 26/11/2026, nên làm lại trước 26/05/2027",
    ]);
  });

  test("say of each line who told it, whatever was typed in it", () => {
    const typed = line({ kind: "allergy", text: "Tôm; cua", detail: "ngứa; sưng môi" });
    expect(cardText({ ...card, lines: [typed] }).words).toContain(
      "DỊ ỨNG (allergy): Tôm, cua (ngứa, sưng môi)*\n",
    );
  });

  test("leave out details first, then the least urgent lines, and say how many", () => {
    const many = Array.from({ length: 20 }, (_, i) =>
      line({ kind: "allergy", text: `Chất gây dị ứng ${i}`, detail: "nổi mẩn đỏ khắp người, khó thở" }),
    );
    const medicines = Array.from({ length: 12 }, (_, i) => line({ kind: "medicine", text: `Thuốc ${i}` }));
    const { words, leftOut, shortened } = cardText({ ...card, lines: [...medicines, ...lines, ...many] });
    const text = checkableOf(words, signWords(keys, words));
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(MOST_BYTES);
    expect(words).toContain("GỌI (call): Lê Văn Thành");
    expect(words).toContain("Chất gây dị ứng 19");
    expect(leftOut.length).toBeGreaterThan(0);
    expect(leftOut.every(({ kind }) => kind === "medicine")).toBe(true);
    expect(shortened.length).toBeGreaterThan(15);
    expect(words).toContain(`+ ${leftOut.length} dòng nữa`);
  });

  test("bear a signature that blanks do not hurt and a changed letter does", () => {
    const { words } = cardText(card);
    const text = checkableOf(words, signWords(keys, words));
    const pasted = `\r\n${text.normalize("NFD").replaceAll("\n", "  \r\n\r\n")} `;
    const read = readCardText(pasted);
    expect(read).toMatchObject({ words, issuedOn: "2026-11-26", advisedUntil: "2027-05-26" });
    const verdict = (scanned: string) => {
      const found = readCardText(scanned);
      return found && checkWords(keys, found.words, found);
    };
    const { kid } = signWords(keys, words);
    const [head, body] = signedInput(words, kid)
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString());
    expect([JSON.parse(head ?? ""), body]).toEqual([{ alg: "ES256", kid }, words]);
    expect(verdict(pasted)).toBe("genuine");
    expect(verdict(text.replace("Penicillin", "Paracetamol"))).toBe("forged");
    expect(verdict(text.replace("0914555017", "0914555018"))).toBe("forged");
    expect(verdict(text.replace(/SSKBS2:.{11}/, "SSKBS2:AAAAAAAAAAA"))).toBe("unknown-key");
    expect(verdict(text.slice(0, -1))).toBeNull();
    expect(verdict("THẺ CẤP CỨU")).toBeNull();
  });
});

test("a line that is gone or says something else has changed since", () => {
  const [contact, blood, allergy] = lines as [CardLine, CardLine, CardLine];
  const now = [contact, { ...blood, text: "A Rh+" }, line({ kind: "illness", text: "Hen" })];
  expect(changedSince(lines, now)).toEqual([blood, allergy]);
  expect(inOrder(lines).map(({ kind }) => kind)).toEqual(["allergy", "blood-group", "contact"]);
});

test("months end on their last day, groups without Rh say none, numbers are grouped", () => {
  expect(advisedUntil("2026-08-31")).toBe("2027-02-28");
  expect(advisedUntil("2026-11-26")).toBe("2027-05-26");
  expect(bloodGroupText("AB", "negative")).toBe("AB Rh-");
  expect(bloodGroupText("O", "")).toBe("O");
  expect(["O+", "ab Rh (-)", "A Rh+", "Nhóm B"].map(sentBloodGroup)).toEqual([
    "O Rh+",
    "AB Rh-",
    "A Rh+",
    "Nhóm B",
  ]);
  expect(
    groupsDiffer([
      line({ kind: "blood-group", text: "A Rh+" }),
      line({ kind: "blood-group", text: "O Rh+" }),
    ]),
  ).toBe(true);
  expect(groupsDiffer(lines)).toBe(false);
  expect(spacedPhone("0914555017")).toBe("0914\u00a0555\u00a0017");
  expect(spacedPhone("+84914555017")).toBe("+84914555017");
});
