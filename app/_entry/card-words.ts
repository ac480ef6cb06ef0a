import { getTranslations } from "next-intl/server";

/** The words around a card that was made, and those of why none was. */
export async function cardWords() {
  const t = await getTranslations("family.helper.card");
  return {
    words: {
      done: t("done"),
      doneText: t("doneText"),
      book: t("book"),
      card: t("title"),
      use: t("use"),
      until: t("until"),
      qr: t("qr"),
      print: t("howToPrint"),
      lost: t("lost"),
    },
    refused: { "too-many": t("tooMany"), over: t("nobody"), other: t("failed") },
  };
}
