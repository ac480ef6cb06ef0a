const digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;
const vietnameseThousands = ["", "nghìn", "triệu"] as const;

/** 168 → một trăm sáu mươi tám. `inside` a larger number the hundreds are said even when there are none. */
function vietnameseGroup(number: number, inside: boolean): string {
  const [hundreds, tens, units] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const unit =
    units === 1 && tens > 1 ? "mốt" : units === 5 && tens > 0 ? "lăm" : units > 0 ? digits[units] : "";
  const ten = tens > 1 ? `${digits[tens]} mươi` : tens === 1 ? "mười" : "";
  const said = hundreds > 0 || inside;
  return [said ? `${digits[hundreds]} trăm` : "", ten || (units > 0 && said ? "linh" : ""), unit]
    .filter(Boolean)
    .join(" ");
}

const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tensOf = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const englishThousands = ["", "thousand", "million"] as const;

function englishGroup(number: number): string {
  const rest = number % 100;
  const small =
    rest < 20
      ? ones[rest]
      : [tensOf[Math.floor(rest / 10) - 2], rest % 10 ? ones[rest % 10] : ""].filter(Boolean).join("-");
  return [number >= 100 ? `${ones[Math.floor(number / 100)]} hundred` : "", rest > 0 ? small : ""]
    .filter(Boolean)
    .join(" ");
}

/** Số tiền bằng chữ: whole đồng from 0 to 999,999,999 in words, the first letter large. */
export function amountInWords(amountVnd: bigint, language: "vi" | "en"): string {
  const groups = [0, 1, 2].map((place) => Number((amountVnd / 1000n ** BigInt(place)) % 1000n));
  const highest = groups.findLastIndex((group) => group > 0);
  const said = groups
    .map((group, place) => {
      if (group === 0) return "";
      return language === "vi"
        ? `${vietnameseGroup(group, place < highest)} ${vietnameseThousands[place]}`.trim()
        : `${englishGroup(group)} ${englishThousands[place]}`.trim();
    })
    .reverse()
    .filter(Boolean)
    .join(" ");
  const text = `${said || (language === "vi" ? "không" : "zero")} ${language === "vi" ? "đồng" : "dong"}`;
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}
